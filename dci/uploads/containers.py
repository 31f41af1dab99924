"""The files that pictures come in, read part by part and written again with what shows them.

Kept is what decoders need, colour profiles and the timing of animations. All else goes: where and
with what a photograph was taken, its thumbnail, comments, second pictures, what follows the end.
The picture itself is not touched, so nothing of its quality is lost, and doing it twice changes
nothing. JPEG after ITU T.81, PNG after the W3C's third edition, GIF89a, WebP after RFC 9649.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# JPEG: tables, frames and scans. The markers in between have no meaning, or another one.
JPEG_KEPT = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}
JPEG_ALONE = {0x01, *range(0xD0, 0xD8)}
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
GIF_LOOP = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
WEBP_FRAME_KEPT = {b"ALPH", b"VP8 ", b"VP8L"}
WEBP_KEPT = {*WEBP_FRAME_KEPT, b"VP8X", b"ANIM", b"ANMF", b"ICCP"}
WEBP_EXIF_AND_XMP = 0b1100
AVIF_TOLD = (b"Exif", b"mime", b"uri ", b"udta")


class Stripped(NamedTuple):
    """A file without what is not kept, how many frames it has, and what EXIF data it had."""

    content: bytes
    frames: int = 1
    exif: bytes = b""


class DamagedError(ValueError):
    """The file ends too early, or is not what it says it is."""


class _Reader:
    """Takes a file piece by piece. Raises ``DamagedError`` where there is not enough left."""

    def __init__(self, content: bytes):
        self.content, self.position = content, 0

    def take(self, length: int) -> bytes:
        piece = self.content[self.position : self.position + length]
        if len(piece) != length:
            raise DamagedError
        self.position += length
        return piece

    def number(self, length: int, order: str = "big") -> int:
        return int.from_bytes(self.take(length), order)


def jpeg(content: bytes) -> Stripped:
    reader = _Reader(content)
    kept, exif = [reader.take(2)], b""
    while True:
        if reader.take(1) != b"\xff":
            raise DamagedError
        while (marker := reader.number(1)) == 0xFF:
            continue
        if marker == JPEG_END:
            return Stripped(b"".join([*kept, b"\xff\xd9"]), exif=exif)
        if marker in JPEG_ALONE:
            continue
        payload = reader.take(max(reader.number(2) - 2, 0))
        if marker == 0xE1 and payload.startswith(b"Exif\0\0"):
            exif = exif or payload
        payload = _jpeg_payload(marker, payload)
        if payload is not None:
            kept += [bytes([0xFF, marker]), (len(payload) + 2).to_bytes(2), payload]
        if marker == JPEG_SCAN:
            scan_end = JPEG_AFTER_SCAN.search(content, reader.position)
            if not scan_end:
                raise DamagedError
            kept.append(reader.take(scan_end.start() - reader.position))


def _jpeg_payload(marker: int, payload: bytes) -> bytes | None:
    """What is kept of a segment: of the applications' only colours and density."""
    if marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        return payload[:12] + b"\0\0"  # without a thumbnail
    is_profile = marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0")
    is_adobe = marker == 0xEE and payload.startswith(b"Adobe")
    if is_adobe:
        return payload[:12]
    return payload if marker in JPEG_KEPT or is_profile else None


def png(content: bytes) -> Stripped:
    reader = _Reader(content)
    kept, frames, exif = [reader.take(len(PNG_START))], 0, b""
    while True:
        length = reader.take(4)
        kind = reader.take(4)
        rest = reader.take(int.from_bytes(length) + 4)
        if kind in PNG_KEPT:
            kept += [length, kind, rest]
        frames += kind == b"fcTL"
        if kind == b"eXIf":
            exif = rest[:-4]
        if kind == b"IEND":
            return Stripped(b"".join(kept), max(frames, 1), exif)


def gif(content: bytes) -> Stripped:
    reader = _Reader(content)
    head = reader.take(13)
    kept, frames = [head, reader.take(_gif_palette(head[10]))], 0
    while True:
        start = reader.take(1)
        if start == b";":
            return Stripped(b"".join([*kept, start]), frames)
        if start == b"!":
            kind, blocks = reader.take(1), _gif_blocks(reader)
            if kind == b"\xf9" or (kind == b"\xff" and blocks[1:12] in GIF_LOOP):
                kept += [start, kind, blocks]
        elif start == b",":
            place = reader.take(9)
            kept += [start, place, reader.take(_gif_palette(place[8]))]
            kept += [reader.take(1), _gif_blocks(reader)]
            frames += 1
        else:
            raise DamagedError


def _gif_palette(flags: int) -> int:
    """The bytes of the palette that follows, if one does."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(reader: _Reader) -> bytes:
    """Blocks up to the empty one, each with its length before it."""
    start = reader.position
    while length := reader.number(1):
        reader.take(length)
    return reader.content[start : reader.position]


def webp(content: bytes) -> Stripped:
    reader = _Reader(content)
    reader.take(4)
    body = _Reader(reader.take(reader.number(4, "little")))
    kept, frames, exif = [body.take(4)], 0, b""
    for kind, payload in _riff(body):
        if kind == b"EXIF":
            exif = payload
        if kind not in WEBP_KEPT:
            continue
        if kind == b"VP8X":
            payload = bytes([payload[0] & ~WEBP_EXIF_AND_XMP]) + payload[1:10]
        elif kind == b"ANMF":
            picture = _riff(_Reader(payload[16:]))
            parts = [_chunk(*part) for part in picture if part[0] in WEBP_FRAME_KEPT]
            payload = payload[:16] + b"".join(parts)
            frames += 1
        kept.append(_chunk(kind, payload))
    whole = b"".join(kept)
    return Stripped(_chunk(b"RIFF", whole), max(frames, 1), exif)


def _riff(reader: _Reader) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a RIFF file. Of an odd length, they are followed by a byte that is not told."""
    while reader.position < len(reader.content):
        kind = reader.take(4)
        payload = reader.take(reader.number(4, "little"))
        if not payload:
            raise DamagedError
        reader.position += len(payload) % 2
        yield kind, payload


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def avif_is_bare(content: bytes) -> bool:
    """Whether an AVIF file holds a picture, and nothing about it.

    To take something out of one, its table of places would have to be written anew.
    """
    reader, kinds = _Reader(content), []
    while reader.position < len(content):
        length, kind = reader.number(4), reader.take(4)
        if length < 8:  # to the end of the file, or a length of 64 bits: not what we write
            return False
        payload = reader.take(length - 8)
        kinds.append(kind)
        if kind in (b"meta", b"moov") and any(word in payload for word in AVIF_TOLD):
            return False
    return kinds in ([b"ftyp", b"meta", b"mdat"], [b"ftyp", b"meta", b"moov", b"mdat"])
