"""What the source's author is told of the translations, and a change that is a minor one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageLogEntry

from dci.translation import lanes
from dci.translation.models import State, Translation, realign
from dci.translation.source import forecast as source_side
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory, FigureFactory, ProjectFactory
from tests.translating import edit, fresh, states, translate
from tests.translation.at_the_desk import lane_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A page that is translated into both languages."""
    page = ContentFactory(title_en="About us", seo_title_en="Who we are")
    translate(page)
    translate(page, "es")
    return fresh(page)


@pytest.fixture
def editor(page):
    return Form(signed_in(EditorFactory()), f"/admin/pages/{page.pk}/edit/")


def said(form: Form) -> str:
    """What the page tells after it was saved."""
    return form.client.get(form.url).content.decode()


# The forecast


def test_forecast_counts_what_becomes_outdated(page):
    page.title_en = "About the movement"
    found = source_side.forecast(page)
    assert {(one.language, one.passages, one.words) for one in found} == {
        ("fr", 1, 3),
        ("es", 1, 3),
    }


def test_forecast_saves_nothing(page):
    before = list(Translation.objects.order_by("pk").values())
    page.title_en = "About the movement"
    source_side.forecast(page)
    assert list(Translation.objects.order_by("pk").values()) == before


def test_forecast_of_an_unchanged_page_is_empty(page):
    assert source_side.in_words(source_side.forecast(page)) == ""


def test_forecast_does_not_count_what_nobody_has_translated():
    page = ContentFactory(title_en="About us")
    page.title_en = "About the movement"
    assert source_side.forecast(page) == []


def test_forecast_does_not_count_what_is_outdated_already(page):
    edit(page, title_en="About the movement")
    draft = fresh(page)
    draft.title_en, draft.seo_title_en = "About this movement", "Who are we"
    assert {one.passages for one in source_side.forecast(draft)} == {1}


def test_forecast_does_not_count_what_is_new_or_moved():
    project = ProjectFactory(title_en="Justice")
    FigureFactory(project=project, label_en="girls", sort_order=0)
    translate(project)
    project = fresh(project)
    FigureFactory(project=project, label_en="boys", sort_order=1)
    project.figures.update(sort_order=2)
    assert source_side.forecast(fresh(project)) == []


def test_forecast_reads_the_draft_of_a_lane(page):
    edit(page, title_en="About the movement")
    lanes.save_draft(page, "fr", {"title": "Le mouvement"})
    draft = fresh(page)
    draft.title_en = "About our movement"
    assert [one.language for one in source_side.forecast(draft)] == ["fr"]


def test_forecast_in_words(page):
    page.title_en, page.seo_title_en = "About the movement", "Who are we"
    text = source_side.in_words(sorted(source_side.forecast(page), key=lambda one: one.language))
    assert text == (
        "Publishing this makes 2 passages in Spanish and 2 passages in French outdated (12 words)."
    )


# The page editor


def test_editor_is_told_after_saving_a_draft(page, editor):
    editor["title_en"] = "About the movement"
    editor.send()
    assert "1 passage in French" in said(editor)


def test_autosave_brings_the_panel_up_to_date(page, editor):
    editor["title_en"] = "About the movement"
    assert "1 passage in French" in editor.autosave()["html"]


def test_editor_says_so_when_nothing_becomes_outdated(page, editor):
    assert "No translation becomes outdated" in editor.response.content.decode()


def test_publishing_makes_outdated_what_was_announced(page, editor):
    editor["title_en"] = "About the movement"
    editor.send("action-publish")
    assert (states(page)["title"], lane_of(page).state) == ("outdated", State.OUTDATED)


def test_who_may_not_publish_is_not_asked_whether_it_is_minor(page):
    person = EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name="Editors"))
    content = signed_in(person).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "minor_change" not in content
    assert "data-source-forecast" not in content  # neither the sentence nor what would replace it


def test_a_new_page_has_the_panel_that_autosave_fills(page):
    index = page.get_parent().pk
    form = Form(signed_in(EditorFactory()), f"/admin/pages/add/dci/contentpage/{index}/")
    content = form.response.content.decode()
    assert 'data-side-panel="translations"' in content
    assert "data-source-forecast" not in content


# A minor change


def publish_minor(form: Form, **values):
    for name, value in values.items():
        form[name] = value
    form["minor_change"] = "1"
    return form.send("action-publish")


def test_minor_change_leaves_translations_valid(page, editor):
    publish_minor(editor, title_en="About us!")
    assert (fresh(page).title_en, states(page)["title"]) == ("About us!", "valid")
    assert lane_of(page).state == State.UP_TO_DATE
    assert fresh(page).title_fr == "[fr] About us"


def test_minor_change_is_in_the_history_of_the_page(page, editor):
    publish_minor(editor, title_en="About us!")
    entry = PageLogEntry.objects.get(action="translation.minor_change")
    assert (entry.user.is_superuser, entry.revision) == (True, fresh(page).live_revision)


def test_next_change_is_not_a_minor_one(page, editor):
    publish_minor(editor, title_en="About us!")
    editor.reload()
    editor["title_en"] = "The movement"
    editor.send("action-publish")
    assert states(page)["title"] == "outdated"


def test_minor_change_leaves_outdated_what_was(page, editor):
    edit(page, title_en="About the movement")
    editor.reload()
    publish_minor(editor, title_en="About the movement!")
    assert states(page)["title"] == "outdated"


def test_minor_change_keeps_drafts_valid_too(page, editor):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    publish_minor(editor, title_en="About us!")
    assert lanes.segments(page, "fr")[0].state == "valid"
    assert lanes.segments(page, "fr")[0].target == "À propos"


def test_minor_says_nothing_of_a_draft(page, editor):
    editor["title_en"], editor["minor_change"] = "About us!", "1"
    editor.send()
    editor.reload()
    editor.send("action-publish")
    assert states(page)["title"] == "outdated"


def test_scheduled_change_is_no_minor_one(page, editor):
    tomorrow = timezone.localtime() + timedelta(days=1)
    publish_minor(editor, title_en="About us!", go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"))
    assert "counts as a change of meaning" in said(editor)
    assert not PageLogEntry.objects.filter(action="translation.minor_change").exists()


def test_who_may_not_publish_makes_no_minor_change(page):
    person = EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name="Editors"))
    form = Form(signed_in(person), f"/admin/pages/{page.pk}/edit/")
    publish_minor(form, title_en="About us!")
    assert fresh(page).title_en == "About us"
    assert not PageLogEntry.objects.filter(action="translation.minor_change").exists()


def test_minor_change_of_a_word_in_the_midst_of_others(page):
    type(page).objects.filter(pk=page.pk).update(title_en="About the movement")
    realign(page, is_minor=True)
    assert set(states(page).values()) == {"valid"}
