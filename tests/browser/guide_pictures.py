"""What the pictures of the translators' guide show: a day at the desk, in one admin language.

A page of the starter site has moved on in English. Its translator brings it up to date, a colleague
has submitted another one, and a file has come back from outside. Nothing here is found by a word
of the admin, so that the same steps do for each of its languages.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from dci.models import ContentPage
from dci.translation import lanes
from dci.translation.models import Translation
from dci.translation.review import workflow as review
from partners.models import PartnerIndexPage
from projects.models import ProjectPage
from tests.browser.camera import SMOOTH, Camera
from tests.translating import edit
from tests.translation.at_the_desk import lane_of, lane_url, reviewer, translator
from tests.translation.exchange.files import outgoing

MENU = 200  # px

CHANGED = (
    "<p>Under Article 12, a child who is able to form a view may express it freely in all matters"
    " that affect the child, and it is given due weight. In juvenile justice a great deal is at"
    " stake for the child, and the article applies there too.</p>"
)
KEPT = (
    "<p>Three sections of the movement take part in the project: those of Italy, Spain and"
    " Belgium.</p>"
)
ADDED = (
    "<p>Three sections of the movement take part in the project on juvenile justice: those of"
    " Italy, Spain and Portugal.</p>"
)


@dataclass(frozen=True)
class Words:
    """What people write on that day, in the language into which they translate."""

    target: str
    submitted: str
    typed: str
    earlier: str
    later: str
    from_outside: dict[str, str]  # patterns, and what stands in the file in their place
    reason: str
    wish: str


FRENCH = Words(
    target="fr",
    submitted="Nos partenaires depuis 1979",
    typed="Trois sections du mouvement participent au projet sur la justice juvénile: celles"
    " d’Italie, d’Espagne et du Portugal",
    earlier="Douze est le numéro de l’article qui donne à chaque enfant voix au chapitre.",
    later="Douze est le numéro d’un article : celui qui donne à chaque enfant le droit de parler.",
    from_outside={"rapidement": "sans tarder", r"connaisse sa tâche\W:": "connaisse sa tâche:"},
    reason="Une légende, sans point final",
    wish="Le titre pourrait être plus court.",
)
SPANISH = Words(
    target="es",
    submitted="Nuestros aliados desde 1979",
    typed="Tres secciones del movimiento participan en el proyecto sobre justicia  juvenil: las de"
    " Italia, España y Portugal",
    earlier="Doce es el número del artículo que da voz a cada niña y cada niño.",
    later="Doce es el número de un artículo: el que da a cada niña y cada niño derecho a hablar.",
    from_outside={"con rapidez": "sin demora", r"llegadas\.": "llegadas"},
    reason="Un pie de foto, sin punto final",
    wish="El título podría ser más corto.",
)
WORDS = {"en": FRENCH, "fr": FRENCH, "es": SPANISH}


class Day(Camera):
    """The people and the pages of a day. Each picture is a method, and has its name."""

    def __init__(self, page: Page, sign_in: Callable, code: str, folder: Path):
        super().__init__(page, folder / code)
        self.sign_in = sign_in
        self.words = WORDS[code]
        self.target = self.words.target
        self.awa = named(translator(self.target, language=code), "Awa", "Diallo")
        self.lucia = named(reviewer(self.target, language=code), "Lucía", "Martín")
        self.twelve = english_moves_on()
        Translation.objects.filter(pk=self.lane(self.twelve).pk).update(assignee=self.lucia)
        self.partners = PartnerIndexPage.objects.get()
        self.submitted(self.partners)

    def lane(self, obj) -> Translation:
        return lane_of(obj, self.target)

    def submitted(self, obj) -> None:
        """Awa has changed something in the lane, and it waits for Lucía."""
        lanes.save_draft(obj, self.target, {"title": self.words.submitted}, user=self.awa)
        review.submit(self.lane(obj), self.awa)

    # -- the steps ------------------------------------------------------------------------------

    def open_lane(self, obj, *, with_preview: bool = False) -> None:
        self.page.goto(lane_url(obj, self.target))
        expect(self.page.locator(".lane-page--scripted")).to_be_attached()
        beside = self.page.locator("#lane-preview")
        if beside.is_visible() != with_preview:
            self.page.locator("[data-do=preview]").click()

    def write_in(self, passage: Locator) -> None:
        """Begin to work on a passage."""
        passage.get_by_role("textbox").first.click()
        expect(passage.locator(".help-box")).to_be_visible()

    def passage(self, state: str) -> Locator:
        return self.page.locator(f".segment[data-path][data-state={state}]").first

    # -- the pictures ---------------------------------------------------------------------------

    def home(self) -> None:
        self.sign_in(self.lucia)
        self.page.goto("/admin/")
        self.take_down_to("home", self.page.locator(".desk-waiting"))

    def desk(self) -> None:
        self.page.goto("/admin/translations/")
        self.take("desk")

    def review(self) -> None:
        self.open_lane(self.partners)
        self.page.locator("#review-comment").fill(self.words.wish)
        self.take_down_to("review", self.page.locator(".segment").first)

    def files(self) -> None:
        project = ProjectPage.objects.get(title_en="SafeGuard")
        text = outgoing(project, "po", self.target).decode()
        for pattern, other in self.words.from_outside.items():
            text = re.sub(pattern, other, text)
        self.page.goto("/admin/translations/files/")
        form = self.page.locator("form[action$='/import/']")
        form.locator("[name=language]").select_option(self.target)
        file = {"name": "safeguard.po", "mimeType": "text/plain", "buffer": text.encode()}
        form.locator("[name=file]").set_input_files(file)
        form.locator("button[type=submit]").click()
        self.take_down_to("files", self.page.locator(".exchange-change").nth(1))

    def lane_(self) -> None:
        self.sign_in(self.awa)
        self.open_lane(self.twelve)
        self.write_in(self.page.locator(".segment[data-path=introduction]"))
        self.take("lane")

    def outdated(self) -> None:
        passage = self.passage("outdated")
        self.write_in(passage)
        self.take_only("outdated", passage, passage.locator(".segment-buttons"))

    def help(self) -> None:
        number = self.passage("missing").get_attribute("id")
        passage = self.page.locator(f"#{number}")  # it is not missing for long
        self.write_in(passage)
        self.page.keyboard.type(self.words.typed)
        expect(passage.locator(".help-findings li").first).to_be_visible()
        expect(passage.locator(".help-suggestion").first).to_be_visible()
        passage.locator(".help-dismiss summary").first.click()
        passage.locator("[data-reason]").first.fill(self.words.reason)
        self.take_only("help", passage, passage.locator(".segment-help"))

    def preview(self) -> None:
        self.open_lane(self.twelve, with_preview=True)
        inside = self.page.frame_locator("#lane-preview iframe")
        expect(inside.locator("[data-segment]").first).to_be_visible()
        self.write_in(self.passage("outdated"))
        expect(inside.locator("[data-current]").first).to_be_in_viewport(ratio=0.9)
        self.page.wait_for_timeout(SMOOTH)
        self.take("preview")

    def history(self) -> None:
        path = "introduction"
        for person, text in ((self.awa, self.words.earlier), (self.lucia, self.words.later)):
            lanes.save_draft(self.twelve, self.target, {path: text}, user=person)
        self.page.goto(f"{lane_url(self.twelve, self.target)}history/")
        self.page.locator("button[form=comparison]").click()
        self.take_down_to("history", self.page.locator(".lane-difference").last, left=MENU)

    def take_all(self) -> None:
        for step in (
            self.home,
            self.desk,
            self.review,
            self.files,
            self.lane_,
            self.outdated,
            self.help,
            self.preview,
            self.history,
        ):
            step()


def named(person, first: str, last: str):
    person.first_name, person.last_name = first, last
    person.save()
    return person


def english_moves_on() -> ProjectPage:
    """Two pages have changed in English; the one with a changed and a new paragraph is returned."""
    Translation.objects.update(state_since=timezone.now() - timedelta(days=12))
    about = ContentPage.objects.get(title_en="About us")
    edit(about, introduction_en=f"{about.introduction_en} It has been at work since 1979.")
    twelve = ProjectPage.objects.get(title_en="TWELVE")
    body = twelve.body_en.get_prep_value()
    text = next(block for block in body if block["type"] == "text")
    text["value"] = CHANGED + KEPT + ADDED
    return edit(twelve, body_en=body)
