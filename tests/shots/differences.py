"""`make shots-diff`: what the changes in this folder do to the pages, side by side.

The site of another version and that of this folder are put up, photographed and compared, and what
differs is written as one page with pictures. No picture is kept to compare with: such a one grows
old, and another machine draws letters otherwise.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from tests import chromium
from tests.production import ROOT, online

from .camera import photographs

FOLDER = ROOT / "shots-diff"
AROUND = 60  # pixels that are shown above and below what differs
RED, PALE = (212, 20, 47), 0.25
PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ margin: 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
section {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }}
h2 {{ grid-column: 1 / -1; margin-block-end: 0; }}
figure {{ margin: 0; }}
img {{ max-inline-size: 100%; border: 1px solid #767676; }}
</style>
<h1>{title}</h1>
{sections}
</html>
"""


@dataclass(frozen=True)
class Difference:
    """A page that looks otherwise: its name, and three pictures of the rows that differ."""

    name: str
    before: Image.Image
    after: Image.Image
    difference: Image.Image


def compare(name: str, before: bytes, after: bytes) -> Difference | None:
    """Two photographs as PNG, pixel by pixel; ``None`` where they are the same."""
    pictures = [Image.open(io.BytesIO(png)).convert("RGB") for png in (before, after)]
    size = tuple(map(max, *(picture.size for picture in pictures)))
    old, new = (picture.crop((0, 0, *size)) for picture in pictures)  # what is missing is black
    red, green, blue = ImageChops.difference(old, new).split()
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda by: 255 * (by > 0))
    if not (box := mask.getbbox()):
        return None
    pale = Image.blend(Image.new("RGB", size, "white"), new, PALE)
    pale.paste(RED, mask=mask)
    rows = (0, max(box[1] - AROUND, 0), size[0], min(box[3] + AROUND, size[1]))
    return Difference(name, old.crop(rows), new.crop(rows), pale.crop(rows))


def report(differences: list[Difference], folder: Path, title: str) -> Path:
    """Write them as one page; its pictures lie beside it."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    sections = []
    for number, found in enumerate(differences):
        figures = []
        for caption in ("before", "after", "difference"):
            file = f"{number}-{caption}.png"
            getattr(found, caption).save(folder / file)
            picture = f'<a href="{file}"><img src="{file}" alt="" loading="lazy"></a>'
            figures.append(f"<figure><figcaption>{caption}</figcaption>{picture}</figure>")
        sections.append(f"<section><h2>{escape(found.name)}</h2>{''.join(figures)}</section>")
    page = folder / "index.html"
    page.write_text(PAGE.format(title=escape(title), sections="\n".join(sections)))
    return page


def album(tree: Path) -> dict[str, bytes]:
    """The photographs of the site of a version."""
    with tempfile.TemporaryDirectory() as folder, online(Path(folder), tree) as site:
        return dict(photographs(site))


def unpack(version: str, folder: Path) -> Path:
    """Another version of the project, as Git has it. Raises ``ValueError`` if it has none such."""
    archive = subprocess.run(["git", "archive", version], cwd=ROOT, capture_output=True)
    if archive.returncode:
        raise ValueError(archive.stderr.decode().strip())
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def main(version: str) -> int:
    """Whether the pages differ is no fault: the status is 0 either way."""
    chromium.install()
    with tempfile.TemporaryDirectory() as folder:
        try:
            other = unpack(version, Path(folder))
        except ValueError as error:
            sys.stderr.write(f"REF={version}: {error}\n")
            return 1
        with ThreadPoolExecutor() as both:
            before, after = both.map(album, [other, ROOT])
    compared = (compare(name, before[name], after[name]) for name in after)
    differences = [difference for difference in compared if difference]
    title = f"{len(differences)} of {len(after)} photographs differ from {version}"
    sys.stdout.write(f"{title}: {report(differences, FOLDER, title).as_uri()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
