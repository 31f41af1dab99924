"""No reader sees what was public before a change that somebody was told is saved."""

import shutil
from datetime import datetime, timedelta
from errno import ENOSPC
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from dci import languages
from dci.models import SitePage, SiteSettings
from dci.page_cache import asked, triggers, versions
from dci.page_cache.models import PublicVersion
from dci.translation import lanes
from dci.translation.models import Translation
from tests.dci.page_cache.visiting import Visitor
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    EditorFactory,
    HomeFactory,
    ImageFactory,
    OrganisationFactory,
)
from tests.translating import fresh, translate


def token() -> str:
    return PublicVersion.objects.get().token


# What changes the public site, and what does not


@pytest.fixture
def page(transactional_db):
    page = ContentFactory(title_en="Before")
    translate(page)
    return fresh(page)


def by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dci_sitepage SET title_en = 'By hand' WHERE depth = 3")


CHANGES = {
    "publish": lambda page: retitled(page).publish(),
    "unpublish": lambda page: page.unpublish(),
    "move": lambda page: page.move(ContentFactory(title_en="Elsewhere"), pos="last-child"),
    "delete": lambda page: page.delete(),
    "menu": lambda page: SitePage.objects.filter(pk=page.pk).update(show_in_menus=True),
    "lane published": lambda page: translate(page, "es"),
    "lane withdrawn": lambda page: lanes.withdraw(page, "fr"),
    "private": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "organisation": lambda page: OrganisationFactory(),
    "image": lambda page: ImageFactory(),
    "document": lambda page: DocumentFactory(),
    "settings": lambda page: SiteSettings(site=Site.objects.get(), name_en="DCI").save(),
    "redirect": lambda page: Redirect.add_redirect("/old/", redirect_to="/en/"),
    "host": lambda page: Site.objects.update(hostname="example.org"),
    "rows in bulk": lambda page: SitePage.objects.filter(pk=page.pk).update(title_fr="Autre"),
    "SQL by hand": lambda page: by_hand(),
}


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def retitled(page):
    page.title_en = "After"
    return page.save_revision()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_of_what_is_public_is_another_version(page, change):
    before = token()
    change(page)
    assert token() != before


@pytest.mark.parametrize(
    "change",
    [
        lambda page: retitled(page),
        lambda page: page.save_revision(approved_go_live_at=tomorrow()),
        lambda page: Translation.objects.update(title="x", words_left=7),
        lambda page: EditorFactory(),
        lambda page: Group.objects.create(name="Press"),
        lambda page: call_command("rebuild_search", verbosity=0),
        lambda page: None,
    ],
    ids=["draft", "schedule", "desk", "account", "group", "search", "nothing"],
)
def test_what_visitors_cannot_see_leaves_the_version(page, change):
    before = token()
    change(page)
    assert token() == before


def test_change_that_is_rolled_back_leaves_the_version(page):
    before = token()
    with transaction.atomic():
        retitled(page).publish()
        transaction.set_rollback(True)
    assert token() == before


def test_private_columns_and_models_exist(db):
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    assert models.keys() >= triggers.PRIVATE_MODELS | triggers.PRIVATE_COLUMNS.keys()
    for label, names in triggers.PRIVATE_COLUMNS.items():
        assert {field.name for field in models[label]._meta.get_fields()} >= names


def test_migrations_leave_the_triggers_standing(transactional_db):
    triggers.remove("default")
    assert PublicVersion.objects.get().triggers == ""
    call_command("migrate", verbosity=0)
    before = token()
    ContentFactory()
    assert token() != before


# What a visitor sees of it


def rename(home, title: str) -> None:
    type(home).objects.filter(pk=home.pk).update(title_en=title)


def test_change_is_in_the_next_answer_of_every_process(process, home):
    editors, other = process(), process()
    visitors = [Visitor(editors), Visitor(other)]
    assert {visitor.get("/en/").heading for visitor in visitors} == {"Rights of the child"}
    rename(home, "Rights of every child")
    Visitor(editors).post("/en/")  # whatever was posted may have changed it
    assert {visitor.get("/en/").heading for visitor in visitors} == {"Rights of every child"}


def test_reader_of_what_has_not_changed_costs_no_look_at_the_link(
    cache, visitor, home, monkeypatch
):
    visitor.get("/en/")
    monkeypatch.setattr(cache.versions, "_linked_name", lambda: 1 / 0)
    assert visitor.get("/en/").heading == "Rights of the child"


def test_change_is_seen_though_its_process_was_ended_while_it_told(process, home, monkeypatch):
    writer, reader = process(), Visitor(process())
    reader.get("/en/")
    monkeypatch.setattr("dci.page_cache.mark.Mark.renew", lambda self: 1 / 0)
    for title in ("Changed", "Changed again"):
        rename(home, title)
        with pytest.raises(ZeroDivisionError):
            writer.changed()
        assert reader.get("/en/").heading == title


