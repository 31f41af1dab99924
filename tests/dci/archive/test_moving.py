"""The site as an archive, read into another database: what comes along, and what stays behind."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, ReferenceIndex

from dci.models import SitePage
from dci.search.models import Entry
from projects.models import ProjectPage
from tests.factories import (
    ContentFactory,
    DocumentSetFactory,
    EditorFactory,
    FigureFactory,
    ImageFactory,
    MessageFactory,
    ProjectFactory,
)
from tests.translating import edit, states, translate

from .conftest import manifest, rows

pytestmark = pytest.mark.django_db(transaction=True)


def test_site_is_the_same_in_another_database(exported, begin_anew):
    first = build(exported)
    begin_anew()
    call_command("import_site", first)
    again = exported(name="again")
    for part in ("tables", "files"):
        assert manifest(first)[part] == manifest(again)[part]
    assert len(manifest(first)["files"]) == 3


def build(exported):
    """A small site of everything that is kept in a way of its own, exported."""
    image = ImageFactory(alt_en="Straße “ﬁ” \u2028 🦉")
    ImageFactory(title="Second")
    translate(ProjectFactory(image=image, title_en="Behind bars", countries=["BE", "CH"]))
    FigureFactory(project=ProjectPage.objects.get())
    DocumentSetFactory(project=ProjectPage.objects.get(), in_languages=["ar"])
    translate(ContentFactory(body_en=[("text", "<p>Law</p>")]), "es")
    return exported()


def test_drafts_and_lanes_come_along(exported, begin_anew):
    page = ContentFactory(title_en="Law")
    translate(page)
    edit(page, publish=False, title_en="Law and order")
    archive = exported()
    begin_anew()
    call_command("import_site", archive)
    page = SitePage.objects.get(title_en="Law").specific
    assert page.title_fr == "[fr] Law"
    assert states(page)["title"] == "valid"
    assert page.get_latest_revision_as_object().title_en == "Law and order"


def test_what_is_about_people_stays_behind(exported):
    maria = EditorFactory(username="maria", email="maria@site.example")
    page = ContentFactory(owner=maria, locked_by=maria)
    page.save_revision(user=maria, log_action=True).publish(user=maria)
    MessageFactory(form_data={"your_name": "Ana Visitor"})
    Comment.objects.create(page=page, user=maria, text="A secret?", contentpath="title")
    SitePage.objects.get(pk=page.pk).specific.save_revision(user=maria)
    archive = exported()
    tables = manifest(archive)["tables"]
    assert not {"auth.user", "auth.user_groups", "contact.message", "guests.guestlink"} & {*tables}
    assert "wagtailcore.pagelogentry" not in tables
    (row,) = [row for row in rows(archive, "dci.sitepage") if row["id"] == page.pk]
    assert (row["owner_id"], row["locked_by_id"]) == (None, None)
    versions = rows(archive, "wagtailcore.revision")
    said = {(row["user_id"], row["content"].get("owner")) for row in versions}
    assert said == {(None, None)}
    assert "A secret?" not in str(versions)


def test_accounts_that_are_there_stay_and_keep_their_groups(exported, begin_anew):
    ProjectFactory()
    archive = exported()
    begin_anew()
    for number in range(3):  # so that the keys are others than in the archive
        Group.objects.create(name=f"Own {number}")
    group = Group.objects.get(name="Editors")
    EditorFactory(username="pablo", is_superuser=False).groups.add(group)
    Group.objects.filter(pk=group.pk).update(name="Renamed")
    Group.objects.create(name="Editors").user_set.add(group.user_set.get())
    log(instance=group, action="wagtail.edit")
    call_command("import_site", archive)
    assert not ModelLogEntry.objects.exists()
    assert [group.name for group in Group.objects.filter(user__username="pablo")] == ["Editors"]


def test_what_follows_from_the_rest_is_made_anew(exported, begin_anew):
    image = ImageFactory()
    ProjectFactory(image=image, title_en="Behind bars").save_revision().publish()
    archive = exported()
    begin_anew()
    call_command("import_site", archive)
    assert Entry.objects.filter(heading="Behind bars").exists()
    assert ReferenceIndex.objects.filter(to_object_id=str(image.pk)).exists()
    assert ContentFactory().pk > SitePage.objects.get(title_en="Behind bars").pk


def test_site_in_use_is_not_touched(exported):
    ContentFactory(title_en="Written yesterday")
    archive = exported()
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_site", archive)
    assert SitePage.objects.filter(title_en="Written yesterday").exists()


def test_archive_is_not_written_over(exported, tmp_path):
    path = exported()
    before = path.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("export_site", path)
    assert path.read_bytes() == before
    assert [*tmp_path.glob(".*")] == []
