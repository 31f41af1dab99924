"""An editor and two translators at work on one page at the same time.

Each of them has the page open as it was some time ago, types, saves, publishes. Whatever the order
in which their requests arrive, and however many arrive at the same moment: nothing is lost,
nothing is refused, no language publishes another.
"""

from random import Random

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from dci import languages
from dci.models import ContentPage
from dci.translation import lanes
from dci.translation.alignment import MISSING, OUTDATED, VALID
from dci.translation.lane.form import LaneForm
from tests.admin import Form
from tests.effort import tries
from tests.factories import ContentFactory, EditorFactory
from tests.record import record
from tests.together import together
from tests.translating import fresh

from .at_the_desk import lane_of, lane_url, reviewer, signed_in

INTERLEAVINGS = tries(20, audit=500)
PATHS = ("title", "introduction", "body.aims.quote")


def body(quote: str) -> list[dict]:
    return [{"type": "quote", "id": "aims", "value": {"quote": quote}}]


class Editor:
    """Changes one English text at a time, and publishes."""

    def __init__(self, page):
        self.client, self.page = signed_in(EditorFactory()), page
        self.form = Form(self.client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        self.published = english(page)

    def open(self) -> None:
        """What ``form.reload()`` does, without making the web page around the form."""
        latest = ContentPage.objects.get(pk=self.page.pk).get_latest_revision_as_object()
        form_class = self.page.get_edit_handler().get_form_class()
        user = self.form.response.wsgi_request.user
        opened = form_class(instance=latest, latest=latest, for_user=user)
        self.form["opened_with"] = opened.initial["opened_with"]

    def work(self, random: Random, number: int):
        path, text = random.choice(PATHS), f"English {number}"
        field = "body_en-0-value-quote" if path == PATHS[-1] else f"{path}_en"
        yield lambda: self.publish(path, field, text)

    def publish(self, path: str, field: str, text: str) -> None:
        self.form[field] = text
        answer = self.form.send("action-publish")
        assert answer.status_code == 302, answer.content.decode()
        self.published[path] = text

    def check(self) -> None:
        assert english(fresh(self.page)) == self.published


class Translator:
    """Translates what is before them on the screen, saves as they type, publishes."""

    def __init__(self, page, language: str):
        self.client, self.page, self.language = signed_in(reviewer(language)), page, language
        self.typed: dict[str, str] = {}
        self.published = dict.fromkeys(PATHS)
        self.lane = lane_of(page, language)

    def open(self) -> None:
        lane = lanes.lane(fresh(self.page), self.language)
        lines = LaneForm(lane, fresh(self.page)).lines
        self.screen = {line.segment.path: (line.segment, line.base) for line in lines}

    def translation(self, source: str) -> str:
        return f"{self.language} {source}"

    def work(self, random: Random, number: int):
        wanting = [path for path, (one, _) in self.screen.items() if one.state != VALID]
        for path in wanting or [random.choice(PATHS)]:
            yield lambda path=path: self.type(path)
        if random.random() < 0.8:
            yield self.publish

    def type(self, path: str) -> None:
        segment, base = self.screen[path]
        text = self.translation(segment.source)
        data = {f"target:{path}": text, f"base:{path}": base}
        answer = self.client.post(reverse("translation:segment", args=[self.lane.pk]), data)
        assert answer.status_code == 200, answer.content.decode()
        self.typed[path] = text

    def publish(self) -> None:
        answer = self.client.post(lane_url(self.page, self.language), {"publish": "1"})
        assert answer.status_code == 302
        *_before, told = get_messages(answer.wsgi_request)
        if "not published" not in told.message:  # else the source has moved on
            self.published = dict(self.typed)

    def check(self) -> None:
        segments = lanes.segments(fresh(self.page), self.language)
        assert {one.path: one.target for one in segments if one.target} == self.typed
        for one in segments:
            is_of_this_source = one.target == self.translation(one.source)
            assert one.state == (MISSING if not one.target else one.state)
            assert (one.state == VALID) == is_of_this_source
            assert (one.state == OUTDATED) == bool(one.target and not is_of_this_source)
        assert texts(fresh(self.page), self.language) == self.published


def texts(page, language: str) -> dict[str, str | None]:
    """What is public in a language."""
    fields = ("title", "introduction", "body")
    title, introduction, blocks = (
        getattr(page, languages.column(name, language)) for name in fields
    )
    quote = blocks[0].value["quote"] if blocks else None
    return dict(zip(PATHS, (title, introduction, quote), strict=True))


def english(page) -> dict[str, str | None]:
    return texts(page, languages.SOURCE)


def merged(random: Random, queues: list[list]) -> list:
    """All actions in one order, each person's in their own."""
    order = [queue for queue in queues for _ in queue]
    random.shuffle(order)
    taken = [iter(queue) for queue in queues]
    return [next(taken[queues.index(queue)]) for queue in order]


@pytest.mark.audit
def test_nothing_is_lost_refused_or_leaked(transactional_db):
    random = Random(INTERLEAVINGS)  # noqa: S311 an order, not a secret
    page = fresh(
        ContentFactory(title_en="Title", introduction_en="Introduction", body_en=body("Aims"))
    )
    people = [Editor(page), *(Translator(page, code) for code in languages.TARGETS)]
    for number in range(INTERLEAVINGS):
        for person in people:
            person.open()
        queues = [list(person.work(random, number)) for person in people]
        actions = merged(random, queues) if random.random() < 0.5 else None
        if actions:
            for action in actions:
                action()
        else:  # all of them at once, each doing one thing after the other
            together(*(lambda queue=queue: [action() for action in queue] for queue in queues))
        for person in people:
            person.check()
    record(
        "an editor and two translators of one page, interleaved and at once",
        f"{INTERLEAVINGS} times, nothing lost, refused or leaked",
    )
