"""A template that is newer than the list of static files, as in a deployment half done."""

import json
import logging

import pytest
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from dci.static_files import _tell
from tests.factories import ContentFactory, EditorFactory
from tests.translation.at_the_desk import signed_in

SHEET = "dci/css/site.css"


@pytest.fixture
def listed(tmp_path, settings):
    """Let production's list of static files name these and no others."""

    def listed(**paths: str) -> None:
        said = {"version": "1.1", "paths": paths, "hash": ""}
        (tmp_path / "staticfiles.json").write_text(json.dumps(said))
        settings.STATIC_ROOT = str(tmp_path)
        backend = {"BACKEND": "dci.static_files.StaticFiles"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": backend}
        _tell.cache_clear()

    return listed


def test_page_without_its_style_sheet_is_shown_and_told_once(listed, db, caplog):
    listed()
    page = ContentFactory(title_en="About us")
    with caplog.at_level(logging.ERROR):
        answers = [Client().get(url) for url in (page.address("en"), page.address("fr"), "/en/no/")]
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert f'href="/static/{SHEET}"' in answers[0].content.decode()
    assert caplog.text.count(f"{SHEET} is not in the list") == 1


def test_admin_is_shown_without_what_is_missing(listed, db):
    listed()
    assert signed_in(EditorFactory()).get("/admin/").status_code == 200


def test_file_that_is_listed_has_its_digest(listed, db):
    listed(**{SHEET: "dci/css/site.0123.css"})
    answer = Client().get(ContentFactory(title_en="About us").address("en"))
    assert "/static/dci/css/site.0123.css" in answer.content.decode()


def test_server_that_begins_takes_no_made_up_name_for_a_fault(listed, tmp_path, caplog):
    listed()
    (tmp_path / "core.js.LICENSE.txt").touch()  # "core.js.txt" without a digest
    WhiteNoiseMiddleware(lambda request: None)
    assert caplog.text == ""
