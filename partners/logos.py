"""Logos that weigh the same on the page, whatever their shape.

Equal height makes wide logos shout and square ones whisper. Equal area is fair, within what a cell
of the wall can hold.
"""

from math import sqrt

AREA = 5600
MAX_WIDTH = 168
MAX_HEIGHT = 68


def optical_size(width: int, height: int) -> tuple[int, int]:
    """Width and height in CSS pixels at which a logo of this shape weighs as much as any other.

    The area is 5,600 square pixels, less where the logo would not fit into 168 × 68. A logo without
    a size, because its file is lost, is a square.
    """
    width, height = width or 1, height or 1
    factor = min(sqrt(AREA / (width * height)), MAX_WIDTH / width, MAX_HEIGHT / height)
    return max(round(width * factor), 1), max(round(height * factor), 1)
