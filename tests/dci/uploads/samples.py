"""Pictures that tell more than they show, in every place that their formats have for it."""

import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin
from PIL.ImageCms import ImageCmsProfile, createProfile

CANARY = b"CANARY-50.8514N-4.3497E"
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
PROFILE = ImageCmsProfile(createProfile("sRGB")).tobytes()
SIDEWAYS = 6  # the camera was turned: shown upright, width and height change places


def exif(orientation: int = 1) -> bytes:
    told = Image.Exif()
    told[0x010F] = told[0xA431] = CANARY.decode()  # maker and serial number
    told[0x0112] = orientation
    told[0x927C] = CANARY  # what the maker notes
    told.get_ifd(0x8825)[2] = (50.0, 51.0, 5.04)  # latitude
    told.get_ifd(0x8825)[29] = CANARY.decode()
    return told.tobytes()


def plain(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def photograph(kind: str, orientation: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture with the canary wherever ``kind`` lets one tell something."""
    options = {"exif": exif(orientation), "icc_profile": PROFILE, "xmp": b"<x>" + CANARY + b"</x>"}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", CANARY.decode())
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", CANARY.decode())
    if kind in ("JPEG", "GIF"):
        options["comment"] = CANARY
    if kind == "GIF":
        options = {"comment": CANARY}
    out = BytesIO()
    plain(size).save(out, kind, **options)
    return HIDE.get(kind, bytes)(out.getvalue()) + (
        CANARY if kind in ("JPEG", "PNG", "GIF") else b""
    )


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload


def _hide_in_jpeg(content: bytes) -> bytes:
    """IPTC, what Flashpix keeps, and what only its maker knows."""
    told = [_segment(0xED, b"Photoshop 3.0\0" + CANARY), _segment(0xE2, b"FPXR\0" + CANARY)]
    return content[:2] + b"".join([*told, _segment(0xEB, CANARY)]) + content[2:]


def _hide_in_png(content: bytes) -> bytes:
    chunk = b"prVt" + CANARY
    told = len(CANARY).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    return content[:33] + told + content[33:]


HIDE = {"JPEG": _hide_in_jpeg, "PNG": _hide_in_png}


def animation(kind: str, frames: int, size: tuple[int, int] = (8, 8)) -> bytes:
    pictures = [
        Image.new("RGB", size, (number % 256, number // 256, 90)) for number in range(frames)
    ]
    options = {"lossless": True} if kind == "WEBP" else {}  # else it drops frames that are alike
    out = BytesIO()
    pictures[0].save(
        out, kind, save_all=True, append_images=pictures[1:], duration=40, loop=0, **options
    )
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    body = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = [head, body, b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) for chunk in chunks
    )
