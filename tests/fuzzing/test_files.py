"""Files of every format that the site reads, damaged: taken, or refused in a sentence."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import Phase, given, seed, settings

from dci.translation.exchange.formats import FORMATS
from dci.uploads import documents, pictures
from tests.dci.editing.test_redirects import send as send_redirects
from tests.dci.uploads.test_documents import FINE
from tests.dci.uploads.test_svg import drawing
from tests.effort import tries
from tests.factories import ContentFactory, EditorFactory, OrganisationFactory
from tests.partners.test_import import LIST
from tests.partners.test_import import book as table
from tests.partners.test_import import send as send_organisations
from tests.record import record
from tests.translating import translate
from tests.translation.at_the_desk import signed_in, translator
from tests.translation.exchange.at_the_files import chosen, send, shown
from tests.translation.exchange.files import outgoing
from tests.translation.exchange.test_hostile_files import zipped

from .memory import steady
from .mutating import mutated

FILES = tries(6, audit=500)  # of each format
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.audit,
    # openpyxl says so of a damaged book before it refuses it; only here is a warning an error.
    pytest.mark.filterwarnings("ignore:.*contains invalid dependency definitions:UserWarning"),
]
REDIRECTS = b"old,new\n/old/,/en/about/\n/elsewhere,https://example.org/x\n"
LOGO = drawing(
    '<style>.a{fill:#00f}</style><g transform="scale(2)"><path class="a" d="M0 0h40v20z"/></g>'
    '<linearGradient id="b"><stop offset="1"/></linearGradient><text x="1">DCI</text>'
    '<path fill="url(#b)" d="M0 0h4"/>'
)


def each(file: bytes, take, format_: str) -> None:
    """Let ``take`` have many damaged variants of a file."""
    taken = 0

    @settings(max_examples=FILES, phases=[Phase.generate], database=None)
    @given(mutated(file))
    def one(content):
        nonlocal taken
        taken += 1
        with transaction.atomic():
            take(content)
            transaction.set_rollback(True)

    take(file)
    with steady():
        seed(1989)(one)()
    record(f"damaged files: {format_}", f"{taken:,} files")


@pytest.mark.parametrize("code", [*FORMATS, "zip"])
def test_files_of_translators(code):
    page = ContentFactory(title_en="About us", introduction_en="Who we are")
    translate(page)
    client = signed_in(translator("fr"))

    def take(content: bytes):
        answer = send(client, content)
        if answer.status_code == 302:
            preview = client.get(answer["Location"])
            answer = client.post(answer["Location"], {"take": chosen(shown(preview))})
        assert answer.status_code in (200, 302, 422)

    whole = outgoing(page, "po" if code == "zip" else code)
    each(zipped(file=whole) if code == "zip" else whole, take, f"{code.upper()} of translators")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_register_of_organisations(client, kind):
    OrganisationFactory(name_en="African Child Policy Forum", acronym_en="ACPF", country="ET")
    client.force_login(EditorFactory())
    whole = client.get(f"{LIST}?export={kind}").getvalue()

    def take(content: bytes):
        answer = send_organisations(client, content)
        if answer.status_code == 302:
            answer = client.get(answer["Location"])
        assert answer.status_code in (200, 422)

    each(whole, take, f"{kind.upper()} of organisations")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_redirects(client, kind):
    client.force_login(EditorFactory())
    rows = [line.split(",") for line in REDIRECTS.decode().splitlines()]

    def take(content: bytes):
        assert send_redirects(client, content).status_code in (302, 422)

    each(REDIRECTS if kind == "csv" else table(*rows), take, f"{kind.upper()} of redirects")


def test_drawings():
    def take(content: bytes):
        try:
            kept = pictures.clean(content).content
        except ValidationError:
            return
        assert b"script" not in kept.lower()

    each(LOGO, take, "SVG")


@pytest.mark.parametrize("suffix", tries(["docx", "odt", "csv"], audit=[*FINE]))
def test_documents(suffix):
    def take(content: bytes):
        with suppress(ValidationError):
            documents.check(content, suffix)

    each(FINE[suffix], take, f"documents, {suffix.upper()}")
