"""What becomes of a translation when the source moves on."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dci.translation import lanes
from dci.translation.alignment import MISSING, OUTDATED, VALID
from tests.factories import ContentFactory
from tests.translating import edit, fresh, states, translate
from tests.translation.lanes.about_us import COURT, RIGHTS

pytestmark = pytest.mark.django_db


def body(page, text: str = RIGHTS + COURT) -> list[dict]:
    """The English body with another text in it."""
    heading, paragraphs, figures = deepcopy(page.body_en.get_prep_value())
    return [heading, {**paragraphs, "value": text}, figures]


# The source moves on


def test_changed_text_marks_its_segment_and_keeps_the_old_source(page):
    translate(page)
    edit(page, body_en=body(page, RIGHTS.replace("Every", "Each") + COURT))
    marked = [one for one in lanes.segments(page, "fr") if one.state != VALID]
    assert [(one.path, one.state, one.old_source, one.source) for one in marked] == [
        ("body.t#a", OUTDATED, "Every child has rights.", "Each child has rights.")
    ]


def test_changed_text_leaves_the_french_page_whole(page):
    translate(page)
    before = fresh(page)
    after = edit(page, title_en="About the movement", body_en=body(page, RIGHTS))
    assert after.title_fr == before.title_fr
    assert after.body_fr.get_prep_value() == before.body_fr.get_prep_value()
    assert lanes.available(after) == ["en", "fr"]


def test_changed_text_waits_for_its_translator(page):
    translate(page)
    edit(page, title_en="About the movement")
    with pytest.raises(lanes.Unanswered):
        lanes.publish(page, "fr")
    lanes.save_draft(page, "fr", {"title": "Le mouvement"})
    lanes.publish(page, "fr")
    assert fresh(page).title_fr == "Le mouvement"


def test_english_draft_outdates_nothing(page):
    translate(page)
    edit(page, publish=False, title_en="About the movement")
    assert set(states(page).values()) == {VALID}


def test_new_paragraph_is_missing_and_the_french_page_stays_as_it_was(page):
    translate(page)
    edit(page, body_en=body(page, RIGHTS + '<p data-block-key="n">New.</p>' + COURT))
    assert states(page)["t#n"] == MISSING
    assert "New." not in fresh(page).body_fr[1].value.source


def test_removed_paragraph_leaves_the_french_page_by_itself(page):
    translate(page)
    assert edit(page, body_en=body(page, RIGHTS)).body_fr[1].value.source == (
        '<p data-block-key="a">[fr] Every child has rights.</p>'
    )


def test_moved_block_moves_on_the_french_page_by_itself(page):
    translate(page)
    after = edit(page, body_en=page.body_en.get_prep_value()[::-1])
    assert [block.block_type for block in after.body_fr] == ["figures", "text", "heading"]
    assert set(states(page).values()) == {VALID}


def test_changed_figure_changes_on_the_french_page_by_itself(page):
    translate(page)
    raw = body(page)
    raw[2]["value"][0]["value"]["value"] = 120
    assert edit(page, body_en=raw).body_fr[2].value[0]["value"] == 120


def test_paragraphs_that_the_editor_gave_new_keys_stay_translated(page):
    translate(page)
    text = RIGHTS.replace('"a"', '"x"') + COURT.replace('"b"', '"y"').replace("Also", "And")
    edit(page, body_en=body(page, text))
    assert (states(page)["t#x"], states(page)["t#y"]) == (VALID, OUTDATED)


def test_unfinished_draft_follows_the_source_too(page):
    lanes.save_draft(page, "fr", {"title": "À propos", "body.h": "Notre travail"})
    edit(page, title_en="About the movement")
    title, _introduction, heading = lanes.segments(page, "fr")[:3]
    assert (title.target, title.state) == ("À propos", OUTDATED)
    assert (heading.target, heading.state) == ("Notre travail", VALID)


def test_unfinished_draft_does_not_become_public_when_the_source_moves_on(page):
    translate(page)
    lanes.save_draft(page, "fr", {"title": "Brouillon"})
    assert edit(page, body_en=body(page, RIGHTS)).title_fr == "[fr] About us"


def test_going_back_to_an_old_english_text_leaves_the_french_one(page):
    first = page.save_revision()
    first.publish()
    edit(page, title_en="About the movement")
    translate(page)
    first.as_object().save_revision(previous_revision=first).publish()
    page = fresh(page)
    assert (page.title_en, page.title_fr) == ("About us", "[fr] About the movement")


def test_old_revision_shows_the_french_text_that_is_public_now(page):
    old = page.save_revision()
    translate(page)
    assert old.as_object().title_fr == "[fr] About us"


def test_revision_holds_no_other_language(page):
    translate(page)
    content = fresh(page).save_revision().content
    assert not [name for name in content if name.endswith(("_fr", "_es"))]


# Child rows


def figure_rows(project, **columns):
    """The project's figures as an editor has them in the form, with changes to the first."""
    rows = list(fresh(project).figures.all())
    for name, value in columns.items():
        setattr(rows[0], name, value)
    return rows


def test_child_row_is_part_of_the_lane_of_its_page(project):
    assert project.figures.get().label_fr == "[fr] girls took part"


def test_changed_child_row_keeps_its_french_text(project):
    edit(project, figures=figure_rows(project, label_en="girls and young women took part"))
    assert project.figures.get().label_fr == "[fr] girls took part"
    assert states(project)["label"] == OUTDATED


def test_shared_value_of_a_child_row_follows_by_itself(project):
    edit(project, figures=figure_rows(project, value=60000))
    figure = project.figures.get()
    assert (figure.value, figure.label_fr, states(project)["label"]) == (
        60000,
        "[fr] girls took part",
        VALID,
    )


def test_removed_child_row_comes_back_from_history_with_its_french_text(project):
    old = project.save_revision()
    edit(project, figures=[])
    assert not project.figures.exists()
    old.as_object().save_revision(previous_revision=old).publish()
    assert fresh(project).figures.get().label_fr == "[fr] girls took part"


def test_child_row_that_is_typed_again_gets_its_translation_back(project):
    figure = project.figures.get()
    edit(project, figures=[])
    figure.pk = None
    edit(project, figures=[figure])
    assert fresh(project).figures.get().label_fr == "[fr] girls took part"


def test_new_child_row_is_not_shown_in_french_before_it_is_translated(project):
    new = type(project.figures.get())(value=10, label_en="countries")
    edit(project, figures=[*figure_rows(project), new])
    assert [figure.label_fr for figure in fresh(project).figures.all()] == [
        "[fr] girls took part",
        None,
    ]


def test_queries_of_following_do_not_grow_with_the_lane():
    short, long = (_queries_of_an_edit(paragraphs) for paragraphs in (5, 100))
    assert short == long


def _queries_of_an_edit(paragraphs: int) -> int:
    """How many it takes to publish a page of that many paragraphs, each with another word."""

    def text(word: str) -> list[dict]:
        texts = [f'<p data-block-key="k{n}">{word} {n}</p>' for n in range(paragraphs)]
        return [{"type": "text", "id": "t", "value": "".join(texts)}]

    page = ContentFactory(body_en=text("Right"))
    translate(page)
    with CaptureQueriesContext(connection) as queries:
        edit(page, body_en=text("Duty"))
    assert set(states(page).values()) == {VALID, OUTDATED}
    return len(queries)
