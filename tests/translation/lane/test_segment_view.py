"""Segments that are saved as one types, and what the lane's script asks besides."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from dci.translation import lanes
from dci.translation.lane.lines import BASE, TARGET, VALID
from tests.factories import ContentFactory
from tests.translating import edit, fresh, states, target, translate
from tests.translation.at_the_desk import (
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
    typed,
)

pytestmark = pytest.mark.django_db


class Typist:
    """Somebody with the lane open, whose script saves single segments."""

    def __init__(self, client, page):
        self.client, self.page = client, page
        self.form = lane_form(client, page)

    def type(self, path: str, text: str, **more):
        fields = {TARGET + path: text, BASE + path: self.form[BASE + path], **more}
        return self.client.post(f"{lane_url(self.page)}segment/", fields)


# Keeping


def test_segment_is_kept_as_a_draft(client, page):
    answer = Typist(client, page).type("title", "À propos").json()
    assert answer["segments"]["title"]["state"] == "valid"
    assert answer["left"] == {"passages": 1, "words": 3}
    assert (target(page), fresh(page).title_fr) == ("À propos", None)


def test_answer_is_the_base_of_what_is_typed_next(client, page):
    maria = Typist(client, page)
    answer = maria.type("title", "À propos").json()
    maria.form["base:title"] = answer["segments"]["title"]["base"]
    assert maria.type("title", "À propos de nous").status_code == 200
    assert target(page) == "À propos de nous"


def test_same_text_sent_again_is_kept_once(client, page):
    maria = Typist(client, page)
    assert [maria.type("title", "À propos").status_code for _time in range(2)] == [200, 200]
    assert Revision.objects.for_instance(lane_of(page)).count() == 1


def test_segment_of_the_editor_is_kept_as_html(client):
    page = ContentFactory(
        body_en=[{"type": "text", "id": "t", "value": '<p data-block-key="a">One</p>'}]
    )
    Typist(client, page).type("body.t#a", typed("Un & deux"))
    assert target(page, "body.t#a") == "Un &amp; deux"


def test_still_valid_is_an_answer(client, page):
    translate(page)
    edit(page, title_en="About us!")
    Typist(client, page).type("title", "[fr] About us", **{VALID + "title": "on"})
    assert states(page)["title"] == "valid"


# Others


def test_text_of_somebody_else_is_shown_and_not_overwritten(client, page):
    one, two = Typist(client, page), Typist(client, page)
    one.type("title", "À propos")
    answer = two.type("title", "Qui nous sommes")
    assert (answer.status_code, target(page)) == (409, "À propos")
    assert answer.json()["segments"]["title"]["theirs"] == "À propos"


def test_who_has_seen_the_other_text_decides(client, page):
    one, two = Typist(client, page), Typist(client, page)
    one.type("title", "À propos")
    refused = two.type("title", "Qui nous sommes").json()
    two.form["base:title"] = refused["segments"]["title"]["base"]
    assert two.type("title", "Qui nous sommes").status_code == 200
    assert target(page) == "Qui nous sommes"


def test_segments_of_two_people_are_both_kept(client, page):
    one, two = Typist(client, page), Typist(signed_in(reviewer("fr")), page)
    one.type("title", "À propos")
    two.type("introduction", "Nous")
    assert (target(page), target(page, "introduction")) == ("À propos", "Nous")


def test_text_for_a_source_that_has_moved_on_is_kept_as_outdated(client, page):
    maria = Typist(client, page)
    edit(page, title_en="The movement")
    answer = maria.type("title", "À propos").json()
    assert answer["segments"]["title"]["state"] == "outdated"
    assert target(page) == "À propos"


def test_text_of_a_removed_passage_is_sent_back(client, page):
    maria = Typist(client, page)
    edit(page, introduction_en="")
    answer = maria.type("introduction", "Qui nous sommes").json()
    assert (answer["lost"], answer["segments"]) == (["Qui nous sommes"], {})


def test_text_that_does_not_fit_is_refused_alone(client, page):
    answer = Typist(client, page).type("title", "é" * 256)
    assert answer.status_code == 422
    assert "255" in answer.json()["errors"]["target:title"][0]


def test_other_languages_are_not_to_be_written(page):
    client = signed_in(translator("es"))
    url = lane_url(page, "fr")
    for view in ("segment", "editor", "presence"):
        assert client.post(f"{url}{view}/", {"target:title": "À propos"}).status_code in (302, 403)
    assert target(page) == ""


# The history stays readable


def test_one_sitting_is_one_version(client, page):
    maria = Typist(client, page)
    maria.type("title", "À propos")
    maria.type("introduction", "Nous")
    assert Revision.objects.for_instance(lane_of(page)).count() == 1


@pytest.mark.parametrize("case", ["somebody else", "an hour later", "an hour ahead", "published"])
def test_another_sitting_is_another_version(client, page, case):
    translate(page)
    Typist(client, page).type("title", "Un")
    if case == "somebody else":
        client = signed_in(reviewer("fr"))
    elif case == "published":
        lanes.publish(page, "fr")
    else:
        hours = timedelta(hours=1 if case == "an hour ahead" else -1)  # the clock was put back
        created = timezone.now() + hours
        Revision.objects.for_instance(lane_of(page)).update(created_at=created)
    before = Revision.objects.for_instance(lane_of(page)).count()
    Typist(client, page).type("title", "Deux")
    assert Revision.objects.for_instance(lane_of(page)).count() == before + 1


# Who else is here


def test_second_who_opens_a_lane_is_told(page):
    cache.clear()
    anne, ben = reviewer("fr"), reviewer("fr")
    url = f"{lane_url(page)}presence/"
    assert signed_in(anne).post(url, {"tab": "1"}).json()["others"] == []
    (sentence,) = signed_in(ben).post(url, {"tab": "2"}).json()["others"]
    assert sentence.startswith(f"{anne.username} has had this open since")


def test_who_has_two_tabs_is_named_once(page):
    cache.clear()
    anne, ben = signed_in(reviewer("fr")), signed_in(reviewer("fr"))
    url = f"{lane_url(page)}presence/"
    for tab in "12":
        anne.post(url, {"tab": tab})
    assert len(ben.post(url, {"tab": "3"}).json()["others"]) == 1


def test_own_second_tab_is_told_and_forgotten_when_closed(client, page):
    cache.clear()
    url = f"{lane_url(page)}presence/"
    client.post(url, {"tab": "1"})
    (sentence,) = client.post(url, {"tab": "2"}).json()["others"]
    assert sentence.startswith("You have this open in another tab")
    client.post(url, {"tab": "1", "left": "1"})
    assert client.post(url, {"tab": "2"}).json()["others"] == []


# What the editor begins with


def test_source_is_copied_with_its_markup(client):
    text = '<p data-block-key="a">H<sub>2</sub>O</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    lane_form(client, page)
    answer = client.post(f"{lane_url(page)}editor/", {"source": "body.t#a"})
    assert answer.json() == {"source": "H<sub>2</sub>O"}


def test_source_of_no_passage_is_not_found(client, page):
    answer = client.post(f"{lane_url(page)}editor/", {"source": "slug"}, follow=True)
    assert answer.status_code == 404


# Queries


def test_queries_of_a_save_do_not_grow_with_the_lane(client, django_assert_max_num_queries):
    paragraphs = "".join(f'<p data-block-key="{n}a">Text {n}</p>' for n in range(40))
    page = ContentFactory(
        title_en="Long", body_en=[{"type": "text", "id": "t", "value": paragraphs}]
    )
    maria = Typist(client, page)
    with django_assert_max_num_queries(45):
        maria.type("title", "Longue")


def test_who_only_asks_holds_up_nobody(client, page):
    url = lane_url(page)
    client.post(f"{url}presence/", {"tab": "1"})  # the first request of a while is noted
    with CaptureQueriesContext(connection) as asked:
        client.post(f"{url}presence/", {"tab": "1"})
        client.post(f"{url}editor/", {"html": "Un"})
    assert not [one["sql"] for one in asked.captured_queries if "SAVEPOINT" in one["sql"]]
