"""Requests that hypothesis makes: near to real ones, and far from them.

Each is the environ that a WSGI server would pass on, so no header holds the end of a line: servers
refuse those themselves.
"""

from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote, urlencode
from wsgiref.util import setup_testing_defaults

from hypothesis import strategies as st

HOST = "localhost"
TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "a\x00b", "\x07\x1b\u202e\ufffe", "9" * 30, "-1", "1e999", "NaN", "0001-01-01", "[" * 3000,
        "{{ 7|add:7 }}", "<script>'\"", "' OR 1=1--", "%00", "../../etc/passwd", "x" * 5000, "",
        "\U0001f476", "http://[x/..//", "()*&!|:'\\",
    ]
)  # fmt: skip
RAW = st.binary(max_size=80).map(lambda raw: raw.decode("latin-1"))
LINE = st.text(
    st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=80
) | st.sampled_from(["x" * 4000, "*/*;q=", ",,,;;;", "bytes=9-1", "W/", "fr-;q=9,*", "\xff"])
METHODS = st.sampled_from(
    [*["GET"] * 12, *["POST"] * 4, "HEAD", "HEAD", "OPTIONS", "PUT", "TRACE", "PROPFIND"]
)
HEADERS = [
    "ACCEPT", "ACCEPT_ENCODING", "ACCEPT_LANGUAGE", "AUTHORIZATION", "COOKIE", "IF_MATCH",
    "IF_MODIFIED_SINCE", "IF_NONE_MATCH", "IF_RANGE", "ORIGIN", "RANGE", "REFERER",
    "SEC_FETCH_SITE", "USER_AGENT", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_FORWARDED_PROTO",
    "X_HTTP_METHOD_OVERRIDE", "X_REAL_IP", "X_REQUESTED_WITH",
]  # fmt: skip
TYPES = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "application/json", "text/plain; charset=nothing",
]  # fmt: skip
COOKIES = st.builds("sessionid={}; csrftoken={}; messages={}".format, LINE, LINE, LINE)
HEADER = st.tuples(st.sampled_from(HEADERS), LINE) | COOKIES.map(lambda line: ("COOKIE", line))
HOSTS = st.sampled_from([*[HOST] * 20, "localhost:0", "localhost:99999", "site.example", "", "["])


def paths(known: Sequence[str]) -> st.SearchStrategy[str]:
    """Addresses of the site, and others that begin like them; as bytes in latin-1, as in WSGI."""
    real = st.sampled_from(known)
    part = RAW | TEXT.map(lambda text: text.encode(errors="replace").decode("latin-1"))
    return st.one_of(
        real,
        real,
        st.builds("{}{}".format, real, part),
        st.builds("{}{}/".format, real, part),
        st.builds(lambda path, text, at: path[:at] + text + path[at:], real, part, AT),
        st.builds(lambda path, at: path[:at] + path[at + 1 :], real, AT),
        part.map("/{}".format),
    )


AT = st.integers(0, 60)


def queries(names: Sequence[str]) -> st.SearchStrategy[str]:
    """What may stand behind a ``?``: names that the site reads and others, or no pairs at all."""
    name = st.sampled_from(names)
    pairs = st.lists(st.tuples(name | name | TEXT, TEXT), max_size=6)
    encoded = pairs.map(lambda found: urlencode(found, errors="replace"))
    return st.just("") | encoded | RAW.map(quote) | LINE


def requests(known: Sequence[str], names: Sequence[str]) -> st.SearchStrategy[dict]:
    """Environs. ``known`` are real paths, ``names`` those of parameters and fields."""
    bodies = st.just(b"") | queries(names).map(str.encode) | st.binary(max_size=200)
    return st.builds(
        environ,
        METHODS,
        paths(known),
        queries(names),
        HOSTS,
        st.lists(HEADER, max_size=4),
        bodies,
        st.sampled_from(TYPES) | LINE,
    )


def environ(
    method: str, path: str, query: str, host: str, headers: list, body: bytes, kind: str
) -> dict:
    made = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path if path.startswith("/") else f"/{path}",
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "REMOTE_ADDR": "203.0.113.9",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        **{f"HTTP_{name}": value for name, value in headers},
    }
    setup_testing_defaults(made)
    return made