def test_processes_find_each_other_again_when_their_folder_was_taken_away(process, home):
    writer, cache = process(), process()
    reader = Visitor(cache)
    reader.get("/en/")
    shutil.rmtree(cache.store.folder)
    cache.versions._asked = 0  # some seconds ago
    reader.get("/en/")
    rename(home, "Changed")
    writer.changed()
    assert reader.get("/en/").heading == "Changed"


def test_change_is_in_the_next_answer_of_every_machine(process, home):
    editors, other = process("one", several=True), process("two", several=True)
    assert Visitor(other).get("/en/").heading == "Rights of the child"
    rename(home, "Rights of every child")
    assert Visitor(other).get("/en/").heading == "Rights of every child"
    assert Visitor(editors).get("/en/").heading == "Rights of every child"


def test_processes_of_one_of_several_machines_share_its_folder(process, home):
    Visitor(process(several=True)).get("/en/")
    other = process(several=True)
    other.application = None  # nobody is to ask it
    assert Visitor(other).get("/en/").heading == "Rights of the child"


def test_version_is_known_though_another_process_clears_its_folder_away(process, home, monkeypatch):
    versions = [process(several=True).versions for _ in "ab"]
    known = versions[0].current()
    assert versions[1].release == known.release
    monkeypatch.setattr(Path, "is_dir", lambda path: False)  # gone, when it is looked at
    assert versions[1].current() == known


def test_what_nobody_told_of_is_seen_after_seconds(process, home, monkeypatch):
    visitor = Visitor(process())
    visitor.get("/en/")
    rename(home, "Imported")
    assert visitor.get("/en/").heading == "Rights of the child"
    monkeypatch.setattr(versions, "UNTOLD", 0)
    assert visitor.get("/en/").heading == "Imported"


def test_scheduled_page_is_public_when_the_command_ends(process, home, settings):
    cache = process()
    settings.PAGE_CACHE = str(cache.store.folder)
    visitor = Visitor(cache)
    page = ContentFactory(title_en="Due", live=False)
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert visitor.get("/en/").status == 200
    SitePage.objects.filter(pk=home.pk).update(title_en="Told along")
    call_command("publish_scheduled", verbosity=0)
    assert visitor.get("/en/").heading == "Told along"
    assert visitor.get("/en/due/").status == 200


def test_version_ends_when_a_notice_begins_or_a_day(transactional_db):
    HomeFactory()
    until = versions.next_change()
    assert timezone.localtime(until).hour == 0
    assert timedelta() < until - timezone.now() <= timedelta(days=1, hours=1)
    soon = timezone.now() + timedelta(seconds=5)
    SiteSettings(site=Site.objects.get(), notice_en="<p>Now</p>", notice_from=soon).save()
    assert versions.next_change() == soon


def test_page_is_made_anew_when_its_time_is_over(process, home, monkeypatch):
    visitor = Visitor(process())
    visitor.get("/en/")
    rename(home, "Tomorrow")
    monkeypatch.setattr(versions.time, "time", tomorrow().timestamp)
    assert visitor.get("/en/").heading == "Tomorrow"


def test_processes_with_other_code_have_pages_of_their_own(process, home):
    old, new = process(), process()
    new.versions.release = "other"
    for each in (old, new, old, new):
        each.application = marked(each.application, each.versions.release)
        assert Visitor(each).get("/en/").headers["x-release"] == each.versions.release


def marked(application, release):
    def answer(environ, start_response):
        def begin(status, headers, error=None):
            start_response(status, [*headers, ("X-Release", release)])

        return application(environ, begin)

    return answer


def test_release_is_another_with_other_templates_or_settings(settings, tmp_path):
    before = versions.release()
    assert versions.release() == before
    settings.BASE_URL = "https://elsewhere.example"
    assert versions.release() != before


def test_release_reads_the_files(settings, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "requirements.txt").write_text("")
    settings.BASE_DIR = tmp_path
    before = versions.release()
    (tmp_path / "templates" / "new.html").write_text("new")
    assert versions.release() != before


# While something is away


@pytest.fixture
def take_database_away():
    kept = dict(connection.settings_dict)

    def away():
        connection.close()
        connection.settings_dict |= {"NAME": "/nowhere/at/all", "HOST": "/nowhere"}

    yield away
    connection.close()
    connection.settings_dict |= kept


@pytest.mark.parametrize("several", [False, True])
def test_kept_pages_stay_public_without_the_database(
    process, home, take_database_away, monkeypatch, several
):
    visitor = Visitor(process(several=several))
    visitor.get("/en/")
    monkeypatch.setattr(versions, "UNTOLD", 0)
    take_database_away()
    assert visitor.get("/en/").heading == "Rights of the child"


def test_page_that_cannot_be_made_says_when_to_come_again(process, home, take_database_away):
    visitor = Visitor(process())
    visitor.get("/en/")
    take_database_away()
    answer = visitor.get("/fr/")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "réessayer" in answer.body.decode()


def test_new_process_without_a_database_answers_503(process, home, take_database_away):
    take_database_away()
    assert Visitor(process()).get("/en/").status == 503


