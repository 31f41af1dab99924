"""Links, documents and images that are other ones in a language."""

import pytest

from dci.translation import lanes
from dci.translation.passages import shared_values
from tests.factories import ContentFactory, DocumentFactory
from tests.translating import fresh, translate

pytestmark = pytest.mark.django_db

LINKS = "body.links.item.address"
ENGLISH, FRENCH = "https://example.org/en", "https://example.org/fr"


@pytest.fixture
def page():
    link = {"title": "Convention", "text": "", "page": None, "address": ENGLISH}
    item = {"type": "item", "id": "item", "value": link}
    return ContentFactory(body_en=[{"type": "links", "id": "links", "value": [item]}])


def address(page, language) -> str:
    body = getattr(fresh(page), f"body_{language}")
    return body[0].value[0]["address"]


def publish_with(page, overrides):
    translate(page, "fr")
    lane = lanes.lane(page, "fr")
    lane.overrides = overrides
    lane.save_revision(clean=False)
    lanes.publish(page, "fr")


def test_shared_value_is_found_at_its_path(page):
    assert [(value.path, value.value) for value in shared_values(page)] == [(LINKS, ENGLISH)]


def test_language_may_have_its_own_link(page):
    publish_with(page, {LINKS: FRENCH})
    assert (address(page, "fr"), address(page, "en")) == (FRENCH, ENGLISH)


def test_own_link_stays_when_the_source_moves_on(page):
    publish_with(page, {LINKS: FRENCH})
    page.body_en[0].value[0]["address"] = "https://example.org/new"
    page.save()
    assert address(page, "fr") == FRENCH


def test_shared_link_follows_the_source(page):
    publish_with(page, {})
    page.body_en[0].value[0]["address"] = "https://example.org/new"
    page.save()
    assert address(page, "fr") == "https://example.org/new"


def test_own_value_of_a_removed_block_is_passed_over(page):
    publish_with(page, {"body.gone.item.address": FRENCH})
    assert address(page, "fr") == ENGLISH


def test_files_that_have_a_language_are_not_offered():
    variant = {"language": "ar", "document": DocumentFactory().pk, "address": ""}
    variants = [{"type": "item", "id": "v", "value": variant}]
    item = {"type": "item", "id": "d", "value": {"title": "Flyer", "variants": variants}}
    page = ContentFactory(body_en=[{"type": "documents", "id": "b", "value": [item]}])
    assert list(shared_values(page)) == []
