"""Empty borders of logos."""

import pytest
from PIL import Image

from dci.uploads.borders import content_box

MARK = (20, 40, 80, 60)


def picture(border: tuple[int, ...], mark=(0, 90, 0, 255), mode="RGBA") -> Image.Image:
    drawn = Image.new("RGBA", (100, 100), border)
    drawn.paste(mark, MARK)
    return drawn.convert(mode)


@pytest.mark.parametrize(
    ("border", "mode"),
    [
        ((0, 0, 0, 0), "RGBA"),
        ((255, 255, 255, 0), "RGBA"),
        ((255, 255, 255, 255), "RGB"),
        ((250, 255, 252, 255), "RGB"),
        ((255, 255, 255, 255), "L"),
        ((255, 255, 255, 255), "P"),
    ],
)
def test_empty_border_is_left_out(border, mode):
    assert content_box(picture(border, mode=mode)) == MARK


def test_field_of_a_colour_stays_around_the_mark():
    assert content_box(picture((0, 0, 160, 255), (255, 255, 255, 255))) == (16, 36, 84, 64)


def test_mark_to_the_edge_is_left_alone():
    drawn = picture((255, 255, 255, 255))
    drawn.paste((200, 0, 0, 255), (0, 0, 10, 10))
    assert content_box(drawn) == (0, 0, 100, 100)


@pytest.mark.parametrize("colour", [(0, 0, 0, 0), (255, 255, 255, 255), (0, 0, 160, 255)])
def test_picture_without_anything_is_left_alone(colour):
    assert content_box(Image.new("RGBA", (30, 20), colour)) == (0, 0, 30, 20)
