"""The style sheet that browsers get: `site.css`, its parts in the places of its `@import` lines.

The parts are CSS as it is written, one file a part. A browser would ask for them one after the
other; so whoever asks for static files, the server on a laptop or `collectstatic`, gets one file.
"""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import get_ident

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "dci/css/site.css"
SOURCE = Path(__file__).parent / "static" / NAME
IMPORT = re.compile(r'^@import "(?P<file>[\w.]+)"(?: layer\((?P<layer>\w+)\))?;$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPARE = re.compile(r"(?<=[:,>]) | (?=[{>])")  # none of these spaces stands in a text of ours


def whole(source: Path = SOURCE) -> str:
    """The style sheet in one piece, without comments and spaces that say nothing.

    A part that is imported into a layer is wrapped in it. Addresses inside stay right because the
    parts lie in one folder. Raises ``FileNotFoundError`` for a part that is not there.
    """

    def part(match: re.Match) -> str:
        css = (source.parent / match["file"]).read_text(encoding="utf-8")
        return f"@layer {match['layer']} {{\n{css}}}" if match["layer"] else css

    css = COMMENT.sub("", IMPORT.sub(part, source.read_text(encoding="utf-8")))
    lines = (line.strip() for line in SPARE.sub("", css).splitlines())
    return "".join(line if line[-1] in "{};," else f"{line} " for line in lines if line)


class StyleSheetFinder(BaseFinder):
    """Finds the whole style sheet before another finder finds `site.css` as it is written."""

    def __init__(self, app_names=None, *args, **kwargs):
        pass

    @property
    def storage(self) -> FileSystemStorage:
        return FileSystemStorage(_folder())

    def find(self, path: str, find_all: bool = False, **kwargs):
        if path != NAME:
            return []
        found = self._written()
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        self._written()
        yield NAME, self.storage

    def check(self, **kwargs) -> list:
        return []

    def _written(self) -> str:
        """Where the file is; it is written anew only when a part has changed, for caches' sake.

        Put in place at once: another thread may be serving it.
        """
        target, css = Path(self.storage.path(NAME)), whole()
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            new = target.with_name(f"{get_ident()}.css")
            new.write_text(css, encoding="utf-8")
            new.replace(target)
        return str(target)


@cache
def _folder() -> str:
    """Where the file is written: a folder of this process, which goes with it."""
    folder = tempfile.mkdtemp(prefix="dci_css_")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
