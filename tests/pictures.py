"""Pictures of screens for the guides and the README, in files that are small."""

import io
import os
from pathlib import Path

from PIL import Image

COLOURS = 128  # screens have few, and shades of them at the edges of letters
FOLDER = "PICTURES"  # the variable that says where the tests leave the pictures they take


def save(screenshot: bytes, file: Path, effort: int = 6) -> None:
    """Write a screenshot as WebP, without loss but for rare shades; two seconds with all effort."""
    file.parent.mkdir(parents=True, exist_ok=True)
    screen = Image.open(io.BytesIO(screenshot)).convert("RGB")
    few = screen.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(file, "WEBP", lossless=True, quality=100, method=effort)


def wanted_in() -> Path | None:
    """Where pictures are to be left, if anybody wants them."""
    return Path(os.environ[FOLDER]) if FOLDER in os.environ else None
