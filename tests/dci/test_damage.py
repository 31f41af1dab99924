"""What is broken costs what it is part of, and no more."""

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from dci.blocks.text import QuoteBlock
from tests import databases
from tests.admin import Form
from tests.factories import ContentFactory, DocumentFactory, EditorFactory, ImageFactory
from tests.translating import fresh
from tests.translation.at_the_desk import signed_in


@pytest.fixture
def page(db):
    quote = {"type": "quote", "value": {"quote": "A child is a person."}, "id": "a"}
    text = {"type": "heading", "value": "What we do", "id": "b"}
    return ContentFactory(title_en="About us", body_en=[quote, text])


@pytest.fixture
def broken(monkeypatch, settings):
    """Let every quote fail, as in production."""

    def broken(error: Exception) -> Client:
        def fail(block, value, context=None):
            raise error

        monkeypatch.setattr(QuoteBlock, "render", fail)
        settings.RAISE_IN_BLOCKS = False
        return Client(raise_request_exception=False)

    return broken


def test_block_that_fails_is_left_out_and_told(page, broken, caplog):
    answer = broken(ValueError("a mistake")).get(page.address("en"))
    assert answer.status_code == 200
    assert "What we do" in answer.content.decode()
    assert "A child" not in answer.content.decode()
    assert f"A block of page {page.pk} could not be shown: quote" in caplog.text


def test_page_without_one_of_its_blocks_is_kept_for_nobody(page, broken):
    answer = broken(ValueError("a mistake")).get(page.address("en"))
    assert "X-Request-ID" in answer.headers


def test_database_that_is_away_is_away_for_the_whole_page(page, broken):
    answer = broken(OperationalError("gone")).get(page.address("en"))
    assert answer.status_code == 503


def test_page_whose_picture_has_lost_its_file_is_shown(db):
    image = ImageFactory()
    block = {"type": "image", "value": {"image": image.pk}, "id": "a"}
    page = ContentFactory(title_en="About us", body_en=[block])
    default_storage.delete(image.file.name)
    assert Client().get(page.address("en")).status_code == 200


def test_document_that_has_lost_its_file_is_not_there(db):
    document = DocumentFactory()
    default_storage.delete(document.file.name)
    address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert Client(raise_request_exception=False).get(address).status_code == 404


def test_lists_of_the_admin_show_what_has_lost_its_file(admin_client):
    for thing, place in ((ImageFactory(), "images"), (DocumentFactory(), "docs")):
        default_storage.delete(thing.file.name)
        assert admin_client.get(reverse(f"wagtail{place}:index")).status_code == 200
        assert admin_client.get(reverse(f"wagtail{place}:edit", args=[thing.pk])).status_code == 200


@pytest.mark.skipif(bool(databases.POSTGRES), reason="a server of all tests can't be filled up")
def test_full_database_is_told_and_takes_the_same_when_it_has_room(transactional_db):
    page, person = ContentFactory(title_en="About us"), EditorFactory(language="fr")
    form = Form(signed_in(person), reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form["introduction_en"] = "A text " * 20_000
    connection.cursor().execute("PRAGMA max_page_count = 1")  # none more than there are
    answer = form.send()
    assert answer.status_code == 507
    assert "Il n’y a plus de place sur le serveur" in answer.content.decode()
    connection.cursor().execute("PRAGMA max_page_count = 1000000")
    assert form.send().status_code == 302
    saved = fresh(page).latest_revision.content
    assert saved["introduction_en"].strip() == form["introduction_en"].strip()
