"""ZIP archives: written while they are sent, read with limits."""

import stat
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 as exceptions are written

from django.utils.translation import gettext as _

from .refusal import Refusal, with_declarations

MOST_FILES = 20_000
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
LARGEST_PACKAGE = 50 * 1024 * 1024
# Deflate can't do better than 1032, and texts with their markup stay far below this.
STRONGEST = 200
ENCRYPTED = 0x1
# The others are rare, and LZMA takes as much memory as a file asks for.
METHODS = (ZIP_STORED, ZIP_DEFLATED)
# What zipfile raises for what is no archive, is cut off or was tampered with: RuntimeError also for
# a version or a method that it does not know, IndexError for a file without a name.
BROKEN = (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, ValueError, IndexError)


class _Outlet:
    """A file that is only written to, and emptied between."""

    def __init__(self):
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        data, self._written = b"".join(self._written), []
        return data


def stream(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A ZIP of ``files``, names and contents, in pieces; of them one is in memory at a time."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as zipped:
        for name, content in files:
            zipped.writestr(name, content)
            yield outlet.take()
    yield outlet.take()


def is_zip(content: bytes) -> bool:
    return content.startswith(b"PK")


def names(content: bytes) -> set[str]:
    """The names of the files inside; none if it can't be read."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            return set(zipped.namelist())
    except BROKEN:
        return set()


def files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and contents of an archive. Raises ``Refusal`` for one that is not safe."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            _check(zipped.infolist(), LARGEST_FILE, LARGEST_WHOLE)
            entries = [entry for entry in zipped.infolist() if not _is_beside_the_point(entry)]
            for entry in entries:
                yield entry.filename, zipped.read(entry)
    except BROKEN as error:
        raise Refusal(_("The archive is damaged or not complete.")) from error


def check_package(content: bytes, damaged: str) -> None:
    """Raise ``Refusal`` for an office file that would be too much, or hides something.

    ``damaged`` is what is said of one that can't be unpacked.
    """
    try:
        with ZipFile(BytesIO(content)) as zipped:
            _check(zipped.infolist(), LARGEST_PACKAGE, LARGEST_PACKAGE)
            for entry in zipped.infolist():
                head = zipped.open(entry).read(4096).replace(b"\x00", b"").upper()
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise with_declarations()
    except BROKEN as error:
        raise Refusal(damaged) from error


def _is_beside_the_point(entry: ZipInfo) -> bool:
    """Folders, and what the systems that pack archives put in on their own."""
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts


def _check(entries: list[ZipInfo], largest: int, whole: int) -> None:
    if len(entries) > MOST_FILES:
        message = _("The archive holds more than %(number)d files.")
        raise Refusal(message % {"number": MOST_FILES})
    if sum(entry.file_size for entry in entries) > whole:
        raise Refusal(_("The archive would be too large when unpacked."))
    for entry in entries:
        _check_entry(entry, largest)


def _check_entry(entry: ZipInfo, largest: int) -> None:
    name = entry.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        message = _("The archive holds a file that would lie outside of it: %(name)s")
        raise Refusal(message % {"name": name[:200]})
    if entry.flag_bits & ENCRYPTED:
        raise Refusal(_("The archive is protected by a password."))
    if entry.compress_type not in METHODS:
        raise Refusal(_("The archive is packed in an unusual way. Please pack it as a plain ZIP."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refusal(
            _("The archive holds a link to another file: %(name)s") % {"name": name[:200]}
        )
    is_bomb = entry.file_size > STRONGEST * max(entry.compress_size, 1) and entry.file_size > 1e6
    if entry.file_size > largest or is_bomb:
        message = _("A file in the archive would be too large when unpacked: %(name)s")
        raise Refusal(message % {"name": name[:200]})
