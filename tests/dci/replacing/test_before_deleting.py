"""Deleting what is in use: where it is used, and another one in its place."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dci.models import SiteDocument, SiteImage
from tests.factories import (
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    ImageFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectFactory,
    ThemeFactory,
)
from tests.roles import group
from tests.translating import edit, fresh
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
DELETE = {
    SiteImage: "wagtailimages:delete",
    SiteDocument: "wagtaildocs:delete",
}


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


def before_deleting(client, obj) -> BeautifulSoup:
    name = DELETE.get(type(obj), "wagtailsnippets_partners_organisation:delete")
    return BeautifulSoup(client.get(reverse(name, args=[obj.pk])).content, "html.parser")


def replace(obj) -> str:
    kind = "replace_image" if isinstance(obj, SiteImage) else "replace_document"
    return reverse(kind, args=[obj.pk])


@pytest.mark.parametrize("kind", ["image", "document", "organisation"])
def test_what_is_deleted_says_where_it_is_used_and_offers_another(editor, kind):
    if kind == "image":
        used = ImageFactory()
        page = ProjectFactory(image=used)
    elif kind == "document":
        documents = DocumentSetFactory(in_languages=["en"])
        used, page = documents.variants.get().document, documents.project
        page.save()
    else:
        used = OrganisationFactory()
        page = PartnerFactory(organisation=used)
    shown = before_deleting(editor, used)
    assert page.title_en in shown.select_one(".uses").get_text()
    wanted = replace(used) if kind != "organisation" else f"/organisation/merge/{used.pk}/"
    assert shown.select_one(f'a[href$="{wanted}"]')


def test_what_only_a_draft_uses_is_said_too(editor):
    image, page = ImageFactory(), ProjectFactory()
    edit(page, publish=False, image=image)
    assert "in the draft only" in before_deleting(editor, image).select_one(".uses").get_text()


def test_what_nothing_uses_is_simply_deleted(editor):
    assert not before_deleting(editor, ImageFactory()).select(".changes")
    theme = ThemeFactory()
    name = "wagtailsnippets_projects_theme:delete"
    assert b"changes.css" not in editor.get(reverse(name, args=[theme.pk])).content


def test_picture_takes_the_place_of_another_which_is_deleted(editor):
    old, new = ImageFactory(), ImageFactory()
    project = ProjectFactory(image=old)
    shown = editor.get(replace(old), {"with": new.pk}).content.decode()
    assert project.title_en in shown
    assert f"and delete “{old.title}”" in shown
    answer = editor.post(replace(old), {"with": new.pk, "delete": 1}, follow=True)
    assert "in 1 place. The old one is deleted." in answer.content.decode()
    assert fresh(project).image == new
    assert list(SiteImage.objects.all()) == [new]


def test_document_takes_the_place_of_another_which_stays(editor):
    new = DocumentFactory()
    documents = DocumentSetFactory(in_languages=["en"])
    documents.project.save()
    variant = documents.variants.get()
    editor.post(replace(variant.document), {"with": new.pk})
    assert [row.document for row in fresh(documents).variants.all()] == [new]
    assert SiteDocument.objects.count() == 2


def test_picture_without_consent_takes_no_place(editor):
    old, new = ImageFactory(), ImageFactory(consent="unknown")
    project = ProjectFactory(image=old)
    answer = editor.post(replace(old), {"with": new.pk, "delete": 1}, follow=True)
    assert "Nothing has been changed." in answer.content.decode()
    assert fresh(project).image == old


def test_locked_page_keeps_all_as_it_is(editor):
    old, new = ImageFactory(), ImageFactory()
    project = ProjectFactory(image=old)
    type(project).objects.update(locked=True, locked_by=EditorFactory())
    shown = BeautifulSoup(editor.get(replace(old), {"with": new.pk}).content, "html.parser")
    assert not shown.select("main [name=delete]")
    answer = editor.post(replace(old), {"with": new.pk, "delete": 1}, follow=True)
    assert "The page is locked." in answer.content.decode()
    assert fresh(project).image == old


@pytest.mark.parametrize("with_", ["", "x", "999999", "own", "9" * 30])
def test_nothing_and_itself_take_no_place(editor, with_):
    image = ImageFactory()
    with_ = image.pk if with_ == "own" else with_
    assert editor.get(replace(image), {"with": with_}).status_code == 200
    assert editor.post(replace(image), {"with": with_, "delete": 1})["Location"] == replace(image)
    assert SiteImage.objects.get() == image


def test_editor_replaces_nothing_on_pages_that_they_may_not_publish():
    old, new = ImageFactory(), ImageFactory()
    project = ProjectFactory(image=old)
    signed_in(group("Editors")).post(replace(old), {"with": new.pk, "delete": 1})
    assert fresh(project).image == old
    assert SiteImage.objects.count() == 2


def test_moderator_replaces_what_they_may_publish():
    old, new = ImageFactory(), ImageFactory()
    project = ProjectFactory(image=old)
    signed_in(group("Moderators")).post(replace(old), {"with": new.pk, "delete": 1})
    assert fresh(project).image == new
    assert SiteImage.objects.count() == 1


def test_translator_replaces_nothing():
    old, new = ImageFactory(), ImageFactory()
    client = signed_in(translator("fr"))
    assert client.get(replace(old))["Location"] == "/admin/"
    client.post(replace(old), {"with": new.pk, "delete": 1})
    assert SiteImage.objects.count() == 2
