"""The checks, by what they are about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import files, kept, tree, versions

CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "tree": tree.trees,
    "addresses": tree.page_addresses,
    "versions": versions.pointers,
    "public texts": versions.public_texts,
    "lanes": versions.lanes,
    "references": versions.references,
    "missing files": files.missing,
    "files of nothing": files.orphans,
    "search": kept.search,
    "page cache": kept.changes,
}


@dataclass(frozen=True)
class Finding:
    """Something that does not fit, and the check that has found it."""

    about: str
    what: str


def findings() -> Iterator[Finding]:
    for about, check in CHECKS.items():
        for what in check():
            yield Finding(about, what)
