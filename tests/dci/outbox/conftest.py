import pytest

from tests.dci.outbox import mail_server
from tests.production import free_port


@pytest.fixture
def outbox(settings):
    """The site's own way of mails, to a mail server that nobody has started."""
    settings.EMAIL_BACKEND = "dci.outbox.backend.OutboxBackend"
    settings.MAIL_BACKEND = "dci.outbox.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5


@pytest.fixture
def server(outbox, settings):
    with mail_server.running() as server:
        settings.EMAIL_PORT = server.server_address[1]
        yield server
