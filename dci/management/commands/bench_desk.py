"""How long the work on a long page, and the lists of a large site, take in milliseconds."""

from collections.abc import Callable
from time import perf_counter

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dci.management.large_site import SCREENS, make_site
from dci.management.many_pages import DESK, make_pages
from dci.models import ContentPage, SitePage
from dci.translation import lanes
from dci.translation.checks import of_lane
from dci.translation.help import memory
from dci.translation.lane.lines import BASE, TARGET
from dci.translation.models import MemoryEntry, Translation, realign

LANGUAGE = "fr"
OFTEN = 5
SEGMENTS_A_CHAPTER = 5
REMEMBERED = 30_000
WORDS = "Every child is heard in any judicial and administrative proceedings that affect the child"


class Command(BaseCommand):
    help = "Makes a long page and then a large site, measures, and takes all away again."

    def add_arguments(self, parser):
        parser.add_argument("--segments", type=int, default=500)
        parser.add_argument("--pages", type=int, default=5000)
        parser.add_argument("--site", type=int, default=10_000, help="pages of the large site")

    def handle(self, segments: int, pages: int, site: int, **options):
        with transaction.atomic():
            lane = long_lane(segments)
            client = signed_in()
            self.report("open the lane", 500, lambda: opened(client, lane))
            self.report("save one segment", 50, saving(client, lane))
            self.report("check the lane", 500, lambda: of_lane(lane))
            remember_many(lane)
            self.report("suggest of 30,000", 100, suggesting())
            self.report("help with a segment", 200, helped(client, lane))
            self.report("re-align", 300, realigning(lane))
            section = make_pages(pages)
            in_section = {"a section": f"?section={section.pk}"}
            for what, query in (DESK | in_section).items():
                self.report(
                    f"desk, {what}", 1000, shown(client, reverse("translation:desk") + query)
                )
            transaction.set_rollback(True)
        with transaction.atomic():
            client = signed_in()
            keys = make_site(site, site // 2, site // 5)
            for what, address in SCREENS.items():
                self.report(what, 500, shown(client, address.format(**keys)))
            transaction.set_rollback(True)

    def report(self, what: str, limit: int, work: Callable[[], object]) -> None:
        work()  # templates and caches are warm afterwards
        fastest = min(milliseconds(work) for _time in range(OFTEN))
        verdict = "" if fastest < limit else "  TOO SLOW"
        self.stdout.write(f"{what:20}{fastest:6.0f} ms  (at most {limit}){verdict}")


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def long_lane(segments: int) -> Translation:
    """The lane of a new page, every passage of which is translated."""
    page = SitePage.get_first_root_node().add_child(
        instance=ContentPage(title_en="Long", slug="bench", body_en=body(segments))
    )
    answers = {one.path: f"[fr] {one.source}" for one in lanes.segments(page, LANGUAGE)}
    lanes.save_draft(page, LANGUAGE, answers)
    lanes.publish(page, LANGUAGE)
    return Translation.objects.of(page).get(language=LANGUAGE)


def body(segments: int) -> list[dict]:
    """Chapters of a heading, three paragraphs with a link among them, and a quote."""
    blocks = []
    for number in range(segments // SEGMENTS_A_CHAPTER):
        text = "".join(
            f'<p data-block-key="{number}k{n}">Paragraph {n} of chapter {number}: every child '
            f'<b>is heard</b>, says <a href="https://example.org/{number}">the Committee</a>, in '
            "any judicial and administrative proceedings that affect the child.</p>"
            for n in range(3)
        )
        blocks += [
            {"type": "heading", "id": f"h{number}", "value": f"Chapter {number}"},
            {"type": "text", "id": f"t{number}", "value": text},
            {"type": "quote", "id": f"q{number}", "value": {"quote": f"Words {number}"}},
        ]
    return blocks


def signed_in() -> Client:
    people = get_user_model().objects
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(people.create_superuser("bench", "bench@example.org", None))
    return client


def opened(client: Client, lane: Translation) -> bytes:
    response = client.get(reverse("translation:lane", args=[lane.pk]))
    if response.status_code != 200:
        raise RuntimeError(f"The lane answered {response.status_code}.")
    return response.content


def shown(client: Client, url: str) -> Callable[[], bytes]:
    def show() -> bytes:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}.")
        return response.content

    return show


def saving(client: Client, lane: Translation) -> Callable[[], None]:
    url = reverse("translation:segment", args=[lane.pk])
    state = {"base": "", "number": 0}

    def save() -> None:
        state["number"] += 1
        typed = {TARGET + "title": f"Long {state['number']}", BASE + "title": state["base"]}
        response = client.post(url, typed)
        if response.status_code != 200:
            raise RuntimeError(f"Saving answered {response.status_code}.")
        state["base"] = response.json()["segments"]["title"]["base"]

    return save


def remember_many(lane: Translation) -> None:
    """A memory of 30,000 passages, as many as ten years of translating make."""
    MemoryEntry.objects.bulk_create(
        MemoryEntry(
            lane=lane,
            language=LANGUAGE,
            path="title",
            source=f"{number} {WORDS[: 10 + number % 80]} {number % 97}",
            target=f"[fr] {number}",
        )
        for number in range(REMEMBERED)
    )


def suggesting() -> Callable[[], list]:
    return lambda: memory.suggestions(f"{WORDS} in France", LANGUAGE)


def helped(client: Client, lane: Translation) -> Callable[[], bytes]:
    url = reverse("translation:help", args=[lane.pk])

    def help_with_title() -> bytes:
        response = client.post(url, {"path": "title", "target": "Longue : 5"})
        if response.status_code != 200:
            raise RuntimeError(f"The help answered {response.status_code}.")
        return response.content

    return help_with_title


def realigning(lane: Translation) -> Callable[[], None]:
    page = lane.owner()

    def realigned() -> None:
        page.body_en.insert(0, ("heading", "Something new"))
        ContentPage.objects.filter(pk=page.pk).update(body_en=page.body_en)
        realign(page)

    return realigned
