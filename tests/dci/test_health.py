"""What programs that watch the site are told, whatever host they name and whatever is away."""

import json

import pytest
from django.core.files.storage import default_storage
from django.db.migrations.recorder import MigrationRecorder

from dci import health
from tests.dci.page_cache.visiting import Visitor

WELL = {"database": "ok", "migrations": "ok", "cache": "ok", "storage": "ok"}


def ask(address: str, application=None):
    answer = Visitor(health.around(application)).get(address, host="10.0.0.7:8000")
    return answer.status, json.loads(answer.body)


def test_process_answers_without_anything_else():
    assert ask("/healthz") == (200, {"process": "ok"})


def test_site_is_ready_when_all_its_parts_are(transactional_db):
    assert ask("/readyz") == (200, WELL)
    assert default_storage.listdir("health")[1] == []


def test_other_addresses_are_the_applications(transactional_db):
    def application(environ, start_response):
        start_response("200 OK", [])
        return [b'{"asked": "me"}']

    assert ask("/en/", application) == (200, {"asked": "me"})


@pytest.mark.parametrize("part", health.CHECKS)
def test_part_that_is_away_is_named_and_no_more(transactional_db, monkeypatch, part):
    def broken():
        raise RuntimeError("postgres://user:secret@host")

    monkeypatch.setitem(health.CHECKS, part, broken)
    status, said = ask("/readyz")
    assert (status, said) == (503, WELL | {part: "away"})


def test_database_that_is_behind_the_code_is_not_ready(transactional_db):
    MigrationRecorder.Migration.objects.filter(app="page_cache").delete()
    assert ask("/readyz") == (503, WELL | {"migrations": "behind"})


def test_answers_are_kept_by_nobody(transactional_db):
    answer = Visitor(health.around(None)).get("/readyz")
    assert answer.headers["cache-control"] == "no-store"


def test_folder_that_is_read_only_is_not_ready(transactional_db, settings, tmp_path):
    (tmp_path / "media").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert ask("/readyz") == (503, WELL | {"storage": "away"})
