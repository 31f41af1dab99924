"""A copy of a page, and what it brings along of the translations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dci.models import ContentPage
from dci.translation import lanes
from tests.admin import Form
from tests.factories import ContentFactory, FigureFactory, ImageFactory, ProjectFactory
from tests.translating import edit, fresh, states, target, translate
from tests.translation.at_the_desk import lane_of, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ContentFactory(title_en="About", slug="about", introduction_en="Who we are")
    translate(page)
    return fresh(page)


def copy(client, page, **values):
    """The page that the form makes, with a new title and address."""
    form = Form(client, reverse("wagtailadmin_pages:copy", args=[page.pk]))
    form.data |= {"new_title": "Copied", "new_slug": "copied", **values}
    assert form.send().status_code == 302
    return type(page).objects.get(slug="copied")


def test_translations_come_along_as_drafts(editor, page):
    made = copy(editor(), page, publish_copies="on")
    assert made.live
    assert (lanes.available(made), made.introduction_fr) == (["en"], None)
    assert states(made) == {"title": "outdated", "introduction": "valid"}
    assert target(made, "introduction") == "[fr] Who we are"
    assert lane_of(made).state == "in_progress"


def test_new_title_is_outdated_and_keeps_what_it_was_translated_from(editor, page):
    made = copy(editor(), page)
    title = next(one for one in lanes.segments(made, "fr") if one.path == "title")
    assert (title.source, title.old_source, title.target) == ("Copied", "About", "[fr] About")


def test_original_keeps_its_translations(editor, page):
    copy(editor(), page)
    assert lanes.available(fresh(page)) == ["en", "fr"]
    assert states(page) == {"title": "valid", "introduction": "valid"}


def test_draft_of_a_translation_is_what_is_copied(editor, page):
    lanes.save_draft(page, "fr", {"introduction": "Qui nous sommes"})
    assert target(copy(editor(), page), "introduction") == "Qui nous sommes"


def test_outdated_passage_stays_outdated(editor, page):
    edit(page, introduction_en="Who we have become over the years")
    made = copy(editor(), page)
    assert states(made)["introduction"] == "outdated"


def test_rows_of_a_project_find_their_translations(editor):
    project = ProjectFactory()
    for label in ("girls heard", "boys heard"):
        FigureFactory(project=project, label_en=label)
    translate(project)
    made = copy(editor(), project)
    found = {one.source: one.target for one in lanes.segments(made, "fr") if ".label" in one.path}
    assert found == {"girls heard": "[fr] girls heard", "boys heard": "[fr] boys heard"}
    assert [figure.label_fr for figure in made.figures.all()] == [None, None]


def test_pages_below_bring_theirs(editor, page):
    below = ContentFactory(parent=page, title_en="Statutes", slug="statutes")
    translate(below, "es")
    copy(editor(), page, copy_subpages="on")
    made = ContentPage.objects.get(url_path__endswith="copied/statutes/")
    assert (states(made, "es"), lanes.available(made)) == ({"title": "valid"}, ["en"])


def test_own_picture_of_a_language_comes_along(editor):
    english, french = ImageFactory(), ImageFactory()
    body = [{"type": "image", "id": "i", "value": {"image": english.pk, "caption": "A room"}}]
    page = ContentFactory(body_en=body)
    lane = lanes.save_draft(page, "fr", {})
    lane.overrides = {"body.i.image": french.pk}
    lane.save_revision(clean=False)
    lanes.save_draft(page, "fr", {"body.i.caption": "Une salle"})
    made = copy(editor(), page)
    assert lanes.lane(made, "fr").overrides == {"body.i.image": french.pk}


def test_copy_of_an_untranslated_page_has_no_draft(editor):
    made = copy(editor(), ContentFactory())
    assert states(made) == {"title": "missing"}
    assert not lane_of(made).revisions.exists()


def test_copy_belongs_to_nobody_yet(editor, page):
    lane = lane_of(page)
    lane.assignee = translator("fr")
    lane.save(update_fields=["assignee"])
    assert lane_of(copy(editor(), page)).assignee is None


def test_internal_interface_brings_them_too(editor, page):
    response = editor().post(f"/admin/api/main/pages/{page.pk}/action/copy/", {"title": "Copied"})
    assert response.status_code == 201
    made = ContentPage.objects.get(title_en="Copied")
    assert states(made)["introduction"] == "valid"


def test_alias_is_not_made(editor, page):
    copy(editor(), page, alias="on")
    assert not ContentPage.objects.filter(alias_of__isnull=False).exists()


def test_bringing_along_asks_the_database_as_often_for_many_rows():
    numbers = []
    for rows in (1, 9):
        original, copied = ProjectFactory(), ProjectFactory()
        for project in (original, copied):
            FigureFactory.create_batch(rows, project=project)
        translate(original)
        with CaptureQueriesContext(connection) as queries:
            lanes.bring_along(original, copied)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
