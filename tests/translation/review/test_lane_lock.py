"""A lane that somebody keeps for themselves."""

import pytest

from dci.translation import lanes
from dci.translation.models import State, Translation
from dci.translation.review import locks
from dci.translation.review import workflow as review
from tests.factories import EditorFactory
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import (
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)
from tests.translation.review.reviewing import press

pytestmark = pytest.mark.django_db


def test_who_locks_works_alone(page, maria):
    press(maria, page, "lock")
    other = translator("fr")
    assert signed_in(maria).get(lane_url(page)).context["is_locked"] is False
    shown = signed_in(other).get(lane_url(page))
    assert (shown.context["is_locked"], maria.username in shown.content.decode()) == (True, True)


def test_nobody_else_writes_a_locked_lane(page, maria):
    form = lane_form(signed_in(reviewer("fr")), page)
    press(maria, page, "lock")
    form["target:title"] = "À propos"
    assert form.send("publish").status_code == 423
    assert (lane_of(page).latest_revision, fresh(page).title_fr) == (None, None)


def test_nobody_else_saves_a_passage_of_a_locked_lane(page, maria):
    press(maria, page, "lock")
    client = signed_in(translator("fr"))
    response = client.post(f"{lane_url(page)}segment/", {"target:title": "À propos"})
    assert (response.status_code, lane_of(page).latest_revision) == (423, None)


def test_reviewer_unlocks_and_another_translator_does_not(page, maria, paul):
    press(maria, page, "lock")
    press(translator("fr"), page, "unlock")
    assert lane_of(page).locked
    press(paul, page, "unlock")
    assert not lane_of(page).locked


def test_lock_of_another_language_is_refused(page):
    press(reviewer("es"), page, "lock")
    assert not lane_of(page).locked


def test_locked_lane_is_not_locked_again(page, maria, paul):
    press(maria, page, "lock")
    press(paul, page, "lock")
    assert lane_of(page).locked_by == maria


def test_lock_leaves_what_is_public_alone(page, maria):
    translate(page)
    lanes.save_draft(page, "fr", {"title": "Brouillon"})
    locks.lock(lane_of(page).work, maria)
    assert lane_of(page).get_segments()[0].target == "[fr] About us"


def test_source_moves_on_under_a_lock(page, maria):
    translate(page)
    locks.lock(lane_of(page), maria)
    edit(page, title_en="The movement")
    assert lane_of(page).state == State.OUTDATED


def test_administrator_may_do_all_of_it(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    admin = EditorFactory()
    review.submit(lane_of(page), admin)
    review.approve(lane_of(page), admin)
    assert Translation.objects.of(page).filter(live=True).count() == 1
