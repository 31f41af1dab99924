"""Which pages the texts of a page link to."""

import json

import pytest

from dci.models import ContentPage
from dci.page_links import LINK, linked_keys


@pytest.mark.django_db  # a page asks for its type, unless that is remembered
def test_links_to_pages_are_found_and_no_others():
    text = '<p><a linktype="page" id="7">In</a> <a id="8" href="https://example.org">Out</a></p>'
    page = ContentPage(body_en=json.dumps([{"type": "text", "value": text}]))
    assert linked_keys(page) == {7}


def test_beginning_of_a_link_is_not_looked_at_from_there_to_the_end_of_the_text():
    """A text of thousands of beginnings would take seconds."""
    assert not LINK.match("<a <a>")
