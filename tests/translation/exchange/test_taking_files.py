"""What a translator outside has written, on its way into the draft."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from dci.translation import lanes
from dci.translation.review import locks
from tests.factories import ContentFactory
from tests.translating import edit, fresh, states, target
from tests.translation.at_the_desk import lane_of, reviewer, translator
from tests.translation.exchange.files import (
    changes,
    comparison,
    every_format,
    outgoing,
    po,
    retyped,
    take_back,
)

pytestmark = pytest.mark.django_db


# What becomes of a translation


@every_format
def test_changed_passage_is_taken_into_the_draft(page, code):
    content = retyped(outgoing(page, code), code, "[fr] Who we are", "Qui nous sommes")
    assert take_back(content).taken == 1
    assert target(page, "introduction") == "Qui nous sommes"
    assert target(page) == "[fr] About us"


@every_format
def test_nothing_of_a_file_is_public_before_it_is_published(page, code):
    take_back(retyped(outgoing(page, code), code, "[fr] Who we are", "Qui nous sommes"))
    assert fresh(page).introduction_fr == "[fr] Who we are"
    lanes.publish(page, "fr")
    assert fresh(page).introduction_fr == "Qui nous sommes"


def test_import_is_a_version_of_its_own_by_who_has_sent_the_file(page):
    person = translator("fr")
    before = lane_of(page).revisions.count()
    take_back(po(page, "title", "À propos"), user=person)
    lane = lane_of(page)
    assert lane.revisions.count() == before + 1
    assert lane.latest_revision.user == person


def test_desk_knows_of_what_was_taken():
    page = ContentFactory(title_en="About us")
    take_back(po(page, "title", "À propos"))
    assert (lane_of(page).state, lane_of(page).words_left) == ("in_progress", 0)


def test_empty_translation_erases_nothing(page):
    assert changes(po(page, "title", "")) == {}


def test_only_what_may_be_taken_is_taken(page):
    content = po(page, "title", "À propos")
    outcome = take_back(content, may_take=lambda change: False)
    assert (outcome.taken, len(outcome.skipped)) == (0, 1)
    assert target(page) == "[fr] About us"


def test_language_of_others_is_refused(page):
    with pytest.raises(PermissionDenied):
        take_back(po(page, "title", "À propos"), user=translator("es"))
    assert target(page) == "[fr] About us"


def test_lane_that_somebody_has_locked_is_left_alone(page):
    locks.lock(lane_of(page), reviewer("fr"))
    outcome = take_back(po(page, "title", "À propos"), user=translator("fr"))
    assert (outcome.taken, len(outcome.skipped)) == (0, 1)
    assert target(page) == "[fr] About us"


def test_file_of_one_language_changes_no_other(page):
    before = lanes.segments(page, "es")
    take_back(po(page, "title", "À propos"))
    assert lanes.segments(page, "es") == before


# Others at work


def test_what_somebody_has_typed_meanwhile_is_a_conflict(page):
    content = po(page, "title", "À propos")
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert changes(content)["title"].is_conflict
    assert take_back(content).taken == 0
    assert target(page) == "Qui nous sommes"


def test_conflict_is_settled_by_who_chooses(page):
    content = po(page, "title", "À propos")
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    take_back(content, may_take=lambda change: True)
    assert target(page) == "À propos"


def test_file_that_has_lost_its_stamps_overwrites_nothing(page):
    content = b"\n".join(
        line for line in po(page, "title", "À propos").split(b"\n") if b"stamp:" not in line
    )
    assert changes(content)["title"].is_conflict


@every_format
def test_file_of_an_older_source_says_so(page, code):
    content = retyped(outgoing(page, code), code, "[fr] About us", "À propos")
    edit(page, title_en="About us all")
    assert changes(content)["title"].is_older
    take_back(content)
    assert (target(page), states(page)["title"]) == ("À propos", "outdated")


def test_old_source_is_kept_so_that_its_change_can_be_marked(page):
    content = po(page, "title", "À propos")
    edit(page, title_en="About us all")
    take_back(content)
    segment = lanes.segments(page, "fr")[0]
    assert (segment.old_source, segment.source) == ("About us", "About us all")


def test_passages_that_are_gone_are_named(page):
    content = outgoing(page)
    edit(page, introduction_en="")
    found = comparison(content)
    assert (found.changes, len(found.unknown)) == ([], 1)


def test_paragraph_that_has_got_another_key_is_still_found():
    def text(key):
        return [{"type": "text", "id": "t", "value": f'<p data-block-key="{key}">Every child</p>'}]

    page = ContentFactory(body_en=text("old"))
    content = po(page, "body.t#old", "Chaque enfant")
    edit(page, body_en=text("new"))
    take_back(content)
    assert [one.target for one in lanes.segments(page, "fr")] == ["", "Chaque enfant"]


@pytest.mark.parametrize(
    "identity", ["", "title", "dci.nothing-1/title", "x.y-1/z", "auth.user-1/title", "../1"]
)
def test_odd_ids_are_named_and_not_followed(page, identity):
    content = outgoing(page).replace(f"dci.sitepage-{page.pk}/title".encode(), identity.encode())
    assert len(comparison(content).unknown) == 1


def test_passage_with_two_translations_is_not_taken(page):
    twice = outgoing(page) + b"\n" + po(page, "title", "Nous").partition(b"\n\n")[2]
    assert "twice" in changes(twice)["title"].problem


# States


def outdated(page):
    return edit(page, title_en="About us all")


@pytest.mark.parametrize("code", ["po", "xliff12", "xliff20"])
def test_outdated_passage_is_confirmed_by_its_state(page, code):
    content = outgoing(outdated(page), code)
    for old, new in [
        (b"#, fuzzy\n", b""),
        (b"needs-review-translation", b"final"),
        (b'"initial" subState="dci:outdated"', b'"final"'),
    ]:
        content = content.replace(old, new)
    assert changes(content)["title"].is_confirmation
    take_back(content)
    assert (target(page), states(page)["title"]) == ("[fr] About us", "valid")


@pytest.mark.parametrize("code", ["po", "xliff12", "xliff20"])
def test_unfinished_translation_stays_outdated(page, code):
    content = outgoing(outdated(page), code)
    take_back(content.replace(b"[fr] About us", b"Nous"))
    assert (target(page), states(page)["title"]) == ("Nous", "outdated")


@every_format
def test_translation_of_a_missing_passage_is_valid(code):
    page = ContentFactory(title_en="About us")
    content = outgoing(page, code)
    if code == "xlsx":
        book, stream = load_workbook(BytesIO(content)), BytesIO()
        book.active["B2"] = "À propos"
        book.save(stream)
        content = stream.getvalue()
    else:
        added = "<target>À propos</target>".encode()
        content = content.replace(b"</source>", b"</source>" + added)
        content = content.replace(b'\nmsgstr ""\n', '\nmsgstr "À propos"\n'.encode())
        content = content.replace(b'msgid ""\nmsgstr "\xc3\x80 propos"', b'msgid ""\nmsgstr ""')
    take_back(content)
    assert states(page)["title"] == "valid"