def test_site_comes_back_by_itself(process, home, take_database_away):
    kept = dict(connection.settings_dict)
    visitor = Visitor(process())
    take_database_away()
    assert visitor.get("/en/").status == 503
    connection.close()
    connection.settings_dict |= kept
    assert visitor.get("/en/").heading == "Rights of the child"


def test_saved_without_being_able_to_tell_is_not_hidden(process, home, take_database_away):
    kept = dict(connection.settings_dict)
    editors, visitor = process(), Visitor(process())
    visitor.get("/en/")
    rename(home, "Saved at the last moment")
    take_database_away()
    editors.changed()
    connection.close()
    connection.settings_dict |= kept
    assert visitor.get("/en/").heading == "Saved at the last moment"


def test_without_the_database_no_machine_shows_what_was_before_a_save_on_another(
    process, home, take_database_away
):
    editors, other = process("one", several=True), process("two", several=True)
    assert Visitor(other).get("/en/").heading == "Rights of the child"
    rename(home, "Saved just before")
    editors.changed()
    take_database_away()
    assert Visitor(other).get("/en/").status == 503
    assert Visitor(editors).get("/en/").status == 503


def test_process_that_begins_without_the_database_has_the_pages_of_its_machine(
    process, home, take_database_away
):
    first, second = process(several=True), process(several=True)
    assert first.versions.release == second.versions.release
    Visitor(first).get("/en/")
    take_database_away()
    assert Visitor(second).get("/en/").heading == "Rights of the child"


@pytest.mark.parametrize("several", [False, True])
def test_without_the_database_nobody_trusts_what_may_have_been_changed(
    process, home, take_database_away, several
):
    editors, visitor = process(several=several), Visitor(process(several=several))
    visitor.get("/en/")
    rename(home, "Saved at the last moment")
    take_database_away()
    editors.changed()
    assert visitor.get("/en/").status == 503


def test_other_machines_are_told_again_when_the_shared_cache_has_lost_it(
    process, home, take_database_away, monkeypatch
):
    visitor = Visitor(process(several=True))
    visitor.get("/en/")
    caches["default"].clear()
    monkeypatch.setattr(versions, "UNTOLD", 0)
    visitor.get("/en/")
    take_database_away()
    assert visitor.get("/en/").heading == "Rights of the child"


def no_room(path: Path, **_kwargs) -> None:
    """What making a folder does on a full disk."""
    if not path.exists():
        raise OSError(ENOSPC, "No space left on device")


def test_disk_without_room_for_a_version_costs_speed_only(process, home, monkeypatch):
    editors, other = process(), process()
    visitors = [Visitor(editors), Visitor(other)]
    assert {visitor.get("/en/").status for visitor in visitors} == {200}
    shutil.rmtree(editors.store.folder / "locks")
    monkeypatch.setattr(Path, "mkdir", no_room)
    assert visitors[1].get("/fr/").status == 200
    rename(home, "Changed")
    visitors[0].post("/en/")
    assert [visitor.get("/en/").heading for visitor in visitors] == ["Changed"] * 2


def test_folder_that_cannot_be_written_to_is_named(process, tmp_path):
    (tmp_path / "one").write_text("a file")
    with pytest.raises(ImproperlyConfigured, match=r"PAGE_CACHE=.*one"):
        process()


# Warming


def test_all_public_pages_can_be_made_at_once(process, home, settings, monkeypatch):
    cache = process()
    settings.PAGE_CACHE, settings.BASE_URL = str(cache.store.folder), "https://localhost"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache.read = asked.reader()
    monkeypatch.setattr("dci.wsgi.pages", cache)
    page, _draft = ContentFactory(), ContentFactory(live=False)
    call_command("warm_pages", stdout=(out := StringIO()))
    made = len(languages.ALL) * (2 + 4) + 1  # pages and files, and the sitemap
    assert f"{made} of {made} made." in out.getvalue()
    cache.application = None  # nobody is to ask it
    answer = Visitor(cache).get(page.address("fr"), x_forwarded_proto="https")
    assert answer.status == 200


def test_without_a_cache_there_is_nothing_to_warm(db):
    with pytest.raises(CommandError, match="PAGE_CACHE is off"):
        call_command("warm_pages")


def test_pages_that_were_asked_for_are_made_before_the_next_visitor(process, home):
    cache = process()
    visitor = Visitor(cache)
    for address in ("/en/", "/fr/", "/en/"):
        visitor.get(address)
    rename(home, "Warm")
    cache.changed()
    cache.warming.join()
    cache.application = None  # nobody is to ask it
    assert visitor.get("/en/").heading == "Warm"
    assert visitor.get("/fr/").status == 200


def test_kept_pages_change_with_the_right_day(transactional_db, tmp_path, monkeypatch):
    site = versions.Versions(tmp_path)
    right = site.renew()
    wrong = versions.time.time() + timedelta(days=365).total_seconds()
    monkeypatch.setattr(versions.time, "time", lambda: wrong)
    monkeypatch.setattr(versions, "next_change", lambda: timezone.now() + 2 * timedelta(days=365))
    assert site.renew().until > wrong
    monkeypatch.undo()
    assert site.renew() == right
