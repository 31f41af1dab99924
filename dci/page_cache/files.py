"""Kept pages as plain files, for a web server in front that hands them out by itself.

A page lies below the folder of its version, then of its headers, its host and its path, beside what
gzip and Brotli make of it. The web server's file (``manage.py nginx_pages``) names the headers, and
by their digest the folder: it never hands out a page with other headers than the application would.
"""

import re
from hashlib import blake2b
from pathlib import Path

from .answers import Headers
from .asked import Asked
from .entries import Entry
from .whole import write_whole

# Addresses that are names of files too, and that every web server reads as we do.
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
PATH = re.compile(r"/(\w[\w.-]{,60}/){1,20}")
SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}  # the plain one last: it is looked for first
OF_ONE_BODY = {"Content-Length", "Content-Encoding", "ETag"}
LATEST = 2**30  # seconds since 1970


def write(entry: Entry, asked: Asked, folder: Path) -> int:
    """Put the page into the folder of its version, if it can lie there. How many bytes that were.

    Raises ``OSError`` where it cannot be written. What is there by then is true, and whole.
    """
    path = asked.path.encode("latin-1").decode(errors="replace")  # WSGI has bytes as Latin-1
    headers = headers_of(entry)
    if (
        asked.query
        or not (asked.is_secure and HOST.fullmatch(asked.host) and PATH.fullmatch(path))
        or ("Content-Type", "text/html; charset=utf-8") not in headers
    ):
        return 0
    page = folder / folder_of(headers) / asked.host / path.strip("/") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    for coding, suffix in SUFFIXES.items():
        _headers, body = entry.forms[coding]
        file, moment = page.with_name(page.name + suffix), _moment(body)
        try:
            write_whole(file, body, moment)
        except FileNotFoundError:
            if not folder.exists():  # the version is over
                raise
            # Another process has just made room, and found the page's folder empty.
            page.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, body, moment)
    return entry.size


def headers_of(entry: Entry) -> Headers:
    """What it says, but for what belongs to one of its bodies."""
    headers, _body = entry.forms[""]
    return [header for header in headers if header[0] not in OF_ONE_BODY]


def folder_of(headers: Headers) -> str:
    """The name of the folder of all pages with these headers."""
    return f"headers-{blake2b(repr(sorted(headers)).encode(), digest_size=8).hexdigest()}"


def _moment(body: bytes) -> int:
    """A time for a file to be of, made from what is in it: a web server makes the ETag of a file's
    time and length, and two versions of a page may be written in one second, and be as long."""
    return int.from_bytes(blake2b(body, digest_size=8).digest()) % LATEST
