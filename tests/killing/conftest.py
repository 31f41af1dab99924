from contextlib import nullcontext

import pytest
from django.db import connection

from tests import databases
from tests.dci.outbox import mail_server
from tests.killing.machine import Application, own_postgres


@pytest.fixture
def postgres(transactional_db):
    """A database server that may be killed, or ``None`` where the database is SQLite."""
    with own_postgres() if databases.POSTGRES else nullcontext() as postgres:
        yield postgres


@pytest.fixture
def mails():
    with mail_server.running() as server:
        yield server


@pytest.fixture
def begin(postgres, mails, tmp_path, settings):
    """Begin the application, with more in its environment."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.MAIL_BACKEND = "dci.outbox.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mails.server_address
    url = postgres.url if postgres else databases.address(connection.settings_dict["NAME"])
    host, port = mails.server_address
    own = {"DATABASE_URL": url, "EMAIL_URL": f"smtp://{host}:{port}"}
    begun = []

    def begin(**environment: str) -> Application:
        application = Application(tmp_path, **own | environment)
        settings.SECRET_KEY = application.environment["SECRET_KEY"]
        application.start()
        begun.append(application)
        return application

    yield begin
    for application in begun:
        application.end()


@pytest.fixture
def application(begin):
    return begin()
