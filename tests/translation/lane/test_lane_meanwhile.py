"""Others who work on a lane, or on its source, while its form is open."""

import pytest

from tests.translating import edit, states, target, translate
from tests.translation.at_the_desk import lane_form, reviewer, signed_in, typed

pytestmark = pytest.mark.django_db


# Two translators in one lane


def test_two_translators_of_different_passages_keep_both(client, page):
    one, two = lane_form(client, page), lane_form(signed_in(reviewer("fr")), page)
    one["target:title"], two["target:introduction"] = "À propos", "Qui nous sommes"
    assert (one.send().status_code, two.send().status_code) == (302, 302)
    assert (target(page), target(page, "introduction")) == ("À propos", "Qui nous sommes")


def test_two_translators_of_one_passage_see_both_texts(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["target:title"] = "À propos", "Qui sommes-nous"
    two["target:introduction"] = "Nous"
    one.send()
    assert two.send().status_code == 409
    assert "À propos" in two.errors["target:title"]
    two.receive()
    assert (two["target:title"], two["target:introduction"]) == ("Qui sommes-nous", "Nous")
    assert target(page) == "À propos"


def test_who_has_seen_both_texts_decides(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["target:title"] = "À propos", "Qui sommes-nous"
    one.send()
    two.send()
    assert two.receive().send().status_code == 302
    assert target(page) == "Qui sommes-nous"


def test_two_translators_of_one_rich_text_see_both_texts(client, text_page):
    one, two = lane_form(client, text_page), lane_form(client, text_page)
    one["target:body.t#a"], two["target:body.t#a"] = typed("Un"), typed("Deux")
    one.send()
    assert two.send().status_code == 409
    assert "Deux" in two.receive()["target:body.t#a"]
    assert target(text_page, "body.t#a") == "Un"


def test_still_valid_says_nothing_of_a_text_that_somebody_has_replaced(client, page):
    translate(page)
    edit(page, title_en="About us!")
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["valid:title"] = "Mieux", "on"
    one.send()
    two.send()
    assert target(page) == "Mieux"


def test_field_that_was_not_sent_erases_nothing(client, page):
    translate(page)
    form = lane_form(client, page)
    form.data = {}
    assert form.send().status_code == 302
    assert target(page) == "[fr] About us"


# English moves on while the form is open


def test_text_typed_for_an_older_source_is_kept_as_outdated(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    edit(page, title_en="The movement")
    form.send()
    assert (target(page), states(page)["title"]) == ("À propos", "outdated")


def test_still_valid_says_nothing_of_a_source_nobody_has_seen(client, page):
    translate(page)
    edit(page, title_en="About us!")
    form = lane_form(client, page)
    form["valid:title"] = "on"
    edit(page, title_en="The movement")
    form.send("publish")
    assert states(page)["title"] == "outdated"


def test_text_of_a_passage_that_is_gone_is_reported(client, text_page):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = typed("Chaque enfant")
    edit(text_page, body_en=[])
    response = form.send()
    shown = client.get(response["Location"]).content.decode()
    assert "no longer in the source: “Chaque enfant”" in shown


def test_untouched_passage_that_is_gone_is_not_reported(client, text_page):
    translate(text_page)
    form = lane_form(client, text_page)
    edit(text_page, body_en=[])
    assert "no longer in the source" not in client.get(form.send()["Location"]).content.decode()
