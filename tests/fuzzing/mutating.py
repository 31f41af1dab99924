"""Files that hypothesis damages: bytes and lines put in, taken out, doubled and exchanged."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        b"\x00", b"<", b"&x;", b"&#0;", b"]]>", b'"', b"\\", b"\xff\xfe", b"\xed\xa0\x80", b"\n",
        b"9" * 400, b"-1", b"1e999", b"<a>" * 300, b"<!DOCTYPE x [<!ENTITY a 'b'>]><", b"=1+1",
        b"\xe2\x80\xae", b"x" * 3000, b",", b"/../", b"http://[", b"{}", b"[" * 2000, b"null",
    ]
) | st.binary(max_size=12)  # fmt: skip
PLACE = st.integers(0, 10**6)
Change = Callable[[bytes], bytes]


def _insert(place: int, piece: bytes) -> Change:
    return lambda file: file[: place % (len(file) + 1)] + piece + file[place % (len(file) + 1) :]


def _overwrite(place: int, piece: bytes) -> Change:
    def change(file: bytes) -> bytes:
        start = place % (len(file) + 1)
        return file[:start] + piece + file[start + len(piece) :]

    return change


def _take_out(place: int, length: int) -> Change:
    return lambda file: file[: place % (len(file) + 1)] + file[place % (len(file) + 1) + length :]


def _double_a_line(place: int, other: int) -> Change:
    def change(file: bytes) -> bytes:
        lines = file.splitlines(keepends=True) or [b""]
        lines.insert(other % len(lines), lines[place % len(lines)])
        return b"".join(lines)

    return change


def _exchange(place: int, piece: bytes) -> Change:
    """One word for another, wherever it stands."""

    def change(file: bytes) -> bytes:
        words = file.replace(b'"', b" ").replace(b">", b" ").split() or [b" "]
        return file.replace(words[place % len(words)], piece)

    return change


CHANGES = st.one_of(
    st.builds(_insert, PLACE, PIECES),
    st.builds(_overwrite, PLACE, PIECES),
    st.builds(_take_out, PLACE, st.integers(1, 300) | st.just(10**6)),
    st.builds(_double_a_line, PLACE, PLACE),
    st.builds(_exchange, PLACE, PIECES),
)


def mutated(file: bytes) -> st.SearchStrategy[bytes]:
    """Variants of a file; of a ZIP archive also with one of its members changed."""
    changes = st.lists(CHANGES, min_size=1, max_size=3)
    plain = changes.map(lambda made: _all(made, file))
    if not file.startswith(b"PK"):
        return plain
    inside = st.builds(lambda made, member: _packed_again(file, made, member), changes, PLACE)
    return plain | inside | inside


def _all(changes: list[Change], file: bytes) -> bytes:
    for change in changes:
        file = change(file)[:500_000]
    return file


def _packed_again(file: bytes, changes: list[Change], member: int) -> bytes:
    with ZipFile(BytesIO(file)) as read:
        members = {name: read.read(name) for name in read.namelist()}
    name = [*members][member % len(members)]
    members[name] = _all(changes, members[name])
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return packed.getvalue()
