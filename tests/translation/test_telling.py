"""What a translator is told of a lane that can't be handed on yet."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_form, lane_url, reviewer, signed_in

pytestmark = pytest.mark.django_db


def page_of(number: int):
    """A page with this many passages, its title among them."""
    texts = [
        {"type": "heading", "id": f"h{n}", "value": f"Passage {n}"} for n in range(2, number + 1)
    ]
    return ContentFactory(title_en="Passage 1", body_en=texts)


def told(page, button: str) -> list[tuple[str, str]]:
    """Words and addresses of the links in the message after ``button`` was pressed."""
    client = signed_in(reviewer("fr"))
    lane_form(client, page).send(button)
    soup = BeautifulSoup(client.get(lane_url(page)).content, "html.parser")
    return [(link.text.strip(), link["href"]) for link in soup.select(".messages a")]


buttons = pytest.mark.parametrize("button", ["submit_for_review", "publish"])


@buttons
def test_all_of_a_few_gaps_are_named(button):
    page = page_of(10)
    assert told(page, button) == [
        (f"Passage {n}", f"{lane_url(page)}#segment-{n}") for n in range(1, 11)
    ]


@buttons
def test_of_many_gaps_the_others_are_counted(button):
    page = page_of(13)
    links = told(page, button)
    assert (len(links), links[-1]) == (11, ("and 3 more", f"{lane_url(page)}#segment-11"))


@buttons
def test_names_are_in_sight_and_not_scrolled_away(button):
    page = page_of(2)
    assert lane_form(signed_in(reviewer("fr")), page).send(button)["Location"] == lane_url(page)
