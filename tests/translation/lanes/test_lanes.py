"""Lanes of pages: who writes what, and who sees it."""

import pytest
from django.db.models import QuerySet

from dci.models import ContentPage, SitePage
from dci.translation import lanes
from dci.translation.alignment import VALID
from dci.translation.models import Translation
from tests.factories import ContentFactory
from tests.translating import edit, fresh, states, translate
from tests.translation.lanes.about_us import BODY

pytestmark = pytest.mark.django_db


def row(obj) -> dict:
    """Every column of an object, as the database has it, asked past modeltranslation."""
    return QuerySet(type(obj)).filter(pk=obj.pk).values().get()


def changed(before: dict, after: dict) -> set[str]:
    return {name for name in before if before[name] != after[name]}


# Publishing a lane


def test_segments_are_the_passages_in_the_order_of_the_page(page):
    assert [(one.path, one.source) for one in lanes.segments(page, "fr")] == [
        ("title", "About us"),
        ("introduction", "Who we are"),
        ("body.h", "Our work"),
        ("body.t#a", "Every child has rights."),
        ("body.t#b", "Also <b>in</b> court."),
        ("body.f.i.label", "organisations"),
    ]


def test_publishing_writes_the_columns_of_its_language_and_nothing_else(page):
    lanes.segments(page, "es")
    before, spanish = row(page), Translation.objects.of(page).filter(language="es").values().get()
    translate(page)
    written = {"title_fr", "introduction_fr", "body_fr", "slug_fr", "url_path_fr"}
    assert changed(before, row(page)) == written
    assert Translation.objects.of(page).filter(language="es").values().get() == spanish


def test_published_lane_has_the_translations_and_the_shared_values(page):
    translate(page)
    page = fresh(page)
    assert (page.title_fr, page.introduction_fr) == ("[fr] About us", "[fr] Who we are")
    assert page.body_fr.get_prep_value()[0] == {**BODY[0], "value": "[fr] Our work"}
    assert page.body_fr[1].value.source.count("[fr]") == 2
    figure = page.body_fr[2].value[0]
    assert (figure["value"], figure["label"]) == (90, "[fr] organisations")


def test_publishing_leaves_the_revisions_of_the_page_alone(page):
    draft = edit(page, publish=False, title_en="Not yet").get_latest_revision()
    translate(page)
    assert fresh(page).get_latest_revision() == draft
    assert fresh(page).has_unpublished_changes


def test_publishing_is_refused_while_passages_are_unanswered_and_changes_nothing(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    before, lanes_before = row(page), list(Translation.objects.of(page).values())
    with pytest.raises(lanes.Unanswered) as refused:
        lanes.publish(page, "fr")
    assert [segment.path for segment in refused.value.segments][:2] == ["introduction", "body.h"]
    assert (row(page), list(Translation.objects.of(page).values())) == (before, lanes_before)


def test_draft_of_a_lane_is_not_public(page):
    translate(page)
    before = row(page)
    lanes.save_draft(page, "fr", {"title": "Autre chose"}, slug="autre-chose")
    assert row(page) == before
    assert lanes.segments(page, "fr")[0].target == "Autre chose"


def test_first_draft_makes_the_page_available_in_no_other_language(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    assert lanes.available(fresh(page)) == ["en"]


def test_draft_of_the_page_is_not_what_is_translated(page):
    edit(page, publish=False, title_en="Not yet")
    assert lanes.segments(page, "fr")[0].source == "About us"


def test_answer_to_a_passage_that_is_gone_is_refused(page):
    with pytest.raises(KeyError):
        lanes.save_draft(page, "fr", {"body.gone": "Disparu"})


@pytest.mark.parametrize("act", [lanes.segments, lanes.publish, lanes.withdraw])
@pytest.mark.parametrize("language", ["en", "de"])
def test_only_languages_to_translate_into_have_a_lane(page, act, language):
    with pytest.raises(ValueError, match=language):
        act(page, language)


# Taking it back


def test_withdrawn_lane_is_empty_in_public_and_whole_in_the_lane(page):
    translate(page)
    lanes.withdraw(page, "fr")
    page = fresh(page)
    assert (page.title_fr, list(page.body_fr), lanes.available(page)) == (None, [], ["en"])
    assert set(states(page).values()) == {VALID}


def test_withdrawn_lane_is_published_again_as_it_was_at_the_same_address(page):
    translate(page, slug="a-propos")
    before = row(page)
    lanes.withdraw(page, "fr")
    lanes.publish(page, "fr")
    assert changed(before, row(page)) == set()


def test_withdrawing_a_language_leaves_the_other(page):
    translate(page)
    translate(page, "es")
    lanes.withdraw(page, "fr")
    assert lanes.available(fresh(page)) == ["en", "es"]


def test_withdrawing_what_was_never_published_does_nothing(page):
    before = row(page)
    lanes.withdraw(page, "fr")
    assert row(page) == before


# Copies and deletions


def test_copy_is_public_in_the_source_only(project):
    copy = project.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)
    assert (lanes.available(copy), copy.figures.get().label_fr) == (["en"], None)


def test_lanes_are_deleted_with_the_page_and_those_below_it(page):
    child = ContentFactory(parent=page)
    for one in (page, child):
        translate(one)
    keys = [lane.pk for one in (page, child) for lane in Translation.objects.of(one)]
    SitePage.objects.get(pk=page.pk).delete()
    assert not ContentPage.objects.filter(pk=child.pk).exists()
    assert not Translation.objects.filter(pk__in=keys).exists()


def test_page_that_was_read_before_it_got_a_child_is_deleted_with_it(page):
    child = ContentFactory(parent=fresh(page))
    page.save()
    fresh(page).delete()
    assert not ContentPage.objects.filter(pk=child.pk).exists()


def test_page_that_is_taken_off_the_site_is_no_longer_waited_for(page):
    page.unpublish()
    assert {lane.publicity for lane in Translation.objects.of(page)} == {0}
