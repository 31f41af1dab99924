"""A real nginx with the file in docs/deploy, but for what needs a certificate."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.production import free_port

FILE = Path(__file__).parents[1] / "docs" / "deploy" / "nginx.conf"
PICTURES = r"^( +)location /media/images/ \{.*?^\1\}"
READABLE = 0o055  # for the user that nginx has of its own
AROUND = """
daemon off; {user} pid {folder}/pid; error_log {folder}/errors;
events {{ }}
http {{
  access_log off; types {{ image/webp webp; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  set_real_ip_from 127.0.0.1; real_ip_header X-Seen-From;
  include {folder}/site.conf;
}}
"""


@contextmanager
def before(
    application: int,
    folder: Path,
    media: Path | str,
    pages: str = "",
    others: Iterable[int] = (),
) -> Iterator[int]:
    """The port of an nginx before the application at a port, its files in ``folder``.

    media: a folder, or the address of a bucket. others: ports of other nodes. pages: what
    `manage.py nginx_pages` has written. HTTPS ends at nothing here, as far as the application can
    tell; and who asks may say in ``X-Seen-From`` which address nginx is to see.
    """
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed: apt install nginx")
    port = free_port()
    (folder / "pages.conf").write_text(pages)
    site = without_certificate(application, port, folder, media, others)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=as_root()))
    for path in (folder, *folder.parents[:3]):
        if path.stat().st_mode & READABLE != READABLE:
            path.chmod(path.stat().st_mode | READABLE)
    command = ["nginx", "-c", folder / "nginx.conf", "-e", folder / "errors"]
    with subprocess.Popen(command) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def without_certificate(
    application: int, port: int, folder: Path, media: Path | str, others: Iterable[int] = ()
) -> str:
    """The file as it is, but for names and places; with a bucket, as several machines have it."""
    text = FILE.read_text().replace("$scheme", "https")
    line = re.search(r"^ *server 127\.0\.0\.1:8000.*\n", text, re.MULTILINE)[0]
    nodes = [line.replace(":8000", f":{node}") for node in (application, *others)]
    text = text.replace(line, "".join(nodes))
    if isinstance(media, str):
        text = re.sub(PICTURES, of_bucket(media), text, flags=re.MULTILINE | re.DOTALL)
    text = text.replace("/MEDIA_ROOT", str(media)).replace("WWW.EXAMPLE.ORG", "www.example.org")
    text = text.replace("/etc/nginx/dci_pages.con[f]", str(folder / "pages.conf"))
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    return re.sub(r"\s+(listen \[::\]|ssl_)[^;]*;", "", text)


def of_bucket(address: str) -> str:
    """The place of pictures that several-machines.md puts there for a folder's."""
    text = FILE.with_name("several-machines.md").read_text()
    place = re.search(PICTURES, text, flags=re.MULTILINE | re.DOTALL)[0]
    return place.replace("https://dci-media.s3.example.org", address)


def as_root() -> str:
    return "user root;" if Path("/").owner() == Path.home().owner() == "root" else ""


def wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise AssertionError("nginx did not come up")
