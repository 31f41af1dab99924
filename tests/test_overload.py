"""Ten times as many visitors as the site can answer, in front of nginx and granian as operators run
them: it answers whom it can, refuses the others at once, and is well again when they are gone.
"""

import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

from tests import nginx
from tests.bench.__main__ import HEADERS, prepare, served
from tests.effort import tries
from tests.production import settings_of
from tests.record import record

VISITORS, SECONDS = 120, tries(2, audit=30)
SENDERS = 10  # addresses, or what one address may do at once would be what is tested
PATIENCE = 5  # seconds until all is well
GROWTH = 60  # megabytes a process
SLOW, SEARCH = ("tests.slow:application", "/"), ("dci.wsgi:application", "/en/search/?q=children")


class Visitor:
    """Asks again and again, a moment after each refusal; notes what came and how long it took."""

    def __init__(self, port: int, path: str, number: int):
        self.port, self.path = port, path
        self.source = (f"127.0.0.{1 + number % SENDERS}", 0)
        self.answers: list[tuple[int, float, bool]] = []

    def ask(self) -> int:
        begin = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, 30, source_address=self.source)
        connection.request("GET", self.path, headers=HEADERS)
        answer = connection.getresponse()
        is_whole = answer.read().rstrip().endswith(b"</html>")
        connection.close()
        self.answers.append((answer.status, time.monotonic() - begin, is_whole))
        return answer.status

    def stay(self, until: float) -> None:
        while time.monotonic() < until:
            if self.ask() == 503:
                time.sleep(0.05)


@pytest.mark.audit
@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has addresses of other senders")
@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed: apt install nginx")
@pytest.mark.parametrize(("application", "path"), tries([SLOW], audit=[SLOW, SEARCH]))
def test_too_many_visitors_are_refused_and_the_others_served(tmp_path, application, path):
    settings = settings_of(tmp_path, "127.0.0.1") | {"SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto"}
    with ExitStack() as running:
        if application == SEARCH[0]:
            prepare(settings)
        server = running.enter_context(served(application, settings))
        port = running.enter_context(nginx.before(server.port, tmp_path, tmp_path / "media"))
        visitors = [Visitor(port, path, number) for number in range(VISITORS)]
        visitors[0].ask()
        capacity = rate(visitors[:8], 2)
        before = server.memory
        offered = rate(visitors, SECONDS)
        end = time.monotonic()
        while visitors[0].ask() != 200:
            assert time.monotonic() - end < PATIENCE
            time.sleep(0.1)
        back = time.monotonic() - end
        grown = server.memory - before
    answers = [answer for visitor in visitors for answer in visitor.answers]
    counted = Counter(status for status, _time, _whole in answers)
    refused = max((time for status, time, _whole in answers if status == 503), default=0)
    slowest = max(time for status, time, _whole in answers if status == 200)
    assert counted.keys() == {200, 503}
    assert all(whole for status, _time, whole in answers if status == 200)
    assert grown < GROWTH
    record(
        f"far more requests than it can answer, {path}",
        f"{offered / capacity:.0f} times as many: {counted[200]:,} served whole, the slowest in"
        f" {slowest:.1f} s; {counted[503]:,} refused, the slowest in {refused:.2f} s;"
        f" {grown:.0f} MB more a process; well after {back:.1f} s",
    )


def rate(visitors: list[Visitor], seconds: float) -> float:
    """Answers a second, while some visitors ask as often as they can."""
    before = sum(len(visitor.answers) for visitor in visitors)
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(lambda visitor: visitor.stay(until), visitors))
    return (sum(len(visitor.answers) for visitor in visitors) - before) / seconds
