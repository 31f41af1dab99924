"""Whom to turn to, before the form: by country, in the reader's language."""

import pytest
from django.core.exceptions import ValidationError
from lxml import html

from tests.factories import ContactPageFactory, HelpAddressFactory, publish_lane

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    page = ContactPageFactory(questions=["email"])
    for country in ("CH", "", "DE", "BE", "DE"):
        HelpAddressFactory(page=page, country=country, purpose_en="For children")
    return page


def countries(client, page, language: str) -> list[str]:
    shown = html.document_fromstring(client.get(page.address(language)).content.decode())
    return [heading.text for heading in shown.xpath("//section//h3[@class='note']")]


def test_countries_stand_in_the_order_of_their_names_as_they_are_read(client, page):
    publish_lane(page, "fr", title="Contact")
    english = ["In any country", "Belgium", "Germany", "Switzerland"]
    french = ["Dans tous les pays", "Allemagne", "Belgique", "Suisse"]
    assert countries(client, page, "en") == english
    assert countries(client, page, "fr") == french


def test_help_stands_before_the_form(client, page):
    shown = client.get(page.address("en")).content.decode()
    assert 0 < shown.index("tel:116111") < shown.index('id="form"')


def test_help_that_nobody_has_translated_is_shown_in_its_own_language(client, page):
    publish_lane(page, "fr", title="Contact")
    shown = html.document_fromstring(client.get(page.address("fr")).content.decode())
    said = shown.xpath("//ul[contains(@class, 'help')]//p[text()='For children']")
    assert [one.get("lang") for one in said] == ["en"] * 5


def test_page_without_help_has_no_signpost(client):
    page = ContactPageFactory(questions=["email"])
    assert countries(client, page, "en") == []


def test_help_says_how_to_reach_it():
    address = HelpAddressFactory.build(page=ContactPageFactory(), telephone="")
    with pytest.raises(ValidationError):
        address.full_clean()
