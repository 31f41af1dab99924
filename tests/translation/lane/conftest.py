"""A plain page, one with markup, and a reviewer at the forms of their lanes."""

import pytest

from tests.factories import ContentFactory
from tests.translation.at_the_desk import reviewer, signed_in

MARKED = (
    '<p data-block-key="a">H<sub>2</sub>O and <b><i>every</i></b> '
    '<a href="https://x.org/?a=1&amp;b=2">child</a></p>'
)


@pytest.fixture
def page():
    return ContentFactory(title_en="About us", introduction_en="Who we are")


@pytest.fixture
def client():
    return signed_in(reviewer("fr"))


@pytest.fixture
def text_page():
    """A page with a paragraph of rich text, as path ``body.t#a``."""
    body = [{"type": "text", "id": "t", "value": MARKED}]
    return ContentFactory(title_en="About us", body_en=body)
