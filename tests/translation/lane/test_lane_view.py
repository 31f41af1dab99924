"""The lane in the admin: what it shows, saving, publishing and taking it back."""

from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dci.translation import lanes
from tests.factories import (
    ContentFactory,
    FigureFactory,
    ImageFactory,
    MilestoneFactory,
    ProjectFactory,
)
from tests.translating import edit, fresh, states, target, translate
from tests.translation.at_the_desk import (
    answer_all,
    lane_form,
    lane_of,
    lane_url,
)

pytestmark = pytest.mark.django_db


def html(form) -> BeautifulSoup:
    return BeautifulSoup(form.response.content, "html.parser")


# What is shown


def test_segments_stand_beside_their_targets(client, page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    first = html(lane_form(client, page)).select_one("#segment-1")
    source, written = first.select_one(".segment-source"), first.select_one("textarea")
    assert (source.text.strip(), source["lang"]) == ("About us", "en")
    assert (written.text.strip(), written.parent["lang"]) == ("À propos", "fr")


def test_tab_begins_with_the_title(client, page):
    title = html(lane_form(client, page)).title.text
    assert " ".join(title.split()).startswith("About us – français")


def test_headings_are_those_of_the_editors_form(client):
    body = [
        {"type": "heading", "id": "h", "value": "Our work"},
        {"type": "text", "id": "t", "value": "<p>One.</p>"},
        {"type": "text", "id": "u", "value": "<p>Two.</p><p>Three.</p>"},
        {
            "type": "definitions",
            "id": "d",
            "value": [
                {"type": "item", "id": "i", "value": {"term": "A", "explanation": "<p>B</p>"}},
            ],
        },
    ]
    page = ProjectFactory(title_en="Justice", body_en=deepcopy(body))
    FigureFactory(project=page, label_en="girls took part")
    edit(page)
    headings = html(lane_form(client, page)).select(".lane-heading")
    assert [" ".join(one.text.split()) for one in headings] == [
        "Title",
        "Content, Heading",
        "Content, Text 1",
        "Content, Text 2",
        "Content, Definitions, Definition 1, Term",
        "Content, Definitions, Definition 1, Explanation",
        "Key figure 1, What is counted",
        "Address",
    ]


def test_field_has_a_label_that_says_where_it_stands(client, page):
    label = html(lane_form(client, page)).select_one("label[for=target-1]")
    assert " ".join(label.text.split()) == "Title, passage 1, français"


def test_changed_words_of_the_source_are_marked(client, page):
    translate(page)
    edit(page, title_en="About our movement")
    changes = html(lane_form(client, page)).select_one("#segment-1 .segment-changes")
    assert changes.decode_contents() == "About <del>us</del><ins>our movement</ins>"


def test_picture_has_no_address(client):
    assert "slug" not in lane_form(client, ImageFactory()).data


# Saving and publishing


def test_saved_draft_is_kept_and_nobody_sees_it(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    form.send()
    assert (target(page), fresh(page).title_fr) == ("À propos", None)


def test_published_lane_is_what_visitors_read(client, page):
    form = lane_form(client, page)
    answer_all(form)
    form.send("publish")
    content = Client().get(fresh(page).address("fr")).content.decode()
    assert "traduit target:introduction" in content


def test_unanswered_passage_is_not_published_but_pointed_at(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    response = form.send("publish")
    assert f"{lane_url(page)}#segment-2" in client.get(response["Location"]).content.decode()
    assert (target(page), fresh(page).title_fr) == ("À propos", None)


def test_withdrawn_lane_leaves_the_site_and_keeps_its_texts(client, page):
    translate(page)
    lane_form(client, page).send("withdraw")
    assert (fresh(page).title_fr, target(page)) == (None, "[fr] About us")


def test_text_typed_before_withdrawing_is_kept(client, page):
    translate(page)
    form = lane_form(client, page)
    form["target:title"] = "Mieux"
    form.send("withdraw")
    assert (fresh(page).title_fr, target(page)) == (None, "Mieux")


def test_saving_an_untouched_form_makes_no_draft(client, page):
    translate(page)
    lane_form(client, page).send()
    assert not lane_of(page).has_unpublished_changes


def test_still_valid_translation_needs_no_other_words(client, page):
    translate(page)
    edit(page, title_en="About us!")
    form = lane_form(client, page)
    form["valid:title"] = "on"
    form.send()
    assert (states(page)["title"], target(page)) == ("valid", "[fr] About us")


def test_outdated_translation_stays_outdated_unless_somebody_says_so(client, page):
    translate(page)
    edit(page, title_en="About us!")
    lane_form(client, page).send("publish")
    assert (states(page)["title"], fresh(page).title_fr) == ("outdated", "[fr] About us")


def test_emptied_target_is_missing_again(client, page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    form = lane_form(client, page)
    form["target:title"] = " "
    form.send()
    assert states(page)["title"] == "missing"


# Limits


def test_title_that_does_not_fit_is_refused_with_its_text_kept(client, page):
    form = lane_form(client, page)
    form["target:title"] = "é" * 256
    form.send("publish")
    assert "255" in form.errors["target:title"]
    assert form.receive()["target:title"] == "é" * 256


def test_title_stays_on_one_line(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À\r\npropos"
    form.send()
    assert target(page) == "À propos"


def test_line_ends_of_the_browser_do_not_touch_a_text(client, page):
    lanes.save_draft(page, "fr", {"introduction": "Un\nDeux"})
    form = lane_form(client, page)
    form["target:introduction"] = "Un\r\nDeux"
    form.send()
    assert target(page, "introduction") == "Un\nDeux"


# Queries


def test_queries_do_not_grow_with_the_lane(client, django_assert_max_num_queries):
    page = ProjectFactory(title_en="Justice")
    FigureFactory.create_batch(40, project=page)
    edit(page)
    client.get(lane_url(page))
    with django_assert_max_num_queries(60):
        client.get(lane_url(page))


def test_links_of_many_passages_are_looked_up_together(client, django_assert_max_num_queries):
    other = ContentFactory()
    links = "".join(
        f'<p data-block-key="{n}a"><a linktype="page" id="{other.pk}">Text {n}</a></p>'
        for n in range(40)
    )
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": links}])
    translate(page)
    client.get(lane_url(page))
    with django_assert_max_num_queries(60):
        client.get(lane_url(page))


# What stands beside a passage


def facts(form) -> list[str]:
    return [one.text for one in html(form).select(".lane-facts")]


def test_number_of_a_figure_is_shown_beside_its_label(client):
    project = ProjectFactory()
    FigureFactory(project=project, value=57000, label_en="girls took part")
    edit(project)
    (shown,) = facts(lane_form(client, project))
    assert "Number: 57000" in shown


def test_date_of_a_milestone_is_shown_beside_its_text(client):
    milestone = MilestoneFactory(date="2014-03", text_en="Campaign launched")
    edit(milestone.project)
    (shown,) = facts(lane_form(client, milestone.project))
    assert "Date: 2014-03" in shown


def test_picture_is_shown_beside_its_words(client):
    picture = ImageFactory(title="Courtroom")
    value = {"image": picture.pk, "caption": "A hearing"}
    page = ContentFactory(body_en=[{"type": "image", "id": "p", "value": value}])
    shown = BeautifulSoup(client.get(lane_url(page)).content, "html.parser")
    assert "Courtroom" in shown.select_one(".own-value").text


def test_number_and_precision_of_a_block_are_shown_beside_its_label(client):
    figure = {"qualifier": "over", "value": 57000, "label": "girls", "year": 2018, "source": ""}
    item = {"type": "item", "id": "i", "value": figure}
    page = ContentFactory(body_en=[{"type": "figures", "id": "f", "value": [item]}])
    (shown,) = facts(lane_form(client, page))
    assert shown.endswith("Number: 57000 · Year: 2018")
