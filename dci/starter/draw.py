"""Draw the neutral marks and pictures, and print the sample documents, of the starter content.

Run: python dci/starter/draw.py [marks] [pictures] [documents]
Needs Pillow, PyYAML, Playwright with Chromium (CHROMIUM names it), Debian's fonts-noto-core.
"""

import os
import sys
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
FILES = HERE / "files"
ARTWORK = HERE / "artwork"
FONTS = Path("/usr/share/fonts/truetype/noto")

PAPER, WASH, INK, BLUE, RED = "#FFFFFF", "#F0F4FB", "#121A38", "#1C3AAB", "#D4142F"
RULE, LINE, PAD, BOARD, CHALK = "#C3CFE6", "#5E6E9E", "#FFE14D", "#0F1F1A", "#F2F5EF"
COLOURS = {"ink": INK, "blue": BLUE, "red": RED, "line": LINE, "board": BOARD}

FINE = 3  # everything is drawn this many times larger, then reduced: smooth edges


# Marks: one for each organisation, set from its name. All measures are in pixels of the result.


def font(size: int, face: str = "SansDisplay"):
    return ImageFont.truetype(FONTS / f"Noto{face}-Bold.ttf", size * FINE)


def sheet(width: float, height: float, colour: str = PAPER):
    image = Image.new("RGB", (round(width * FINE), round(height * FINE)), colour)
    return image, ImageDraw.Draw(image)


def extent(lines: list[str], face) -> float:
    return max(face.getlength(line) for line in lines) / FINE


def write(draw, x, y, lines, face, colour, anchor="lm"):
    """Lines of text, as a block whose middle is at y."""
    step = face.size * 1.12
    top = y * FINE - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        draw.text((x * FINE, top + number * step), line, font=face, fill=colour, anchor=anchor)


def plate(lines, colour, face="SansDisplay"):
    """The acronym on a filled plate."""
    large = font(84, face)
    image, draw = sheet(extent(lines, large) + 72, 56 + 94 * len(lines), colour)
    write(draw, image.width / FINE / 2, image.height / FINE / 2, lines, large, PAPER, "mm")
    return image


def disc(lines, colour, face="SansDisplay"):
    """The acronym on a disc."""
    image, draw = sheet(220, 220)
    draw.ellipse((0, 0, image.width - 1, image.height - 1), fill=colour)
    size = 96
    while extent(lines, font(size, face)) > 160 or size * len(lines) > 150:
        size -= 2
    write(draw, 110, 110, lines, font(size, face), PAPER, "mm")
    return image


def frame(lines, colour, face="SansDisplay"):
    """The name in an outlined box."""
    medium = font(56, face)
    image, draw = sheet(extent(lines, medium) + 80, 56 + 63 * len(lines))
    draw.rectangle((0, 0, image.width - 1, image.height - 1), outline=colour, width=8 * FINE)
    write(draw, 40, image.height / FINE / 2, lines, medium, colour)
    return image


def beside(lines, colour, face="SansDisplay"):
    """The first line large, a margin line, the others small to its right."""
    large, small = font(88, face), font(30, face)
    margin = extent(lines[:1], large) + 18
    image, draw = sheet(margin + 24 + extent(lines[1:], small), 112)
    write(draw, 0, 56, lines[:1], large, colour)
    draw.rectangle([n * FINE for n in (margin, 0, margin + 5, 112)], fill=RED)
    write(draw, margin + 24, 56, lines[1:], small, INK)
    return image


def over(lines, colour, face="SansDisplay"):
    """The first line large above a rule, the others small below."""
    large, small = font(92, face), font(26, face)
    image, draw = sheet(
        max(extent(lines[:1], large), extent(lines[1:], small)), 124 + 30 * len(lines)
    )
    write(draw, 0, 54, lines[:1], large, colour)
    draw.rectangle((0, 114 * FINE, image.width, 120 * FINE), fill=RED)
    write(draw, 0, 126 + 15 * len(lines), lines[1:], small, INK)
    return image


def underlined(lines, colour, face="SansDisplay"):
    """The name above a thick yellow line."""
    medium = font(76, face)
    image, draw = sheet(extent(lines, medium), 22 + 88 * len(lines))
    write(draw, 0, 42 * len(lines), lines, medium, colour)
    draw.rectangle((0, image.height - 14 * FINE, image.width, image.height), fill=PAD)
    return image


SHAPES = {shape.__name__: shape for shape in (plate, disc, frame, beside, over, underlined)}


