"""Readers who judge each answer, and an editor, all at work at the same time."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle
from threading import Event, Thread
from urllib.parse import urlencode

import urllib3
from bs4 import BeautifulSoup, SoupStrainer

from tests.admin import fields
from tests.nodes.machines import HOST, wait_until

HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}
PICTURE = "image/"
Pool = urllib3.HTTPConnectionPool


class Person(Thread):
    """Does one thing after the other, until told that it is enough."""

    def __init__(self):
        super().__init__(daemon=True)
        self.ended = Event()


@contextmanager
def at_work(people: Iterable[Person]) -> Iterator[None]:
    for person in people:
        person.start()
    try:
        yield
    finally:
        for person in people:
            person.ended.set()
        for person in people:
            person.join()


class Editor(Person):
    """Publishes a page under one number after the other; ``noted`` is the last acknowledged.

    address: of the page's editing form. session: the key of an administrator's.
    """

    def __init__(self, pool: Pool, address: str, session: str):
        super().__init__()
        self.pool, self.address, self.session = pool, address, session
        self.noted = self.number = 0

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self.edit()
            except urllib3.exceptions.HTTPError:  # whether it was saved, nobody knows
                self.ended.wait(0.2)

    def edit(self) -> None:
        opened = self._ask("GET", {})
        if opened.status != 200:
            self.ended.wait(0.2)
            return
        token = re.search(r"__Host-csrftoken=([^;]+)", opened.headers["Set-Cookie"])[1]
        self.number += 1
        form = fields(opened.data) | {"title_en": title(self.number), "action-publish": "1"}
        if self._ask("POST", {"csrftoken": token}, form).status == 302:
            self.noted = self.number

    def _ask(self, method: str, cookies: dict, form: dict | None = None):
        cookies |= {"sessionid": self.session}
        said = "; ".join(f"__Host-{name}={value}" for name, value in cookies.items())
        headers = HEADERS | {"Cookie": said, "Origin": f"https://{HOST}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form or {}, doseq=True)
        return ask(self.pool, self.address, method, body=body, headers=headers)

    def acknowledge(self, more: int) -> None:
        """Wait until so many more changes are saved."""
        wanted = self.noted + more
        wait_until(lambda: self.noted >= wanted, f"the editor has saved {more} times")


class Reader(Person):
    """Asks for one page after the other. ``complaints`` are answers that nobody should get.

    headings: what stands above each page; under ``edited``, a number which the editor notes.
    may_fail: whether a page that is not kept may answer 503 just now.
    is_visitor: whether they come through nginx, which lets no connection break.
    """

    def __init__(
        self,
        pool: Pool,
        headings: dict[str, str],
        edited: str,
        editor: Editor,
        may_fail: Callable[[], bool],
        is_visitor: bool,
    ):
        super().__init__()
        self.pool, self.headings, self.edited, self.editor = pool, headings, edited, editor
        self.may_fail, self.is_visitor = may_fail, is_visitor
        self.answers: Counter[int] = Counter()
        self.complaints: Counter[str] = Counter()

    def run(self) -> None:
        for address in cycle([self.edited, *self.headings]):
            if self.ended.is_set():
                return
            noted, could_fail = self.editor.noted, self.may_fail()
            try:
                answer = ask(self.pool, address)
            except urllib3.exceptions.HTTPError as error:
                if self.is_visitor:
                    self.complaints[f"{address}: {error!r}"] += 1
                self.ended.wait(0.1)
                continue
            self.answers[answer.status] += 1
            if complaint := self.judged(address, answer, noted, could_fail or self.may_fail()):
                self.complaints[f"{address}: {complaint}"] += 1

    def judged(self, address: str, answer, noted: int, may_fail: bool) -> str:
        """What is wrong with an answer, if anything."""
        if answer.status == 503 and may_fail:
            return "" if "Retry-After" in answer.headers else "503, and not when to come again"
        if answer.status != 200:
            return str(answer.status)
        if address.startswith("/media/"):
            return "" if answer.headers["Content-Type"].startswith(PICTURE) else "no picture"
        found = heading(answer.data)
        if address != self.edited:
            return "" if found == self.headings[address] else found
        return "" if number_of(found) >= noted else f"{found}, {noted} was saved before"


def ask(pool: Pool, address: str, method: str = "GET", **more):
    """The answer of whoever is behind the pool."""
    more = {"headers": HEADERS} | more
    return pool.urlopen(method, address, redirect=False, timeout=30, retries=False, **more)


def title(number: int) -> str:
    return f"Number {number}"


def number_of(heading: str) -> int:
    return int(heading.removeprefix("Number "))


def heading(page: bytes) -> str:
    found = BeautifulSoup(page, "lxml", parse_only=SoupStrainer("h1")).h1
    return found.get_text(" ", strip=True) if found else ""
