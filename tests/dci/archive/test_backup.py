"""Backups: everything, of one moment, for those who may read it, and no more of them than asked."""

import os
import shutil
import subprocess
import zipfile
from errno import ENOSPC
from threading import Thread

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import PageLogEntry

from dci.archive.contents import LEFT_OUT, PEOPLE, Kind, models, tables
from dci.archive.loading import STAYING
from dci.archive.snapshot import snapshot
from dci.models import SitePage
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    EditorFactory,
    HomeFactory,
    ImageFactory,
    MessageFactory,
)
from tests.translating import translate

from .conftest import manifest

pytestmark = pytest.mark.django_db(transaction=True)


def build() -> None:
    maria = EditorFactory(username="maria")
    maria.set_password("Bright-Lanes-27")
    maria.save()
    page = ContentFactory(title_en="Law", owner=maria)
    page.save_revision(user=maria, log_action=True).publish(user=maria)
    translate(page)
    MessageFactory(form_data={"your_name": "Ana"})
    ImageFactory()
    DocumentFactory()


def test_everything_is_restored(exported, begin_anew, client):
    build()
    client.force_login(get_user_model().objects.get())
    first = exported("backup")
    begin_anew()
    call_command("restore", first)
    again = exported("backup", name="again")
    for part in ("tables", "files"):
        assert manifest(first)[part] == manifest(again)[part]
    maria = get_user_model().objects.get(username="maria")
    assert maria.check_password("Bright-Lanes-27")
    assert PageLogEntry.objects.filter(user=maria).exists()
    assert not Session.objects.exists()


def test_what_is_left_out_is_named_as_it_is():
    """A table that a later version brings is kept, unless it is named here."""
    labels = {model._meta.label_lower for model in models()}
    known = labels | {label.partition(".")[0] for label in labels}
    assert known >= LEFT_OUT | PEOPLE | STAYING
    assert not {"auth.user", "contact.message"} & LEFT_OUT


def test_all_is_read_of_one_moment_while_others_write():
    home = HomeFactory()
    table = next(table for table in tables(Kind.BACKUP) if table.model is SitePage)
    with snapshot():
        before = list(table.lines())
        writer = Thread(target=write_elsewhere, args=[home])
        writer.start()
        writer.join()
        assert list(table.lines()) == before
    assert len(list(table.lines())) == len(before) + 1


def write_elsewhere(home) -> None:
    ContentFactory(parent=home)
    connection.close()


def test_file_that_is_lost_is_named_and_holds_up_nothing(exported, begin_anew, capsys):
    default_storage.delete(ImageFactory().file.name)
    path = exported("backup")
    assert len(manifest(path)["missing"]) == 1
    begin_anew()
    call_command("restore", path)
    assert "Missing" in capsys.readouterr().err


def test_names_of_settings_are_kept_and_never_their_values(exported, monkeypatch):
    from dci.settings import env

    monkeypatch.setitem(env.ENVIRON, "SECRET_KEY", "owl-and-badger")
    path = exported("backup")
    assert "SECRET_KEY" in manifest(path)["settings"]
    with zipfile.ZipFile(path) as content:
        assert not any(b"owl-and-badger" in content.read(name) for name in content.namelist())


def test_backup_is_for_its_owner_only(exported):
    assert exported("backup").stat().st_mode & 0o777 == 0o600


def test_so_many_are_kept_and_nothing_else_is_deleted(tmp_path):
    names = ["site-20260101-000000.zip", "site-20260102-000000.zip.gpg", "notes.txt"]
    for name in names:
        (tmp_path / name).write_text("old")
    call_command("backup", tmp_path, keep=2)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left[0] == "notes.txt"
    assert left[1] == names[1]
    assert len(left) == 3


def test_backup_that_fails_deletes_none_and_leaves_no_half(tmp_path):
    old = tmp_path / "site-20260101-000000.zip"
    old.write_text("old")
    with pytest.raises(CommandError, match="gpg has failed"):
        call_command("backup", tmp_path, keep=1, gpg="nobody@site.example")
    assert list(tmp_path.iterdir()) == [old]


def test_database_that_is_not_migrated_is_no_backup(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE upkeep_upkeep")
    with pytest.raises(CommandError, match=r"was not written: .*upkeep"):
        call_command("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_full_disk_is_told_and_leaves_no_half(tmp_path, monkeypatch):
    def full(file):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("dci.archive.targets.os.fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_program_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="age is not installed"):
        call_command("backup", tmp_path, age="age1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("gpg"), reason="gpg is not installed")
def test_backup_is_read_with_the_key_only(tmp_path, begin_anew, monkeypatch):
    build()
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "keys"))
    (tmp_path / "keys").mkdir(mode=0o700)
    key = ["--batch", "--passphrase", "", "--quick-generate-key", "keeper@site.example"]
    gpg(*key, "future-default", "default", "never")
    folder = tmp_path / "backups"
    folder.mkdir()
    call_command("backup", folder, gpg="keeper@site.example")
    (locked,) = folder.iterdir()
    assert locked.suffix == ".gpg"
    begin_anew()
    with pytest.raises(CommandError, match="has to be decrypted"):
        call_command("restore", locked)
    gpg("--batch", "--output", str(tmp_path / "site.zip"), "--decrypt", str(locked))
    call_command("restore", tmp_path / "site.zip")
    assert get_user_model().objects.filter(username="maria").exists()


def gpg(*arguments: str) -> None:
    program = shutil.which("gpg")
    subprocess.run([program, *arguments], check=True, capture_output=True, env=os.environ)
