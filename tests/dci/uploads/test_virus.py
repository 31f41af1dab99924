"""A virus scanner is asked about every upload, where there is one; silence counts as a no."""

import socket
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dci.models import SiteImage
from dci.uploads import virus
from tests.dci.uploads.samples import photograph
from tests.factories import EditorFactory

FOUND = b"stream: Eicar-Signature FOUND\0"


@pytest.fixture
def scanner(settings):
    """Begin a scanner with the one answer that it gives; what it was sent is in the list."""
    server = socket.create_server(("127.0.0.1", 0))
    received = []

    def serve(answer: bytes) -> None:
        connection, _address = server.accept()
        with connection, connection.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(sent.read(4)):
                received.append(sent.read(length))
            connection.sendall(answer)

    def begin(answer: bytes) -> list[bytes]:
        threading.Thread(target=serve, args=[answer], daemon=True).start()
        settings.CLAMAV = f"127.0.0.1:{server.getsockname()[1]}"
        return received

    with server:
        yield begin


def test_clean_file_passes_after_it_was_sent_whole(scanner):
    received = scanner(b"stream: OK\0")
    virus.check(b"a document")
    assert b"".join(received) == b"a document"


def test_malicious_file_is_refused_by_its_name(scanner):
    scanner(FOUND)
    with pytest.raises(ValidationError, match="malicious software: Eicar-Signature"):
        virus.check(b"EICAR")


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: "])
def test_file_that_was_not_scanned_is_refused(scanner, answer):
    scanner(answer)
    with pytest.raises(ValidationError, match="does not answer"):
        virus.check(b"a document")


@pytest.mark.parametrize("place", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_file_is_refused_while_the_scanner_is_down(settings, place):
    settings.CLAMAV = place
    with pytest.raises(ValidationError, match="does not answer"):
        virus.check(b"a document")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_uploads_of_each_kind_are_scanned(client, scanner, kind):
    scanner(FOUND)
    client.force_login(EditorFactory())
    file = SimpleUploadedFile("a.jpg" if kind == "images" else "a.txt", photograph("JPEG"))
    answer = client.post(reverse(f"wagtail{kind}:add_multiple"), {"files[]": file}).json()
    assert "malicious software" in answer["error_message"]
    assert not SiteImage.objects.exists()
