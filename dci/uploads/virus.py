"""What a virus scanner says of an upload, where the operators have one.

Speaks the protocol of ClamAV's ``clamd`` (clamd(8), INSTREAM). The libraries for it have not been
kept up for years, and it is this page.
"""

import socket

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SECONDS = 30
CLEAN = b"stream: OK"
FOUND = b" FOUND"


def check(content: bytes) -> None:
    """Raise ``ValidationError`` for a file that is not known to be clean, an unscanned one too."""
    if not settings.CLAMAV:
        return
    try:
        verdict = _scan(content)
    except OSError as error:
        raise _unscanned() from error
    if verdict.endswith(FOUND):
        message = _(
            "This file holds malicious software: %(name)s. It was not kept. Please tell whoever "
            "looks after your computers, and do not open it."
        )
        name = verdict.removeprefix(b"stream: ").removesuffix(FOUND).decode(errors="replace")
        raise ValidationError(message % {"name": name}, code="virus")
    if verdict != CLEAN:
        raise _unscanned()


def _scan(content: bytes) -> bytes:
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0" + len(content).to_bytes(4) + content)
        scanner.sendall(bytes(4))
        answer = b""
        while piece := scanner.recv(4096):
            answer += piece
    return answer.rstrip(b"\0\n")


def _connected() -> socket.socket:
    """A connection with the scanner. Raises ``OSError`` where there is none."""
    if settings.CLAMAV.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(settings.CLAMAV)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host, int(port)), SECONDS)


def _unscanned() -> ValidationError:
    message = _(
        "The virus scanner does not answer, so this file was not kept. Please try again in a "
        "while; if it goes on, tell your administrator."
    )
    return ValidationError(message, code="unscanned")
