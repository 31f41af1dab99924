"""Every address and every form of the admin is sent what nobody means to send, and none fails.

What a form is sent is nothing at all, and then in each of its fields something bad, another thing
in each. `make test` asks what is ours; `make audit` also asks what is Wagtail's, and puts
everything into every field, also alone among what is right.
"""

import logging
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import resolve
from lxml import html

from dci.models import HomePage
from network.models import NetworkPage
from partners.models import PartnerPage
from projects.models import ProjectPage
from tests import factories, roles
from tests.admin import PARSER, Form, form_fields
from tests.effort import tries
from tests.record import record

pytestmark = pytest.mark.django_db

BAD = [
    "x" * 70_000,
    "a\x00b",
    "\x07\x1b\u202e\ufffe",
    "9" * 30,
    "-1",
    "NaN",
    "0001-01-01",
    "9999-12-31 23:59",
    "<script>'\"{{ 7|add:7 }}</script>",
    '{"blocks": null}',
    "[" * 5_000,
    "http://[x/..//%00",
    "",
]
TOKEN = "csrfmiddlewaretoken"  # no view reads it, and nobody here asks for it
OURS = {"dci", "network", "partners", "projects"}
IN_ADDRESS = 3_000  # characters of a parameter
FILES = [
    ("no.png", b"\x89PNG\r\n\x1a\nno picture"),
    ("no.xlsx", b"PK\x03\x04no table"),
    ("no.csv", b"\xff\xfe\x00,\n\x00"),
    (f"{'x' * 300}.pdf", b"%PDF-1.4"),
    ("nothing.txt", b""),
]
# What Wagtail's views read and no form of theirs has.
PARAMETERS = ["q", "p", "id", "ordering", "next", "parent_page_id", "page_type", "user", "export"]
PARENTS = {
    ProjectPage: factories.ProjectIndexFactory,
    PartnerPage: factories.PartnerIndexFactory,
    NetworkPage: lambda: HomePage.objects.get(),
}


class Staff:
    """Somebody of a role who opens all that there is, and sends what can be sent."""

    def __init__(self, role: str = "Administrator"):
        self.samples = roles.Samples()
        self.client = Client(raise_request_exception=False)
        self.client.force_login(roles.ROLES[role]())
        self.client.get("/admin/account/")  # notes when the session began
        self.cookies = {name: one.value for name, one in self.client.cookies.items()}

    def addresses(self) -> Iterator[str]:
        for row in roles.rows():
            address = f"/admin/{self.samples.address(row)}"
            if tries(is_ours(address), audit=True):
                yield address
        for model, parent in PARENTS.items():
            yield f"/admin/pages/add/{str(model._meta).replace('.', '/')}/{parent().pk}/"

    def ask(self, method: str, address: str, data: dict):
        """The answer; what it has changed is changed back."""
        client = Client(raise_request_exception=False)  # it remembers each request until it goes
        client.handler = self.client.handler
        client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            answer = getattr(client, method)(address, data)
            answer.getvalue()
            transaction.set_rollback(True)
        return answer

    def forms(self, address: str, method: str) -> Iterator[tuple[str, html.HtmlElement]]:
        """The forms on the page at an address, with where they are sent to."""
        answer = self.ask("get", address, {})
        if answer.status_code == 200 and b"<form" in getattr(answer, "content", b""):
            for form in html.document_fromstring(answer.content, parser=PARSER).xpath("//form"):
                if form.get("method", "get").lower() == method:
                    yield urljoin(address, form.get("action") or address), form


def is_ours(address: str) -> bool:
    """Whether the view, or what it is about, is the project's own."""
    view = resolve(address).func
    parts = getattr(view, "view_class", view), getattr(view, "view_initkwargs", {}).get("model")
    return any(getattr(part, "__module__", "").partition(".")[0] in OURS for part in parts)


