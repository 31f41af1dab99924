"""What is away, full or slow: what people are told; and all is well again without a restart."""

import shutil
import subprocess
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
from threading import Event

import psutil
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from dci.models import ContentPage, SiteImage
from dci.soundness import checks
from dci.uploads.storage import WholeFileStorage
from tests import databases
from tests.dci.uploads.samples import photograph
from tests.factories import ContentFactory, EditorFactory
from tests.killing.machine import until
from tests.killing.people import Browser, Editor, Uploader
from tests.production import HOST, free_port
from tests.together import together
from tests.translation.at_the_desk import signed_in

on_postgresql = pytest.mark.skipif(
    not databases.POSTGRES, reason="SQLite is a file: it does not go away"
)


@pytest.fixture
def editor(application):
    return Editor(application.address, Event())


@pytest.fixture
def reader(application):
    return Browser(application.address)


def processes(application) -> set[int]:
    return {one.pid for one in psutil.Process(application.process.pid).children(recursive=True)}


# The database


@on_postgresql
@pytest.mark.long
def test_database_that_is_away_and_comes_back(application, postgres, editor, reader):
    kept, other = ContentFactory(title_en="Kept"), ContentFactory(title_en="Other")
    assert reader.get(kept.address("en")).status_code == 200
    postgres.end_connections()  # as a restart does
    assert reader.get(f"{reverse('search')}?q=kept").status_code == 200
    before = processes(application)
    postgres.kill()
    assert reader.get(kept.address("en")).status_code == 200
    answer = reader.get(other.address("fr"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert all(words in answer.text for words in ("Something went", "Une erreur", "un error"))
    assert reader.get("/healthz").json() == {"process": "ok"}
    assert reader.get("/readyz").json()["database"] == "away"
    assert editor.browser.get("/admin/").status_code == 503
    postgres.start()
    until(lambda: reader.get("/readyz").status_code == 200)
    assert reader.get(other.address("fr")).status_code == 200
    assert editor.do(1) == 302
    assert processes(application) == before


# The shared cache


@pytest.fixture
def redis(tmp_path):
    """A Redis that may be killed."""
    if not shutil.which("redis-server"):
        pytest.skip("redis is not installed: apt install redis-server")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", HOST, "--save", ""]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
    process.url = f"rediscache://{HOST}:{port}/1"
    yield process
    process.kill()
    process.wait()


@pytest.mark.skipif(bool(databases.POSTGRES), reason="it does not know the database")
@pytest.mark.long
def test_shared_cache_that_is_away_stops_nobody(redis, begin, tmp_path):
    application = begin(CACHE_URL=redis.url)
    editor, reader = Editor(application.address, Event()), Browser(application.address)
    assert editor.do(1) == 302
    redis.kill()
    redis.wait()
    assert editor.do(2) == 302
    assert reader.get(editor.page.address("en")).status_code == 200
    assert reader.get(f"{reverse('search')}?q=number").status_code == 200
    assert reader.get("/readyz").json()["cache"] == "away"


# Disks


@on_postgresql  # where the limit is none for the database
@pytest.mark.long
def test_full_disk_is_told_in_the_readers_language_and_leaves_nothing(application):
    uploader = Uploader(application.address, Event())
    assert uploader.do(1) == 302
    for pid in processes(application):
        prlimit(pid, RLIMIT_FSIZE, (50_000, RLIM_INFINITY))
    UserProfile.objects.update(preferred_language="fr")
    answer = uploader.send(2)
    assert answer.status_code == 507
    assert "plus de place sur le serveur" in answer.text
    for pid in processes(application):
        prlimit(pid, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))
    assert uploader.do(3) == 302
    assert uploader.there() == {1, 3}
    assert len(default_storage.listdir("original_images")[1]) == 2
    assert list(checks.findings()) == []


@pytest.mark.skipif(bool(databases.POSTGRES), reason="it does not know the database")
@pytest.mark.long
def test_log_that_takes_no_line_stops_nobody(begin, tmp_path):
    (tmp_path / "log").symlink_to("/dev/full")
    application = begin(LOG_LEVEL="DEBUG")
    editor, reader = Editor(application.address, Event()), Browser(application.address)
    answers = [reader.get("/en/nothing/").status_code for _ in range(200)]
    assert set(answers) == {404}
    assert editor.do(1) == 302
    assert reader.get(editor.page.address("en")).status_code == 200
    assert editor.there() == {1}


# Slow storage


def test_slow_storage_holds_up_nobody_else(transactional_db, monkeypatch):
    begun, may_end = Event(), Event()
    stored = WholeFileStorage._save

    def slowly(storage, name, content):
        begun.set()
        assert may_end.wait(30)
        return stored(storage, name, content)

    page, editor = ContentFactory(title_en="About us"), signed_in(EditorFactory())
    monkeypatch.setattr(WholeFileStorage, "_save", slowly)

    def upload():
        told = {"title": "Slow", "alt_en": "Noise", "consent": "none_needed", "collection": 1}
        file = SimpleUploadedFile("slow.png", photograph("PNG"))
        return editor.post(reverse("wagtailimages:add"), told | {"file": file}).status_code

    def work():
        assert begun.wait(30)
        read = Client().get(page.address("en")).status_code
        if databases.POSTGRES:  # on SQLite writers wait for each other
            ContentPage.objects.filter(pk=page.pk).update(title_en="About all of us")
        may_end.set()
        return read

    assert together(upload, work) == [302, 200]
    assert SiteImage.objects.get().title == "Slow"
