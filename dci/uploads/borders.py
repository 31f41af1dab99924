"""Empty borders of pictures, left out of a copy: ``{% image mark trim max-336x136 %}``.

What was uploaded stays as it is.
"""

from PIL import Image, ImageChops
from wagtail.images.image_operations import ImageTransform, TransformOperation
from wagtail.images.models import AbstractImage
from wagtail.images.rect import Rect

TOLERANCE = 16  # of 255: what compression leaves of one colour
WHITE = 255 - TOLERANCE
# A field of another colour belongs to the mark, so some of it stays: this part of the inner height.
MARGIN = 1 / 5


class TrimOperation(TransformOperation):
    """Cuts off borders that are transparent or of one colour."""

    def construct(self) -> None:
        """It needs to be told nothing."""

    def run(self, transform: ImageTransform, image: AbstractImage) -> ImageTransform:
        # Not by its own file, which is being read for the copy.
        with image.file.storage.open(image.file.name) as file, Image.open(file) as opened:
            return transform.crop(Rect(*content_box(opened)))


def content_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not border; all of a picture that is nothing else."""
    whole = (0, 0, image.width, image.height)
    pixels = image.convert("RGBA")
    corners = [pixels.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)]
    if all(corner[3] <= TOLERANCE for corner in corners):
        return _box_of(pixels.getchannel("A")) or whole
    colour = corners[0]
    if not all(_are_alike(corner, colour) for corner in corners):
        return whole
    difference = ImageChops.difference(pixels, Image.new("RGBA", image.size, colour))
    box = _box_of(_strongest(difference))
    if box is None:
        return whole
    return box if min(colour[:3]) >= WHITE else _with_margin(box, image.size)


def _are_alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


def _strongest(difference: Image.Image) -> Image.Image:
    red, green, blue, alpha = difference.split()
    colours = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.lighter(colours, alpha)


def _box_of(channel: Image.Image) -> tuple[int, int, int, int] | None:
    return channel.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE)).getbbox()


def _with_margin(
    box: tuple[int, int, int, int], size: tuple[int, int]
) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    margin = round((bottom - top) * MARGIN)
    return (
        max(left - margin, 0),
        max(top - margin, 0),
        min(right + margin, size[0]),
        min(bottom + margin, size[1]),
    )
