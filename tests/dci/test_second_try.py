"""Who reads while the database is restarted does not notice; who writes is told."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

from dci import second_try
from dci.second_try import AWAY, SecondTry
from tests.dci.page_cache.visiting import Visitor
from tests.factories import ContentFactory


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(second_try, "PAUSE", 0)


class Body(list):
    def close(self):
        """As Django's answers have it."""


def away(times: int):
    """An application whose database is away so many times; ``asked`` counts them all."""

    def application(environ, start_response):
        application.asked += 1
        is_away = application.asked <= times
        environ |= {AWAY: True} if is_away else {}
        start_response("503 Away" if is_away else "200 OK", [])
        return Body([b"answer"])

    application.asked = 0
    return application


def test_who_reads_gets_the_answer_of_the_second_try():
    application = away(times=1)
    assert Visitor(SecondTry(application)).get("/en/").status == 200
    assert application.asked == 2


def test_what_is_sent_is_sent_once():
    application = away(times=1)
    assert Visitor(SecondTry(application)).post("/en/").status == 503
    assert application.asked == 1


def test_nobody_waits_while_it_stays_away():
    application = away(times=10)
    visitor = Visitor(SecondTry(application))
    assert [visitor.get("/en/").status for _turn in range(3)] == [503] * 3
    assert application.asked == 4


def test_connection_that_the_server_has_closed_is_not_noticed(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    visitor = Visitor(SecondTry(get_wsgi_application()))
    address = ContentFactory(title_en="About us").address("en")
    times = iter([OperationalError("server closed the connection unexpectedly")])

    def fail_once(execute, *arguments):
        if error := next(times, None):
            raise error
        return execute(*arguments)

    with connection.execute_wrapper(fail_once):
        assert visitor.get(address).heading == "About us"


def test_error_of_another_kind_is_told_at_once(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    visitor = Visitor(SecondTry(get_wsgi_application()))
    address = ContentFactory(title_en="About us").address("en")
    times = iter([ValueError("a mistake of ours")])

    def fail_once(execute, *arguments):
        if error := next(times, None):
            raise error
        return execute(*arguments)

    with connection.execute_wrapper(fail_once):
        assert visitor.get(address).status == 500
