"""The picture that social networks show of a page: its title, set as the site sets it.

Drawn when it is first asked for, and kept under a digest of what is on it. 1200 x 630 pixels is
what https://ogp.me readers crop least.
"""

import hashlib
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from dci import surroundings
from dci.models import SitePage
from dci.views import for_readers

VERSION = "1"  # goes up with every change of the drawing
WIDTH, HEIGHT = 1200, 630
PAPER, INK, RULE, MARGIN, MARGIN_TEXT, PAD = (
    *("#ffffff", "#121a38", "#c3cfe6", "#d4142f", "#a90f26"),
    "#ffe14d",
)
RED_LINE, EDGE = 150, 64  # pixels: from the left, of white all round
LARGEST, SMALLEST, MOST_LINES = 92, 46, 5
FONT = Path(__file__).parents[1] / "static/dci/fonts/familjen-grotesk-latin.woff2"
YEAR = 365 * 24 * 3600


def digest(heading: str, name: str) -> str:
    """What a picture with these texts is kept under."""
    return hashlib.blake2b(f"{VERSION}\n{heading}\n{name}".encode(), digest_size=8).hexdigest()


def address(page: SitePage, language: str, name: str) -> str:
    """Where the picture of ``page`` in ``language`` is, ``name`` being the organisation's."""
    heading = str(page.translated("title", language))
    return reverse("sharing_picture", args=[page.pk, digest(heading, name)])


@for_readers
def sharing_picture(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The picture of a page that everybody may see, in the language of the address."""
    page = get_object_or_404(SitePage.objects.live().public(), pk=pk)
    language = page.reading_language
    name = str(surroundings.of(request).settings.translated("name", language))
    heading = str(page.translated("title", language))
    if key != digest(heading, name):
        return HttpResponseRedirect(address(page, language, name))
    response = HttpResponse(_kept(heading, name), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def _kept(heading: str, name: str) -> bytes:
    path = f"sharing/{digest(heading, name)}.png"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(draw(heading, name)))
    with default_storage.open(path) as file:
        return file.read()


def draw(heading: str, name: str) -> bytes:
    """A PNG file with ``heading`` on ruled paper, and ``name`` above it as on the site."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    left = RED_LINE + EDGE // 2
    font, lines = _fitting(heading, WIDTH - left - EDGE)
    pitch = round(font.size * 1.1)
    baselines = range(HEIGHT - EDGE - 26, 2 * EDGE + pitch, -pitch)
    for y in baselines:  # the title stands on the rules, as in an exercise book
        pen.line((RED_LINE, y + font.size // 8, WIDTH, y + font.size // 8), RULE, 2)
    for y, line in zip(baselines, reversed(lines), strict=False):
        pen.text((left, y), line, INK, font, anchor="ls")
    pen.rectangle((RED_LINE - 3, 0, RED_LINE + 2, HEIGHT), MARGIN)
    pen.rectangle((RED_LINE + 3, HEIGHT - 22, WIDTH, HEIGHT), PAD)
    _write_name(pen, left, name)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _write_name(pen: ImageDraw.ImageDraw, left: int, name: str) -> None:
    """The wordmark: the last word in red, below the others."""
    first, _, last = name.rpartition(" ")
    rows = [(first, INK), (last, MARGIN_TEXT)] if first else [(last, INK)]
    for number, (words, colour) in enumerate(rows):
        pen.text((left, EDGE - 12 + 44 * number), words, colour, _font(40))


def _fitting(heading: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which ``heading`` fits, and its lines; a longer one is cut."""
    for size in range(LARGEST, SMALLEST, -4):
        font = _font(size)
        lines = _lines(heading, font, width)
        if size * len(lines) <= 4 * LARGEST and len(lines) <= MOST_LINES:
            return font, lines
    font = _font(SMALLEST)
    lines = _lines(heading, font, width)
    return font, lines if len(lines) <= MOST_LINES + 1 else [*lines[:MOST_LINES], "…"]


def _lines(heading: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """``heading`` broken between words, and within one that is too long for a line."""
    lines: list[str] = [""]
    for word in heading.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([700])
    return font
