"""What helps below a segment: suggestions, terms and findings, and who may see them."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from dci.translation import lanes
from dci.translation.checks import of_lane
from dci.translation.models import Term, TermTranslation, Translation
from tests.factories import ContentFactory, EditorFactory, OrganisationFactory
from tests.translating import translate
from tests.translation.at_the_desk import lane_of, signed_in, translator, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ContentFactory(title_en="In 2014, child labour", introduction_en="")
    lanes.segments(page, "fr")
    return page


@pytest.fixture
def marie():
    return signed_in(translator("fr"))


def url(name: str, page, language: str = "fr") -> str:
    return reverse(f"translation:{name}", args=[lane_of(page, language).pk])


def read(response) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def help_of(client, page, path: str = "title", **posted) -> BeautifulSoup:
    if posted:
        return read(client.post(url("help", page), {"path": path, **posted}))
    return read(client.get(url("help", page), {"path": path}))


def messages(box: BeautifulSoup) -> list[str]:
    return [message.text for message in box.select(".help-findings .help-message")]


# What is shown


def test_the_memory_suggests_with_the_difference_marked(page, marie):
    translate(OrganisationFactory(name_en="In 2015, child labour"))
    box = help_of(marie, page)
    (button,) = box.select("[data-insert]")
    assert button["data-insert"] == "[fr] In 2015, child labour"
    assert box.select_one("ins").text == "2014,"


def test_the_terms_of_the_segment_are_there_to_be_inserted(page, marie):
    term = Term(text="child labour", note="Below the legal age")
    term.translations = [
        TermTranslation(language="fr", text="travail des enfants"),
        TermTranslation(language="fr", text="labeur", is_forbidden=True),
        TermTranslation(language="es", text="trabajo infantil"),
    ]
    term.save()
    box = help_of(marie, page)
    assert [one["data-insert"] for one in box.select("[data-insert]")] == ["travail des enfants"]
    assert box.select_one("del").text == "labeur"
    assert "Below the legal age" in box.text
    assert "trabajo" not in box.text


def test_what_is_typed_is_checked(page, marie):
    assert messages(help_of(marie, page, target="En 2016, un")) == [
        "Missing number: 2014.",
        "Number that is not in the source: 2016.",
    ]


def test_what_is_stored_is_checked_when_the_help_is_opened(page, marie):
    lanes.save_draft(page, "fr", {"title": "En 2016"})
    assert len(messages(help_of(marie, page))) == 2


def test_a_repair_can_be_put_in(page, marie):
    box = help_of(marie, page, target="En 2014 : un")
    assert box.select_one("[data-repair]")["data-repair"] == "En 2014\u00a0: un"


def test_the_help_speaks_the_users_language(page):
    client = signed_in(translator("fr", language="fr"))
    assert messages(help_of(client, page, target="Rien"))[0].startswith("Nombre manquant")


def test_a_rich_text_is_checked_as_the_editor_sends_it(marie):
    asked = OrganisationFactory(description_en="<p>Ask us: now</p>")
    (path,) = [one.path for one in lanes.segments(asked, "fr") if one.is_html]
    box = help_of(marie, asked, path, target=typed("Demandez : vite"))
    assert box.select_one("[data-repair]")["data-repair"] == "Demandez\u00a0: vite"
    assert box.select_one("[data-repair]").has_attr("data-html")


def test_what_people_wrote_is_never_markup(page, marie):
    name = "<script>In 2014</script>, child labour"
    organisation = OrganisationFactory(name_en=name)
    translate(organisation)
    lane = lanes.save_draft(organisation, "fr", {"name": "<img src=x>"})
    box = read(marie.get(reverse("translation:help", args=[lane.pk]), {"path": "name"}))
    assert not box.select("script, img")


# Dismissing


def dismiss(client, page, code: str = "numbers:2014", reason: str = "An error", **more):
    data = {"path": "title", "code": code, "reason": reason, **more}
    return client.post(url("dismiss", page), data)


def segment_of(page):
    return lanes.segments(page, "fr")[0]


def test_a_dismissed_finding_is_folded_away_with_its_reason(page, marie):
    lanes.save_draft(page, "fr", {"title": "En somme"})
    box = read(dismiss(marie, page))
    assert messages(box) == []
    assert box.select_one(".help-dismissed q").text == "An error"
    assert segment_of(page).dismissed == {"numbers:2014": "An error"}
    assert of_lane(lane_of(page).work) == {}


def test_a_dismissal_can_be_taken_back(page, marie):
    lanes.save_draft(page, "fr", {"title": "En somme"})
    dismiss(marie, page)
    assert messages(read(dismiss(marie, page, reason=""))) == ["Missing number: 2014."]
    assert segment_of(page).dismissed == {}


def test_without_a_reason_nothing_is_dismissed(page, marie):
    lanes.save_draft(page, "fr", {"title": "En somme"})
    assert messages(read(dismiss(marie, page, reason="  "))) == ["Missing number: 2014."]


def test_what_is_typed_and_not_kept_yet_can_be_dismissed(page, marie):
    read(dismiss(marie, page, target="En somme"))
    assert segment_of(page).dismissed == {"numbers:2014": "An error"}
    assert segment_of(page).target == ""


def test_what_is_not_found_is_not_dismissed(page, marie):
    lanes.save_draft(page, "fr", {"title": "En 2014"})
    read(dismiss(marie, page, code="numbers:2014"))
    assert segment_of(page).dismissed == {}


def test_dismissing_in_a_public_lane_makes_no_draft(page, marie):
    translate(page)
    lanes.save_draft(page, "fr", {"title": "En somme"})
    lanes.publish(page, "fr")
    read(dismiss(marie, page))
    lane = lane_of(page)
    assert not lane.has_unpublished_changes
    assert of_lane(lane) == {}


def test_a_dismissal_lives_as_long_as_its_source(page, marie):
    lanes.save_draft(page, "fr", {"title": "En somme"})
    dismiss(marie, page)
    page.title_en = "In 2015, child labour"
    page.save_revision().publish()
    assert segment_of(page).dismissed == {}


# Who may


@pytest.mark.parametrize("name", ["help", "dismiss", "machine"])
def test_nobody_but_the_languages_translators_is_helped(page, name):
    lanes.save_draft(page, "fr", {"title": "En secret"})
    people = [translator("es"), EditorFactory(is_superuser=False)]
    data = {"path": "title", "code": "numbers:2014", "reason": "x", "target": "y"}
    for person in people:
        response = signed_in(person).post(url(name, page), data)
        assert response.status_code == 302
    assert segment_of(page).dismissed == {}


@pytest.mark.parametrize("name", ["help", "dismiss", "machine"])
def test_a_guessed_path_or_lane_is_not_found(page, marie, name):
    assert marie.post(url(name, page), {"path": "body.none"}).status_code == 404
    assert marie.post(url(name, page), {}).status_code == 404
    url_of_none = reverse(f"translation:{name}", args=[10**9])
    assert marie.post(url_of_none, {"path": "title"}).status_code == 404


def test_a_locked_lane_takes_no_dismissal(page, marie):
    lanes.save_draft(page, "fr", {"title": "En somme"})
    Translation.objects.filter(pk=lane_of(page).pk).update(
        locked=True, locked_by=translator("fr"), locked_at="2026-01-01T00:00:00Z"
    )
    assert dismiss(marie, page).status_code == 302
    assert segment_of(page).dismissed == {}


def test_rubbish_from_no_editor_is_refused(marie):
    asked = OrganisationFactory(description_en="<p>Ask us</p>")
    (path,) = [one.path for one in lanes.segments(asked, "fr") if one.is_html]
    rubbish = {"path": path, "target": '{"blocks": 1}'}
    assert marie.post(url("help", asked), rubbish).status_code == 400


def test_the_help_costs_the_same_however_much_there_is(page, marie, django_assert_max_num_queries):
    for number in range(10):
        translate(OrganisationFactory(name_en=f"In 2014, child labour {number}"))
        Term(text=f"labour {number}").save()
    with django_assert_max_num_queries(24):
        help_of(marie, page)


# The memory's own page


def memory_page(client, **asked) -> BeautifulSoup:
    return read(client.get(reverse("translation:memory"), asked))


def rows(box: BeautifulSoup) -> list[list[str]]:
    return [[cell.text.strip() for cell in row.select("td")] for row in box.select(".memory tr")][
        1:
    ]


def test_the_memory_is_searched_in_source_and_target(page, marie):
    translate(page)
    translate(ContentFactory(title_en="Legal notice"))
    found = rows(memory_page(marie, q="LABOUR", language="fr"))
    assert found == [["In 2014, child labour", "[fr] In 2014, child labour", page.title_en]]


def test_the_memory_of_another_language_stays_closed(page, marie):
    translate(page, "es")
    assert rows(memory_page(marie, language="es")) == []


def test_who_translates_nothing_has_no_memory(page):
    person = EditorFactory(is_superuser=False)
    assert signed_in(person).get(reverse("translation:memory")).status_code == 302


def test_a_private_pages_text_is_there_for_its_translators_only(page, marie):
    translate(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert len(rows(memory_page(marie, language="fr"))) == 1
    spanish = signed_in(translator("es"))
    assert rows(memory_page(spanish, language="fr")) == []


def test_the_memorys_page_costs_the_same_for_many_entries(page, marie):
    translate(page)
    memory_page(marie)
    with CaptureQueriesContext(connection) as few:
        memory_page(marie)
    for number in range(60):
        translate(OrganisationFactory(name_en=f"Organisation {number}"))
    memory_page(marie)
    with CaptureQueriesContext(connection) as many:
        assert len(rows(memory_page(marie, p="2"))) == 11
    assert len(many) == len(few)