@pytest.fixture
def staff():
    """An administrator. Nothing is logged: pytest would keep gigabytes of tracebacks."""
    logging.disable()
    yield Staff()
    logging.disable(logging.NOTSET)


def bad(names: list[str], first: int) -> dict[str, str]:
    """Something bad for each field, beginning with the ``first`` thing."""
    return {name: BAD[(first + number) % len(BAD)] for number, name in enumerate(names)}


def variants(form: html.HtmlElement) -> Iterator[dict]:
    """What is sent of a form."""
    right, names = form_fields(form), [*form_fields(form)]
    files = form.xpath(".//input[@type='file']/@name")
    yield {}
    for first in range(tries(1, audit=len(BAD))):
        sent = bad(names, first)
        sent |= {name: SimpleUploadedFile(*FILES[first % len(FILES)]) for name in files}
        yield sent
    for name in kinds(right) if tries(0, audit=1) else ():
        yield from ({**right, name: text} for text in BAD)


def kinds(right: dict) -> list[str]:
    """The fields of a form, but of rows that are alike those of the first."""
    first: dict[tuple, str] = {}
    for name in right:
        type_of_row = right.get(f"{name.rpartition('-')[0]}-type")  # of a block in a body
        first.setdefault((re.sub(r"\d+", "", name), type_of_row), name)
    return [name for name in first.values() if name != TOKEN]


@pytest.mark.long
@pytest.mark.audit
def test_parameters_of_an_address(staff):
    failed, asked = [], 0
    for address in staff.addresses():
        forms = [form_fields(form) for _action, form in staff.forms(address, "get")]
        names = [*{name: "" for fields in forms for name in fields}, *PARAMETERS]
        for first in range(tries(1, audit=len(BAD))):
            sent = {name: text[:IN_ADDRESS] for name, text in bad(names, first).items()}
            asked += 1
            if staff.ask("get", address, sent).status_code >= 500:
                failed.append((address, sent))
    assert failed == []
    record("bad parameters of each address of the admin", f"{asked:,} requests")


@pytest.mark.long
@pytest.mark.audit
def test_forms(staff):
    failed, seen, asked = [], set(), 0
    for address in staff.addresses():
        for action, form in staff.forms(address, "post"):
            if (known := (action, *form_fields(form))) in seen:
                continue
            seen.add(known)
            for sent in variants(form):
                asked += 1
                if staff.ask("post", action, sent).status_code >= 500:
                    failed += [(action, {name: str(text)[:40] for name, text in sent.items()})]
    assert failed == []
    assert len(seen) > 30
    record("bad values in each field of each form of the admin", f"{asked:,} requests")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("snippets/partners/organisation/add/", "name_en"),
        ("snippets/projects/region/add/", "name_en"),
        ("snippets/translation/term/add/", "text"),
        ("pages/add/projects/projectpage/{index}/", "title_en"),
        ("images/{image}/", "title"),
        ("settings/dci/sitesettings/{site}/", "name_en"),
    ],
)
def test_what_was_typed_is_shown_again_with_a_message(client, place, name):
    index, image = factories.ProjectIndexFactory(), factories.ImageFactory()
    keys = {"index": index.pk, "image": image.pk, "site": factories.SettingsFactory().site_id}
    client.force_login(factories.EditorFactory())
    form = Form(client, f"/admin/{place.format(**keys)}")
    form[name] = "x" * 300
    form.send()
    assert name in form.errors
    assert form.receive()[name] == "x" * 300


@pytest.mark.parametrize(
    "sent",
    [{str(number): "" for number in range(10_001)}, {"text": "x" * 3_000_000}],
    ids=["fields", "bytes"],
)
@pytest.mark.parametrize("address", ["/admin/login/", "/admin/pages/add/dci/contentpage/1/"])
def test_form_that_is_too_much_is_not_read(client, address, sent):
    client.force_login(factories.EditorFactory())
    body = urlencode(sent)
    answer = client.post(address, body, "application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)
