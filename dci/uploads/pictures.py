"""A picture as it is kept: its type by its content, nothing in it but what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from . import containers, svg

MOST_FRAMES = 1000
ORIENTATION, UPRIGHT = 0x0112, 1  # in EXIF
AVIF_BRANDS = (b"avif", b"avis")
# By their first bytes: the type, as Pillow calls it.
BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
STRIP: dict[str, Callable[[bytes], containers.Stripped]] = {
    "JPEG": containers.jpeg,
    "PNG": containers.png,
    "GIF": containers.gif,
    "WEBP": containers.webp,
}


@dataclass(frozen=True)
class Picture:
    """What is kept, and how the name of its file ends."""

    content: bytes
    suffix: str


def clean(content: bytes) -> Picture:
    """A picture without what was told about it: place, device, time, names, comments, thumbnail.

    Turned the right way round, its colour profile kept. Cleaning what is clean changes nothing.
    Raises ``ValidationError`` with a sentence for the person who has sent it: for what is no
    picture, for too large a one before it is decoded, for a damaged one.
    """
    if svg.is_svg(content):
        return Picture(svg.clean(content), ".svg")
    kind = type_of(content)
    if kind is None:
        message = _(
            "This is not a picture of a type that the site takes, whatever its name says. Please "
            "save it as JPEG, PNG, WebP, AVIF, GIF or SVG."
        )
        raise ValidationError(message, code="invalid_image")
    try:
        return Picture(_cleaned(content, kind), SUFFIXES[kind])
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:  # image libraries fail in many ways
        message = _("This picture can't be read: the file is damaged or not complete.")
        raise ValidationError(message, code="damaged") from error


def type_of(content: bytes) -> str | None:
    """The type that the content has, whatever the file is called."""
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in AVIF_BRANDS:
        return "AVIF"
    return None


def _cleaned(content: bytes, kind: str) -> bytes:
    if kind == "AVIF":
        return _clean_avif(content)
    stripped = STRIP[kind](content)
    with Image.open(BytesIO(stripped.content), formats=[kind]) as image:
        _check_size(image, stripped.frames)
        turn = _turn(stripped.exif)
        if turn != UPRIGHT and stripped.frames == 1:
            image.getexif()[ORIENTATION] = turn
            stripped = STRIP[kind](_drawn_anew(image, kind))
    _decode(stripped.content, kind, stripped.frames)
    return stripped.content


def _clean_avif(content: bytes) -> bytes:
    """A picture whose file can't be taken apart: encoded again, unless it is one of those."""
    with Image.open(BytesIO(content), formats=["AVIF"]) as image:
        _check_size(image, image.n_frames)
        is_upright = image.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
        frames = image.n_frames
        if not is_upright or not containers.avif_is_bare(content):
            content = _drawn_anew(image, "AVIF")
    _decode(content, "AVIF", frames)
    return content


def _turn(exif: bytes) -> int:
    """How the camera was held. What can't be read counts as upright: it goes in any case."""
    told = Image.Exif()
    try:
        told.load(exif)
        return told.get(ORIENTATION, UPRIGHT)
    except Exception:  # image libraries fail in many ways
        return UPRIGHT


def _check_size(image: Image.Image, frames: int) -> None:
    """Refuse what would take too much memory or time, before anything is decoded."""
    pixels = image.width * image.height * frames
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS or frames > MOST_FRAMES:
        raise _too_large()


def _too_large() -> ValidationError:
    message = _(
        "This picture is too large: it may have at most %(megapixels)d million pixels, all "
        "pictures of an animation together. Please make it smaller."
    )
    megapixels = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(message % {"megapixels": megapixels}, code="too_large")


def _drawn_anew(image: Image.Image, kind: str) -> bytes:
    """The picture upright and encoded again, as like its original as its format can."""
    options = {"icc_profile": image.info.get("icc_profile")}
    if kind == "JPEG":
        options |= {"qtables": image.quantization, "subsampling": get_sampling(image)}
    elif kind == "WEBP":
        options |= {"quality": 90, "method": 4}
    elif kind == "AVIF":
        options |= {"quality": 90, "speed": 10}
        options |= {"save_all": True} if image.is_animated else {}
    drawn = BytesIO()
    upright = image if "save_all" in options else ImageOps.exif_transpose(image)
    upright.save(drawn, kind, exif=b"", xmp=b"", **options)
    return drawn.getvalue()


def _decode(content: bytes, kind: str, frames: int) -> None:
    """Read all of it once, so that what is damaged fails here and not before visitors."""
    with Image.open(BytesIO(content), formats=[kind]) as image:
        for number in range(frames):
            image.seek(number)
            image.load()
