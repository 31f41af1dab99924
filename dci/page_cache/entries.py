"""An answer made ready to be sent: its headers, and its bytes plain and compressed."""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import brotli

from .answers import Answer, Headers

# The codings an answer is kept in, the best first; pictures and the like are kept plain.
CODINGS = ("br", "gzip", "")
ASK_AGAIN = "no-cache"  # a browser may keep it, and asks whether it is still what we say


@dataclass(frozen=True)
class Entry:
    """An answer, made ready: for each coding the headers and the body."""

    status: str
    forms: dict[str, tuple[Headers, bytes]]

    @classmethod
    def of(cls, answer: Answer) -> "Entry":
        bodies = {"": answer.body}
        if answer.body and answer.is_text:
            # Level 9 costs milliseconds, once; the time written in a gzip file would differ.
            bodies["gzip"] = gzip.compress(answer.body, 9, mtime=0)
            bodies["br"] = brotli.compress(answer.body)
        own = {"content-length", "etag", "vary", "cache-control"}
        headers = [(name, value) for name, value in answer.headers if name.lower() not in own]
        headers.append(("Cache-Control", answer.header("cache-control", ASK_AGAIN)))
        headers.append(("Vary", "Accept-Encoding"))
        digest = blake2b(answer.body, digest_size=12).hexdigest()
        return cls(
            answer.status,
            {
                coding: (_headers(headers, digest, coding, len(body)), body)
                for coding, body in bodies.items()
            },
        )

    @property
    def size(self) -> int:
        """Bytes of all its bodies."""
        return sum(len(body) for _, body in self.forms.values())

    def sent(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """The answer: in the best coding that the reader takes, or that nothing has changed."""
        for coding in accepted(environ.get("HTTP_ACCEPT_ENCODING", "")):
            if coding in self.forms:
                headers, body = self.forms[coding]
                break
        if self.status.startswith("200") and "HTTP_IF_NONE_MATCH" in environ:
            etag = next(value for name, value in headers if name == "ETag")
            if matches(environ["HTTP_IF_NONE_MATCH"], etag):
                kept = [header for header in headers if header[0] not in OF_THE_BODY]
                start_response("304 Not Modified", kept)
                return []
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    # In a folder

    def dumped(self) -> bytes:
        """One file: a line that says what follows, then the bodies."""
        about = {coding: [headers, len(body)] for coding, (headers, body) in self.forms.items()}
        line = json.dumps([self.status, about]).encode()
        return b"\n".join([line, b"".join(body for _, body in self.forms.values())])

    @classmethod
    def loaded(cls, data: bytes) -> "Entry":
        line, _, bodies = data.partition(b"\n")
        status, about = json.loads(line)
        forms, start = {}, 0
        for coding, (headers, length) in about.items():
            forms[coding] = ([(name, value) for name, value in headers], bodies[start:][:length])
            start += length
        return cls(status, forms)


OF_THE_BODY = {"Content-Length", "Content-Encoding", "Content-Type"}


def _headers(headers: Headers, digest: str, coding: str, length: int) -> Headers:
    own = [("ETag", f'"{digest}{coding and "-"}{coding}"'), ("Content-Length", str(length))]
    return [*headers, *own, *([("Content-Encoding", coding)] if coding else [])]


@lru_cache(256)
def accepted(header: str) -> tuple[str, ...]:
    """The codings that an Accept-Encoding header takes, the best of ours first.

    >>> accepted("gzip, br;q=0")
    ('gzip', '')
    """
    takes = set()
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if weight.replace(" ", "").strip() not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            takes.add(coding.strip())
    return tuple(coding for coding in CODINGS if not coding or coding in takes)


def matches(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names the tag, weak or strong (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return etag in tags or "*" in tags
