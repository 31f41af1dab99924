"""Files between their upload and somebody's decision."""

from dataclasses import asdict

from dci import put_by

from .receiving import ReceivedFile
from .units import Answer

SUBJECT, LANGUAGE, FILES = "translations", "language", "files"


def keep(user, language: str, files: list[ReceivedFile]) -> str:
    """Keep files for ``user``. Returns the key by which only ``user`` gets them."""
    data = {LANGUAGE: language, FILES: [asdict(file) for file in files]}
    return put_by.keep(user, SUBJECT, data)


def kept(user, key: str) -> tuple[str, list[ReceivedFile]] | None:
    """The language and the files; ``None`` if there are none, any more, or none of ``user``'s."""
    data = put_by.kept(user, SUBJECT, key)
    return data and (data[LANGUAGE], [_file(one) for one in data[FILES]])


def forget(user, key: str) -> None:
    put_by.forget(user, SUBJECT, key)


def _file(data: dict) -> ReceivedFile:
    return ReceivedFile(**{**data, "answers": [Answer(**one) for one in data["answers"]]})
