"""The data files: one a page, with all languages side by side."""

from pathlib import Path

import yaml

HERE = Path(__file__).parent
DATA = HERE / "data"
FILES = HERE / "files"
LANGUAGES = {"en", "fr", "es"}


def read(name: str) -> list[dict]:
    """The entries of the data file ``name``."""
    return _parse(DATA / f"{name}.yaml")


def read_pages() -> list[dict]:
    """The data of every page, parents before children."""
    return [_parse(path) for path in sorted((DATA / "pages").glob("*.yaml"))]


def _parse(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def in_language(data, language: str):
    """``data`` with each ``{en: ..., fr: ..., es: ...}`` replaced by its text in one language."""
    if isinstance(data, dict):
        if data.keys() == LANGUAGES:
            return data[language]
        return {name: in_language(value, language) for name, value in data.items()}
    if isinstance(data, list):
        return [in_language(item, language) for item in data]
    return data
