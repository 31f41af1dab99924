"""The address of a page in the language of a lane, typed or suggested."""

import pytest
from bs4 import BeautifulSoup

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translating import fresh, translate
from tests.translation.at_the_desk import answer_all, lane_form, lane_of

pytestmark = pytest.mark.django_db


def html(form) -> BeautifulSoup:
    return BeautifulSoup(form.response.content, "html.parser")


# Addresses


def test_address_is_the_one_asked_for(client, page):
    form = lane_form(client, page)
    answer_all(form)
    form["slug"] = "qui-nous-sommes"
    form.send("publish")
    assert fresh(page).address("fr") == "/fr/qui-nous-sommes/"


def test_address_of_a_sibling_is_refused_at_once_with_the_texts_kept(client, page):
    translate(ContentFactory(title_en="Other"), slug="pris")
    form = lane_form(client, page)
    form["target:title"], form["slug"] = "À propos", "pris"
    form.send()
    assert "pris" in form.errors["slug"]
    form.receive()
    assert (form["target:title"], form["slug"]) == ("À propos", "pris")


def test_two_translators_do_not_overwrite_each_others_address(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["slug"], two["slug"] = "a-propos", "nous"
    one.send()
    assert two.send().status_code == 409
    assert "a-propos" in two.errors["slug"]
    assert two.receive().send().status_code == 302
    assert lane_of(page).work.slug == "nous"


# The address that the title suggests


def suggested(client, page) -> str:
    button = html(lane_form(client, page)).select_one("[data-slug]")
    return button["data-slug"] if button else ""


def test_address_is_suggested_from_the_title(client, page):
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert suggested(client, page) == "qui-nous-sommes"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Une justice adaptée : l’œuvre", "une-justice-adaptee-loeuvre"),
        ("Niños y niñas", "ninos-y-ninas"),
        ("حقوق الطفل", "حقوق-الطفل"),
        ("Права детей: йод", "права-детей-йод"),
    ],
)
def test_suggested_address_has_no_accents_and_keeps_other_scripts(client, page, title, address):
    lanes.save_draft(page, "fr", {"title": title})
    assert suggested(client, page) == address


def test_address_that_is_made_has_no_accents(page):
    lanes.save_draft(page, "fr", {"title": "Une justice adaptée", "introduction": "Qui"})
    lanes.publish(page, "fr")
    assert fresh(page).slug_fr == "une-justice-adaptee"


def test_suggested_address_is_nobody_elses(client, page):
    translate(ContentFactory(title_en="Other"), slug="qui-nous-sommes")
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert suggested(client, page) == "qui-nous-sommes-2"


def test_page_with_an_address_of_its_own_is_suggested_none(client, page):
    translate(page, slug="nous")
    assert suggested(client, page) == ""
