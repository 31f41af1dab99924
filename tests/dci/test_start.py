import os
import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DataError

from dci.management.commands import load_starter, start
from dci.models import HomePage
from dci.starter import reading
from tests import databases
from tests.processes import ROOT, printed_until, started


@pytest.fixture
def begin(settings, tmp_path, monkeypatch, capsys):
    """Run `start` up to the moment of serving; what it prints."""
    settings.DEBUG, settings.PORT, settings.MEDIA_ROOT = True, "0", tmp_path
    monkeypatch.setattr(start.Command, "serve", lambda command, server: None)

    def begin():
        call_command("start")
        return capsys.readouterr().out

    return begin


@pytest.fixture
def database():
    """A database for a process of its own, without tables."""
    name = databases.location(f"{databases.WORKER}_start")
    databases.create(name)
    return name


@pytest.fixture
def little_content(monkeypatch):
    """The first page, without links: to load everything, as ``starter_site`` has, takes long."""
    home, settings = {**reading.read_pages()[0], "body": []}, reading.read("settings")
    content = {"settings": {**settings, "footer": []}}
    monkeypatch.setattr(reading, "read_pages", lambda: [home])
    monkeypatch.setattr(reading, "read", lambda name: content.get(name, []))


def failure(folder, **environment):
    """What a start that fails says; it must leave nothing in its folder."""
    with started(folder, **environment) as process:
        output, errors = process.communicate()
    assert process.returncode == 1
    assert not output
    assert not list(folder.iterdir())
    return errors


@pytest.mark.usefixtures("empty_site", "little_content")
def test_a_first_start_brings_content_and_an_administrator(begin):
    password = re.search(r"admin, password (\S+)", begin())[1]
    assert HomePage.objects.live().count() == 1
    assert get_user_model().objects.get(is_superuser=True).check_password(password)


def test_the_first_password_may_be_chosen(starter_site, begin, settings):
    settings.ADMIN_PASSWORD = "chosen-by-hand"
    assert "chosen-by-hand" not in begin()
    assert get_user_model().objects.get().check_password("chosen-by-hand")


def test_a_second_start_keeps_every_edit(starter_site, begin):
    begin()
    HomePage.objects.update(title_en="Edited")
    get_user_model().objects.update(email="edited@site.example")
    assert "password" not in begin()
    assert HomePage.objects.get().title_en == "Edited"
    assert get_user_model().objects.get().email == "edited@site.example"


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (KeyboardInterrupt(), "Stopped before the site was ready"),
        (OSError(28, "No space left"), "The starter content could not be written: .*No space left"),
        (DataError("too long"), "does not answer as it should .too long."),
    ],
)
def test_a_load_that_fails_is_one_sentence_and_leaves_nothing(
    empty_site, begin, settings, monkeypatch, tmp_path, failure, sentence
):
    def handle(command, **options):
        default_storage.save("images/half.txt", ContentFile(b"half"))
        get_user_model().objects.create(username="half")
        raise failure

    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(load_starter.Command, "handle", handle)
    with pytest.raises(SystemExit, match=sentence):
        begin()
    assert not list(tmp_path.iterdir())
    assert not get_user_model().objects.exists()


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        errors = failure(tmp_path, PORT=str(port))
    assert errors.startswith(f"Port {port} is in use: choose another")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "many", "PORT must be a number up to 65535, not many."),
        ("HOST", "192.0.2.1", "HOST=192.0.2.1 is no address of this machine: use 127.0.0.1."),
        ("HOST", "a..b", "HOST=a..b is no address of this machine: use 127.0.0.1."),
        ("DEBUG", "0", "With DEBUG=0 the site does not start on the defaults of a laptop:"),
        ("DEBUG", "maybe", "DEBUG must be 1 or 0, not maybe."),
        (
            "MEDIA_ROOT",
            "/dev/null/media",
            "Nothing can be written to MEDIA_ROOT=/dev/null/media (Not a directory):"
            " name another folder, or change who may write to it.",
        ),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_made(tmp_path, name, value, sentence):
    errors = failure(tmp_path, **{name: value})
    assert errors.splitlines()[0] == sentence
    assert "Traceback" not in errors


@pytest.mark.parametrize("url", ["postgres://me@127.0.0.1:1/name", "sqlite:////no/such/folder/db"])
def test_an_unreachable_database_is_one_sentence(tmp_path, url):
    errors = failure(tmp_path, DATABASE_URL=url)
    assert re.fullmatch(
        r"The database \S+ does not answer as it should \(.+\): start it.+\n", errors
    )


def test_it_serves_the_site_and_the_admin(tmp_path, database):
    databases.copy(databases.prepared("starter"), database)
    with started(tmp_path, DATABASE_URL=databases.address(database)) as process:
        printed = printed_until(process, "Ctrl+C")
        site, admin = re.search(r"Site:  (\S+)\nAdmin: (\S+)", printed).groups()
        assert urllib.request.urlopen(site).url == f"{site}en/"  # noqa: S310
        assert urllib.request.urlopen(admin).url.startswith(f"{admin}login/")  # noqa: S310


@pytest.mark.long
def test_an_interrupted_migration_goes_on(tmp_path, database):
    url = databases.address(database)
    with started(tmp_path, DATABASE_URL=url) as process:
        printed_until(process, "Applying wagtail")
        process.kill()
    with started(tmp_path, DATABASE_URL=url) as process:
        printed = printed_until(process, "images (")
    assert "Applying contenttypes.0001" not in printed
    assert "Applying wagtailusers" in printed


def test_worker_starts_with_all_addresses_and_without_what_these_need_later():
    large = {"openpyxl", "pypdf", "snowballstemmer", "ninja", "wagtail.api.v3.api"}
    code = f"import sys, dci.wsgi; print({large | {'dci.urls'}} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    settings = {"ENV_FILE": os.devnull, "DEBUG": "1", "DATABASE_URL": "sqlite://:memory:"}
    said = subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=True
    )
    assert said.stdout == "{'dci.urls'}\n"
