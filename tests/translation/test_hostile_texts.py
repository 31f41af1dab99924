"""Texts that nobody types by mistake: no screen breaks, and nothing of them is run."""

import pytest

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translating import edit
from tests.translation.at_the_desk import lane_form, lane_url, reviewer, signed_in

pytestmark = pytest.mark.django_db


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
