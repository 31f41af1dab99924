"""Making room in the folder of kept pages, beside other processes that write into it."""

import shutil

import pytest

from dci.page_cache import files
from dci.page_cache.asked import Asked
from dci.page_cache.entries import Entry
from dci.page_cache.store import Store
from dci.page_cache.versions import Version
from tests.together import together

HOST = "www.example.org"
HTML = [("Content-Type", "text/html; charset=utf-8")]
ENTRY = Entry("200 OK", {coding: (HTML, bytes(500)) for coding in ("br", "gzip", "")})
VERSION = Version("code", "token", 2**31)


@pytest.fixture
def folder(tmp_path, settings):
    settings.ALLOWED_HOSTS = [HOST]
    (tmp_path / VERSION.name).mkdir()
    return tmp_path / VERSION.name


def asked(path: str) -> Asked:
    return Asked(True, HOST, path, "")


def fill(folder, begin: str, pages: int) -> None:
    """As a process does: into a folder that holds 20 pages or so."""
    store = Store(folder.parent, most=60_000)
    for number in range(pages):
        store.put(VERSION, asked(f"/en/{begin}/{number}/"), ENTRY)


def folders(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_dir()]


def test_pages_that_went_leave_no_folder(folder):
    fill(folder, "one", 60)
    assert 0 < len(folders(folder)) < 30
    assert [path for path in folders(folder) if not any(path.iterdir())] == []


def test_two_processes_make_room_at_once(folder):
    together(lambda: fill(folder, "one", 60), lambda: fill(folder, "two", 60))
    assert 0 < len(folders(folder)) < 60
    assert len(list(folder.rglob("index.html"))) > 5


def test_page_is_written_though_its_folder_has_just_gone(folder, monkeypatch):
    really, gone = files.write_whole, []

    def write_whole(path, *rest):
        if not gone:
            gone.append(path.parent.rmdir())
        return really(path, *rest)

    monkeypatch.setattr(files, "write_whole", write_whole)
    files.write(ENTRY, asked("/en/"), folder)
    assert len(list(folder.rglob("en/index.html*"))) == 3


def test_page_of_a_version_that_is_over_brings_nothing_back(folder, monkeypatch):
    def write_whole(*about):
        shutil.rmtree(folder)
        raise FileNotFoundError

    monkeypatch.setattr(files, "write_whole", write_whole)
    with pytest.raises(FileNotFoundError):
        files.write(ENTRY, asked("/en/"), folder)
    assert not folder.exists()
