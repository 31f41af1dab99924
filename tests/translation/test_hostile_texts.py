"""Texts that nobody types by mistake: no screen breaks, and nothing of them is run."""

import time
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.urls import reverse

from dci.translation import lanes
from dci.translation.exchange import markup
from dci.translation.inline_rich_text import as_edited
from dci.translation.lane import presence
from tests.factories import ContentFactory
from tests.translating import edit
from tests.translation.at_the_desk import lane_form, lane_url, reviewer, signed_in

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 5000


@pytest.fixture
def text_page():
    """A page with a paragraph of rich text, as path ``body.t#a``."""
    body = [{"type": "text", "id": "t", "value": '<p data-block-key="a">Every child</p>'}]
    return ContentFactory(title_en="About us", body_en=body)


@pytest.fixture
def client():
    return signed_in(reviewer("fr"))


def test_signs_that_no_text_has_are_not_taken_from_a_form(client, text_page):
    form = lane_form(client, text_page)
    form["target:title"] = "Un\ufdd0"
    form["target:body.t#a"] = '<a href="java\ufdd2script:x()">Deux</a>'
    form.send()
    targets = [segment.target for segment in lanes.segments(text_page, "fr")]
    assert targets == ["Un\ufffd", '<a href="java\ufffdscript:x()">Deux</a>']


@pytest.mark.parametrize("sign", ["\uf8ff", "\ufdd0"])
def test_lane_opens_whatever_signs_its_texts_have(client, text_page, sign):
    edit(text_page, body=[{"type": "text", "id": "t", "value": f"<p>Apple {sign}</p>"}])
    assert f"Apple {sign}" in client.get(lane_url(text_page)).content.decode()


@pytest.mark.parametrize(
    "link",
    [
        "<a linktype='page' id='x'>Un</a>",
        "<a linktype='page'>Un</a>",
        "<a linktype='document' id='²'>Un</a>",
        "<a linktype='page' id='x' data-id='5'>Un</a>",
    ],
)
def test_link_without_a_key_is_none(client, text_page, link):
    answer = client.post(f"{lane_url(text_page)}editor/", {"html": link})
    [state] = answer.json()["states"]
    assert "Un" in state
    form = lane_form(client, text_page)
    form["target:body.t#a"] = link
    assert form.send().status_code == 302
    targets = [segment.target for segment in lanes.segments(text_page, "fr")]
    assert targets[1] == "Un"


@pytest.mark.parametrize(
    ("method", "view", "data"),
    [
        ("post", "../assign/", {"lane": ENDLESS}),
        ("post", "../assign/", {"lane": "1", "to": ENDLESS}),
        ("get", "history/comparison/", {"from": ENDLESS, "to": "1"}),
        ("get", "history/comparison/", {"from": "live", "to": ENDLESS}),
        ("post", "history/restore/", {"version": ENDLESS}),
    ],
)
def test_number_that_takes_too_long_to_read_is_no_key(client, text_page, method, view, data):
    url = urljoin(lane_url(text_page), view)
    assert getattr(client, method)(url, data).status_code in {302, 400, 404}


def test_pages_with_such_numbers_are_not_found_either(admin_client, text_page):
    copy = reverse("wagtailadmin_pages:copy", args=[text_page.pk])
    move = f"/admin/api/main/pages/{text_page.pk}/action/move/"
    publish = "/admin/bulk/dci/sitepage/publish/"
    answers = [
        admin_client.post(copy, {"new_parent_page": ENDLESS}),
        admin_client.post(move, {"destination_page_id": ENDLESS}),
        admin_client.get(publish, {"id": ENDLESS}),
    ]
    assert all(400 <= answer.status_code < 500 for answer in answers)


@pytest.mark.parametrize("text", ["<b " * 8000, "<" + "a" * 40_000, '<a "' * 8000, "<!--" * 8000])
def test_tags_that_are_never_closed_take_no_time(text):
    begun = time.monotonic()
    assert "".join(as_edited(text).split()) == markup.escaped("".join(text.split()))
    assert not markup.tags(text)
    assert time.monotonic() - begun < 2


def test_bracket_that_begins_no_tag_is_text():
    assert as_edited("a <b <b>c</b> < d<!-- e -->") == "a &lt;b <b>c</b> &lt; d"


@pytest.mark.parametrize("is_live", [True, False])
def test_editor_tells_the_address_of_public_pages_only(client, text_page, is_live):
    other = ContentFactory(title_en="Never told", slug="never-told", live=is_live)
    link = f'<a linktype="page" id="{other.pk}">Un</a>'
    [state] = client.post(f"{lane_url(text_page)}editor/", {"html": link}).json()["states"]
    assert ("never-told" in state) == is_live
    assert as_edited(link) == link


def test_nobody_is_there_in_more_than_ten_tabs():
    cache.clear()
    anne, ben = reviewer("fr"), reviewer("fr")
    for tab in range(12):
        presence.note(1, anne, str(tab))
    assert len(presence.note(1, ben, "other")) == 10


def test_preview_of_a_task_tells_other_languages_nothing(text_page):
    url = f"{lane_url(text_page)}workflow/preview/1/"
    assert signed_in(reviewer("fr")).get(url).status_code == 302
    response = signed_in(reviewer("es")).get(url)
    assert response.headers.get("Location") == reverse("wagtailadmin_home")
