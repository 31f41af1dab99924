"""Asks an address outside the site whether there is something: politely, and nothing inside.

The name is looked up once, and what is connected to is what was looked up, so that a name cannot
lead to a machine inside after it was found to be a public one. Each step of a redirect is looked at
in the same way.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from .models import Reason

TIMEOUT = 10  # seconds without an answer
LONGEST = 30  # seconds, however slowly it answers
REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
ASKED = {*PORTS.values()}  # behind others are mail servers and databases, and nothing for readers
MOVED = {301, 302, 303, 307, 308}
NO_HEAD = range(400, 600)  # what a GET may answer otherwise
# What sites answer to programs, while people may well be let in.
REFUSED = {401, 402, 403, 406, 407, 418, 429, 451, 999}


class Refusal(Exception):  # noqa: N818 what was found, not a fault
    """An address that is not asked, or does not answer; its argument is the ``Reason``."""


def ask(url: str) -> str:
    """The ``Reason`` why ``url`` is not good, "" if it is."""
    try:
        return _judged(_status(url))
    except Refusal as refusal:
        return refusal.args[0]


def _judged(status: int) -> str:
    if status < 400:
        return ""
    if status in REFUSED:
        return Reason.REFUSED
    return Reason.FAULT if status >= 500 else Reason.GONE


def _status(url: str) -> int:
    """What the last address answers that ``url`` leads to. Raises ``Refusal``."""
    for _step in range(REDIRECTS + 1):
        status, moved_to = _answer("HEAD", url)
        if status in NO_HEAD:
            status, moved_to = _answer("GET", url)
        if status not in MOVED or not moved_to:
            return status
        try:
            url = urljoin(url, moved_to)
        except ValueError as error:  # "http://[", or whatever a site sends
            raise Refusal(Reason.UNKNOWN) from error
    raise Refusal(Reason.CIRCLE)


def _answer(method: str, url: str) -> tuple[int, str]:
    """Status, and where it leads to; of what is sent nothing is read."""
    parts = _parts(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Connection": "close"}
    try:
        with _connected(parts) as connection:
            connection.request(method, f"{path}{query}", headers=headers)
            response = connection.getresponse()
            return response.status, response.getheader("Location") or ""
    except ssl.SSLCertVerificationError as error:
        raise Refusal(Reason.UNSAFE) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Refusal(Reason.SILENT) from error


def _parts(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises ``Refusal``."""
    try:
        parts = urlsplit(url)
        is_asked = parts.scheme in PORTS and parts.port != 0 and _ascii(parts.hostname or "")
    except ValueError:
        is_asked = False
    if not is_asked:
        raise Refusal(Reason.UNKNOWN)
    if (parts.port or PORTS[parts.scheme]) not in ASKED:
        raise Refusal(Reason.INSIDE)
    return parts


@contextmanager
def _connected(parts: SplitResult) -> Iterator[http.client.HTTPConnection]:
    """A connection to the machine that was looked at, closed after ``LONGEST`` in any case."""
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    connection = http.client.HTTPConnection(_ascii(host), port, timeout=TIMEOUT)
    connection.sock = socket.create_connection((_public_ip(host, port), port), timeout=TIMEOUT)
    watch = Timer(LONGEST, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(
                connection.sock, server_hostname=_ascii(host), do_handshake_on_connect=False
            )
            connection.sock.do_handshake()  # under the watch, which holds this socket by now
            connection.default_port = PORTS["https"]
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    """End what takes too long: whoever waits for an answer is told that there is none."""
    if connection.sock:
        with suppress(OSError):  # it has ended by itself meanwhile
            connection.sock.shutdown(socket.SHUT_RDWR)


def _public_ip(host: str, port: int) -> str:
    """The IP address of ``host``. Raises ``Refusal`` where one of its addresses is not public."""
    try:
        found = socket.getaddrinfo(_ascii(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # names that are too long for it among them
        raise Refusal(Reason.UNKNOWN) from error
    ips = [place[0] for _family, _type, _protocol, _name, place in found]
    if not settings.CHECK_PRIVATE_ADDRESSES and not all(map(_is_public, ips)):
        raise Refusal(Reason.INSIDE)
    return ips[0]


def _is_public(ip: str) -> bool:
    address = ip_address(ip.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return all(one.is_global and not one.is_multicast for one in (address, inner) if one)


def _ascii(host: str) -> str:
    """``host`` as it goes over the wire. Raises ``UnicodeError``, which is a ``ValueError``."""
    return host.encode("idna").decode() if not host.isascii() else host


def user_agent() -> str:
    """Who asks, so that a site's keepers know whom to tell."""
    return f"{settings.WAGTAIL_SITE_NAME} (checks its links; {settings.BASE_URL})"
