"""Whatever does not fit together is named; a site on which all fits is left as it is."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Revision

from dci.models import SiteDocument, SiteImage, SitePage
from dci.page_cache.models import PublicVersion
from dci.search.models import Entry
from dci.soundness import checks, files
from dci.translation.models import Translation
from tests.factories import ContentFactory, ImageFactory
from tests.translating import fresh, translate


@pytest.fixture
def page(db):
    page = ContentFactory(title_en="About us", slug="about")
    page.save_revision().publish()
    translate(page, "fr")
    return fresh(page)


def check(*arguments: str) -> str:
    """What the command says; that it has failed is its last line."""
    said = StringIO()
    try:
        call_command("check_site", *arguments, stdout=said, stderr=said)
    except CommandError as error:
        said.write(str(error))
    return said.getvalue()


def found() -> set[str]:
    return {finding.about for finding in checks.findings()}


def store(name: str, **age: float) -> None:
    default_storage.save(name, ContentFile(b"A text"))
    moment = default_storage.get_modified_time(name) - timedelta(**age)
    if isinstance(default_storage, InMemoryStorage):
        default_storage._resolve(name).modified_time = moment


def test_site_as_it_begins_is_sound(starter_site):
    assert check() == "All fits together.\n"


def test_site_on_which_people_work_is_sound(page):
    page.title_en = "About all of us"
    page.save_revision()
    assert check() == "All fits together.\n"


def plant_in_rows(model, **values):
    return lambda page: model._base_manager.filter(pk=page.pk).update(**values)


def forget_content(page):
    Revision.objects.filter(pk=page.live_revision_id).update(content={"title_en": "Another"})


def other_latest(page):
    page.save_revision()
    SitePage.objects.filter(pk=page.pk).update(latest_revision=page.live_revision_id)


def show_picture_that_is_gone(page):
    raw = [{"type": "image", "value": {"image": 999_999}, "id": "a"}]
    content = page.live_revision.content | {"body_en": json.dumps(raw)}
    Revision.objects.filter(pk=page.live_revision_id).update(content=content)


def lane_of_nothing(page):
    Translation.objects.of(page).filter(language="es").update(object_id=999_999)


PLANTED = {
    "children": ("tree", plant_in_rows(SitePage, numchild=7)),
    "depth": ("tree", plant_in_rows(SitePage, depth=9)),
    "no parent": ("tree", plant_in_rows(SitePage, path="0009000100010001", depth=4)),
    "collection": ("tree", lambda page: Collection.objects.update(numchild=5)),
    "English address": ("addresses", plant_in_rows(SitePage, url_path="/home/elsewhere/")),
    "French address": ("addresses", plant_in_rows(SitePage, url_path_fr="/home/ailleurs/")),
    "latest version": ("versions", other_latest),
    "another text": ("public texts", forget_content),
    "column without lane": ("lanes", plant_in_rows(SitePage, title_es="Quiénes somos")),
    "lane without column": ("lanes", plant_in_rows(SitePage, title_fr="")),
    "lane of nothing": ("lanes", lane_of_nothing),
    "picture": ("references", show_picture_that_is_gone),
    "not found": ("search", lambda page: Entry.objects.all().delete()),
    "found though not public": ("search", plant_in_rows(SitePage, live=False)),
    "triggers": ("page cache", lambda page: PublicVersion.objects.update(triggers="")),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_what_does_not_fit_is_found(page, fault):
    about, plant = PLANTED[fault]
    plant(page)
    assert about in found()
    assert "do not fit" in check()


def test_picture_whose_file_is_gone_is_found(db):
    image = ImageFactory()
    default_storage.delete(image.file.name)
    assert f"missing files: image {image.pk} has lost its file" in check()


def test_programs_are_told_of_each_kind(page):
    SitePage.objects.filter(pk=page.pk).update(numchild=F("numchild") + 1)
    said, _brace, _error = check("--json").rpartition("}")
    told = json.loads(said + "}")
    assert told["numbers"] == dict.fromkeys(checks.CHECKS, 0) | {"tree": 1}
    assert told["found"][0]["about"] == "tree"


def test_looking_writes_nothing(starter_site):
    with CaptureQueriesContext(connection) as queries:
        found()
    said = {query["sql"].split()[0] for query in queries.captured_queries}
    assert "SELECT" in said
    assert said.isdisjoint({"INSERT", "UPDATE", "DELETE"})


def test_more_pages_cost_no_more_queries(page):
    check()
    with CaptureQueriesContext(connection) as before:
        check()
    for _page in range(5):
        ContentFactory().save_revision().publish()
    with CaptureQueriesContext(connection) as after:
        check()
    assert len(after) == len(before)


# Files, in a storage that is no disk


@pytest.fixture
def elsewhere(db, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }


def test_file_of_nothing_is_found_when_its_row_would_be_there(elsewhere):
    store("documents/new.pdf", minutes=50)
    store("documents/old.pdf", minutes=70)
    assert list(files.orphans()) == ["documents/old.pdf belongs to nothing"]


def test_file_that_somebody_else_has_put_beside_ours_stays(elsewhere):
    store("backups/site.zip", days=1)
    store("notes.txt", days=1)
    assert check("--mend") == "All fits together.\n"
    assert default_storage.exists("backups/site.zip")


def test_mending_deletes_files_of_nothing_and_no_others(elsewhere):
    document = SiteDocument.objects.create(title="Kept", file=ContentFile(b"A text", "kept.txt"))
    store("documents/old.txt", days=1)
    assert "documents/old.txt deleted." in check("--mend")
    assert default_storage.listdir("documents")[1] == [document.filename]


def test_mending_brings_the_search_in_step(page):
    Entry.objects.all().delete()
    assert "All fits together." in check("--mend")


def test_files_of_pictures_and_their_copies_belong_to_them(db):
    copy = ImageFactory().get_rendition("width-20|format-webp")
    names = set(files.orphaned(age=timedelta(0)))
    assert {copy.file.name, SiteImage.objects.get().file.name}.isdisjoint(names)
