"""Everything between a checkout and a site in the browser; `make run` ends here."""

import secrets
import socketserver
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EADDRINUSE
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.core.servers.basehttp import (
    WSGIRequestHandler,
    WSGIServer,
    get_internal_wsgi_application,
)
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from dci.models import HomePage


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Command(BaseCommand):
    help = "Prepares the database, fills an empty one with the starter content, and serves."
    requires_system_checks = ()

    def handle(self, **options):
        if not settings.DEBUG:
            sys.exit(
                "`start` serves on a laptop; with DEBUG=0 give dci.wsgi:application to a WSGI"
                " server (README, For operators)."
            )
        with bind(settings.HOST, settings.PORT) as server:
            check_writable(Path(settings.MEDIA_ROOT))
            try:
                self.migrate()
                self.fill()
            except Error as error:
                sys.exit(
                    f"The database {connection.settings_dict['NAME']} does not answer as it should"
                    f" ({first_line(error)}): start it, or correct DATABASE_URL."
                )
            except OSError as error:
                sys.exit(f"The starter content could not be written: {error}.")
            except KeyboardInterrupt:
                sys.exit("\nStopped before the site was ready; the next start goes on from here.")
            self.serve(server)

    def migrate(self):
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False)

    def fill(self):
        """Content and administrator come together or not at all."""
        with transaction.atomic():
            if not HomePage.objects.exists():
                with no_files_left_behind(Path(settings.MEDIA_ROOT)):
                    call_command("load_starter")
            password = first_administrator()
        if password == settings.ADMIN_PASSWORD:
            self.stdout.write("\nAdministrator: admin, with the password in ADMIN_PASSWORD")
        elif password:
            self.stdout.write(f"\nAdministrator: admin, password {password} (shown this once)")

    def serve(self, server: Server):
        address = f"http://{settings.HOST}:{server.server_port}"
        self.stdout.write(f"\nSite:  {address}/\nAdmin: {address}/admin/\nCtrl+C stops it.\n")
        self.stdout.flush()
        server.set_app(get_internal_wsgi_application())
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("")


def bind(host: str, port: str) -> Server:
    """Take the port before anything is made; who asks meanwhile waits for the answer."""
    if not port.isdecimal() or int(port) > 65535:
        sys.exit(f"PORT must be a number up to 65535, not {port}.")
    try:
        return Server((host, int(port)), WSGIRequestHandler, ipv6=":" in host)
    except (OSError, UnicodeError) as error:
        known = {EADDRINUSE: "is in use", EACCES: "is for administrators only"}
        reason = known.get(getattr(error, "errno", None))
        sys.exit(
            f"Port {port} {reason}: choose another, for example make run PORT={int(port) + 1}."
            if reason
            else f"HOST={host} is no address of this machine: use 127.0.0.1."
        )


def check_writable(folder: Path) -> None:
    """Try whether uploaded files can be kept there, and leave no trace of it."""
    made: list[Path] = []
    try:
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        sys.exit(
            f"Nothing can be written to MEDIA_ROOT={folder} ({error.strerror}):"
            " name another folder, or change who may write to it."
        )
    finally:
        remove_empty(made)


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those that are there and empty; what is inside another one comes before it."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def first_administrator() -> str | None:
    """Make one if there is none. The password, or None if there was nothing to make."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = settings.ADMIN_PASSWORD or secrets.token_urlsafe(12)
    users.create_superuser("admin", password=password)
    return password


@contextmanager
def no_files_left_behind(folder: Path) -> Iterator[None]:
    """A transaction for files: what came into the folder leaves it when the work fails."""
    before = {folder, *folder.rglob("*")} if folder.exists() else set()
    try:
        yield
    except BaseException:
        new = sorted({folder, *folder.rglob("*")} - before, reverse=True)
        for path in new:
            if path.is_file():
                path.unlink()
        remove_empty(new)
        raise


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
