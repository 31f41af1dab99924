"""The site with its starter content as operators put it up: DEBUG=0, and HTTPS ends before it.

For tools that look at it from outside: failures look as they do for visitors. The site may be that
of any version of the project, so its process knows of it only what operators know (README), and two
things more: how a lane is withdrawn, and where the addresses are.
"""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
FAILING = "en/fails/"  # the address of a page that fails
COOKIE = "sessionid"  # without the prefix that browsers accept from HTTPS alone
UNTRANSLATED = "together-for-justice"  # the slug of a page whose French is withdrawn


@dataclass(frozen=True)
class Site:
    """Where it answers, without a slash at the end, and the session of an administrator."""

    address: str
    session: str


def free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        return free.getsockname()[1]


def settings_of(folder: Path, place: str) -> dict[str, str]:
    """What operators would put into the environment of a site at ``place``, a host and a port."""
    return {
        "ENV_FILE": os.devnull,
        "DEBUG": "0",
        "SECRET_KEY": "of no secret at all: abcdefghijklmnopqrstuvwxyz0123456789",
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{place}",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PAGE_CACHE": str(folder / "pages"),
        "EMAIL_URL": "consolemail://",
        "LOG_LEVEL": "ERROR",
        "SECOND_FACTOR_FOR": "nobody",
    }


@contextmanager
def online(folder: Path, tree: Path = ROOT) -> Iterator[Site]:
    """The site of the version that lies in ``tree``, ready, with its data in ``folder``.

    Raises ``RuntimeError`` when it does not come up; what it said stands in the terminal.
    """
    port = free_port()
    settings = settings_of(folder, f"{HOST}:{port}") | {"PYTHONPATH": str(tree)}
    (folder / "static").mkdir(parents=True)
    # -P: the folder of this file is none to import from, its `dci` are tests
    command = [sys.executable, "-P", __file__, str(port)]
    environment = os.environ | settings
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(
        command, cwd=tree, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            session = process.stdout.readline().strip()
            if not session:
                raise RuntimeError(f"the site in {tree} did not come up")
            yield Site(f"http://{HOST}:{port}", session)
        finally:
            process.terminate()


def main(port: int) -> None:
    """Bring the site up, print the session of an administrator, then serve."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dci.settings")
    django.setup()
    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    settings.SESSION_COOKIE_NAME = COOKIE
    prepare()
    server = ThreadedWSGIServer((HOST, port), WSGIRequestHandler)
    server.set_app(application())
    logging.getLogger("django.server").disabled = True  # a line a request
    errors = logging.getLogger("django.request")
    errors.addFilter(lambda record: bool(record.exc_info))  # not the failures that are asked for
    sys.stdout.write(f"{session()}\n")
    sys.stdout.flush()
    server.serve_forever()


def prepare() -> None:
    """What operators do once, and a page that is not translated."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_starter", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from dci.models import SitePage
    from dci.translation import lanes

    lanes.withdraw(SitePage.objects.get(slug=UNTRANSLATED).specific, "fr")


def session() -> str:
    """The key of a session of an administrator."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    person = get_user_model().objects.create_superuser("admin", password=None)
    client = Client()
    client.force_login(person)
    return client.cookies[COOKIE].value


def application() -> Callable:
    """The site behind what operators put before it: HTTPS, and uploaded files from their folder."""
    from django.conf import settings
    from django.urls import path
    from django.views.defaults import server_error
    from whitenoise import WhiteNoise

    from dci import urls
    from dci.wsgi import application

    urls.urlpatterns.insert(0, path(FAILING, server_error))

    def behind_https(environ, start_response):
        if "HTTP_ORIGIN" in environ:
            environ["HTTP_ORIGIN"] = environ["HTTP_ORIGIN"].replace("http:", "https:")
        return application(environ | {"wsgi.url_scheme": "https"}, start_response)

    return WhiteNoise(behind_https, root=settings.MEDIA_ROOT, prefix="media", autorefresh=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
