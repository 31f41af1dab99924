"""People who work on a site that dies now and then, and remember what it has acknowledged.

Each does one thing over and over, with a number that goes up. What was begun may have happened or
not; what was acknowledged has happened.
"""

from io import BytesIO
from threading import Event, Thread
from urllib.parse import urlencode

import requests
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Revision

from dci.contact.models import Message
from dci.models import SiteImage
from partners.models import Organisation
from tests.admin import Form
from tests.factories import ContactPageFactory, ContentFactory, EditorFactory
from tests.translating import translate
from tests.translation.at_the_desk import lane_of, lane_url, reviewer

ROWS = 5  # of one import


class Browser:
    """As much of one as ``tests.admin.Form`` needs, behind a proxy that speaks HTTPS."""

    def __init__(self, address: str, session: str = ""):
        self.address = address
        self.cookies = {"__Host-sessionid": session} if session else {}

    def get(self, url: str) -> requests.Response:
        return self._ask("GET", url)

    def post(self, url: str, data=None, **more) -> requests.Response:
        return self._ask("POST", url, data=data, **more)

    def _ask(self, method: str, url: str, **sent) -> requests.Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {
            "Cookie": cookies,
            "X-Forwarded-Proto": "https",
            "X-Real-IP": "192.0.2.7",
            "Origin": self.address.replace("http:", "https:"),
        } | sent.pop("headers", {})
        answer = requests.request(
            method, self.address + url, headers=headers, allow_redirects=False, timeout=30, **sent
        )
        self.cookies |= answer.cookies.get_dict()
        return answer


class Person(Thread):
    """Works until it is told to stop. ``begun`` and ``acknowledged`` are its numbers, in order."""

    def __init__(self, address: str, stop: Event):
        super().__init__(daemon=True)
        self.begun, self.acknowledged, self.faults = [], [], []
        self.stop = stop
        self.browser = Browser(address, self.session())

    def session(self) -> str:
        """The key of somebody's session."""
        client = Client()
        client.force_login(self.person())
        return client.cookies["sessionid"].value

    def person(self):
        return EditorFactory()

    def run(self):
        while not self.stop.is_set():
            self.begun.append(len(self.begun) + 1)
            try:
                status = self.do(self.begun[-1])
            except (requests.RequestException, AwayError):
                self.stop.wait(0.3)
                continue
            if status in (302, 303):
                self.acknowledged.append(self.begun[-1])
            elif status < 500:
                self.faults.append(status)

    def form(self, url: str) -> Form:
        answer = self.browser.get(url)
        if answer.status_code != 200:
            raise AwayError
        form = Form.__new__(Form)
        form.client, form.url, form.response = self.browser, url, answer
        return form.receive()

    def check(self) -> None:
        """What was acknowledged is there, and nothing that nobody has begun."""
        there = self.there()
        assert self.faults == []
        assert set(self.acknowledged) <= there <= set(self.begun), type(self).__name__


class AwayError(Exception):
    """The site answered that it can't answer now."""


class Editor(Person):
    """Publishes a page."""

    def session(self):
        self.page = ContentFactory(title_en="Number 0", slug=type(self).__name__.lower())
        self.page.save_revision().publish()
        return super().session()

    def do(self, number: int) -> int:
        form = self.form(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
        form["title_en"] = f"Number {number}"
        return form.send("action-publish").status_code

    def there(self) -> set[int]:
        versions = Revision.objects.for_instance(self.page)
        return {number_in(one.content["title_en"]) for one in versions} - {0}

    def check(self) -> None:
        super().check()
        self.page.refresh_from_db()
        self.is_newest(number_in(self.page.title_en))

    def is_newest(self, public: int) -> None:
        assert public >= max(self.acknowledged)


class Translator(Editor):
    """Publishes a lane."""

    def session(self):
        session = super().session()
        translate(self.page, "fr")
        self.url = lane_url(self.page, "fr")
        return session

    def person(self):
        return reviewer("fr")

    def do(self, number: int) -> int:
        form = self.form(self.url)
        form["target:title"] = f"Numéro {number}"
        return form.send("publish").status_code

    def there(self) -> set[int]:
        versions = Revision.objects.for_instance(lane_of(self.page, "fr"))
        texts = [one["target"] for version in versions for one in version.content["segments"]]
        return {number_in(text) for text in texts} - {0}

    def check(self) -> None:
        Person.check(self)
        self.page.refresh_from_db()
        self.is_newest(number_in(self.page.title_fr))


class Uploader(Person):
    """Uploads pictures."""

    def do(self, number: int) -> int:
        return self.send(number).status_code

    def send(self, number: int) -> requests.Response:
        url = reverse("wagtailimages:add")
        told = {"title": f"Picture {number}", "alt_en": "Noise", "consent": "none_needed"}
        data = self.form(url).data | told
        file = BytesIO()
        Image.effect_noise((400, 400), 90).save(file, "PNG")
        data.pop("file", None)
        return self.browser.post(url, data, files={"file": (f"{number}.png", file.getvalue())})

    def there(self) -> set[int]:
        for image in SiteImage.objects.all():
            with image.open_file() as file:
                Image.open(file).load()
        return {number_in(title) for title in SiteImage.objects.values_list("title", flat=True)}


class Importer(Person):
    """Imports some organisations at a time."""

    def do(self, number: int) -> int:
        url = reverse("wagtailsnippets_partners_organisation:import")
        rows = "\n".join(f"Organisation {row} of import {number}" for row in range(ROWS))
        token = {"csrfmiddlewaretoken": self.form(url)["csrfmiddlewaretoken"]}
        file = {"file": ("register.csv", f"Name (en),Country\n{rows}")}
        preview = self.browser.post(url, token, files=file).headers.get("Location")
        if not preview:
            raise AwayError
        answer = self.browser.get(preview)
        seen = BeautifulSoup(answer.content, "html.parser").select_one("[name=seen]")
        if not seen:
            raise AwayError
        return self.browser.post(preview, token | {"seen": seen["value"]}).status_code

    def there(self) -> set[int]:
        names = Organisation.objects.values_list("name_en", flat=True)
        numbers = [number_in(name) for name in names]
        assert {numbers.count(number) for number in numbers} <= {ROWS}
        return set(numbers)


class Visitor(Person):
    """Writes messages, of which somebody is told by mail."""

    def session(self):
        self.page = ContactPageFactory(questions=["singleline"], notify="office@example.org")
        return ""

    def do(self, number: int) -> int:
        self.stop.wait(0.5)
        data = urlencode({"home-page": "", "your_singleline": f"Message {number}"})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Real-IP": f"192.0.2.{number % 250}",
        }
        return self.browser.post(self.page.address("en"), data, headers=headers).status_code

    def there(self) -> set[int]:
        return {number_in(one.form_data["your_singleline"]) for one in Message.objects.all()}


def number_in(text: str) -> int:
    """The number that a text ends in."""
    last = text.split()[-1]
    return int(last) if last.isdecimal() else 0


EVERYBODY = (Editor, Translator, Uploader, Importer, Visitor)