def draw_marks():
    for name, (shape, colour, *rest) in read("marks")["marks"].items():
        lines, *face = rest
        image = SHAPES[shape](lines, COLOURS[colour], *face)
        width = min(600, image.width // FINE)
        height = round(image.height * width / image.width)
        save(image.resize((width, height), Image.Resampling.LANCZOS), f"logos/{name}.png", 24)


# Pictures: 1600 x 1000, no people, no emblems.


def ruled(draw, left, top, right, bottom, colour, step=60, weight=3):
    for y in range(top + step, bottom, step):
        draw.rectangle((left, y, right, y + weight), fill=colour)


def exercise_book(draw):
    draw.rectangle((0, 0, 1600, 1000), fill=PAPER)
    ruled(draw, 0, 80, 1600, 1000, RULE, step=80)
    draw.rectangle((392, 0, 402, 1000), fill=RED)
    draw.rectangle((160, 324, 312, 476), fill=PAD)
    for y, width in ((340, 760), (420, 900), (500, 520)):
        draw.rectangle((480, y, 480 + width, y + 44), fill=BLUE)


def two_pages(draw):
    draw.rectangle((0, 0, 1600, 1000), fill=RULE)
    draw.rectangle((220, 120, 960, 1000), fill=PAPER)
    ruled(draw, 220, 160, 960, 1000, RULE)
    draw.rectangle((640, 0, 1380, 860), fill=PAD)
    ruled(draw, 640, 20, 1380, 860, "#E3C634")
    draw.rectangle((796, 0, 806, 1000), fill=RED)


def blackboard(draw):
    draw.rectangle((0, 0, 1600, 1000), fill=BOARD)
    ruled(draw, 0, 0, 1600, 1000, "#35524A", step=100)
    draw.rectangle((392, 0, 402, 1000), fill="#FF6B81")
    for y, width in ((240, 620), (340, 880), (440, 740), (640, 300)):
        draw.rectangle((480, y, 480 + width, y + 10), fill=CHALK)
    draw.ellipse((1120, 560, 1400, 840), fill=PAD)


def opening(draw):
    draw.rectangle((0, 0, 1600, 1000), fill=WASH)
    draw.rectangle((0, 760, 1600, 1000), fill=RULE)
    draw.polygon(
        ((950, 0), (1180, 0), (1180, 760), (1480, 1000), (890, 1000), (950, 760)), fill=PAD
    )
    for x in (*range(25, 1000, 150), *range(1175, 1600, 150)):
        draw.rectangle((x, 0, x + 70, 760), fill=INK)
    draw.rectangle((0, 752, 1600, 768), fill=RED)


def steps(draw):
    draw.rectangle((0, 0, 1600, 1000), fill=PAPER)
    ruled(draw, 0, 0, 1600, 1000, RULE, step=80)
    for number, colour in enumerate((RULE, LINE, BLUE, BLUE, INK)):
        left = 460 + number * 228
        draw.rectangle((left, 800 - number * 160, left + 220, 1000), fill=colour)
    draw.rectangle((392, 0, 402, 1000), fill=RED)


def draw_pictures():
    for picture in (exercise_book, two_pages, blackboard, opening, steps):
        image = Image.new("RGB", (1600, 1000))
        picture(ImageDraw.Draw(image))
        save(image, f"images/{picture.__name__.replace('_', '-')}.png", 16)


# Documents: one page each, artwork/document.htm with the words of artwork/documents.yaml.


def pages():
    """Pairs (name of the file, the page as HTML)."""
    words = read("documents")
    template = (ARTWORK / "document.htm").read_text()
    for name, sheet in words["documents"].items():
        for code, (title, lead) in sheet["texts"].items():
            language = words["languages"][code]
            parts = "".join(
                f"<h2>{heading}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
                for heading, items in (language["parts"][part] for part in sheet["parts"])
            )
            values = language | {"code": code, "title": title, "lead": lead, "body": parts}
            page = template
            for key, value in values.items():
                page = page.replace("{" + key + "}", str(value))
            yield f"{name}-{code}.pdf", page


def print_documents():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            chromium_sandbox=os.geteuid() != 0,  # Chromium has no sandbox for root
        )
        page = browser.new_page()
        for name, html in pages():
            page.set_content(html)
            page.pdf(
                path=FILES / "documents" / name, format="A4", print_background=True, tagged=True
            )
        browser.close()


def read(name: str) -> dict:
    return yaml.safe_load((ARTWORK / f"{name}.yaml").read_text())


def save(image: Image.Image, name: str, colours: int):
    few = image.quantize(colours, kmeans=3, dither=Image.Dither.NONE)
    few.save(FILES / name, optimize=True)


WORK = {"marks": draw_marks, "pictures": draw_pictures, "documents": print_documents}

if __name__ == "__main__":
    for word in sys.argv[1:] or WORK:
        WORK[word]()
