"""The static files of production: compressed, and with their digests in their names."""

import logging
from functools import cache

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

log = logging.getLogger(__name__)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Whose list may be older than a template: then a page lacks a style, and does not fail.

    ``manifest_strict = False`` would look for the file instead, and fail where there is none.
    """

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            _tell(name)
            return name


@cache
def _tell(name: str) -> None:
    """Once a process: pages ask for the same file over and over.

    Not of names that WhiteNoise makes up, to see which files have a digest in theirs.
    """
    if finders.find(name):
        log.error("The static file %s is not in the list: run collectstatic, then restart", name)
