"""The lane in the admin: typing, saving, publishing, and others who do the same meanwhile."""

import json
from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dci.translation import lanes
from tests.factories import ContentFactory, FigureFactory, ImageFactory, ProjectFactory
from tests.translating import edit, fresh, states, translate
from tests.translation.at_the_desk import (
    answer_all,
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    typed,
    typed_link,
)

pytestmark = pytest.mark.django_db

MARKED = (
    '<p data-block-key="a">H<sub>2</sub>O and <b><i>every</i></b> '
    '<a href="https://x.org/?a=1&amp;b=2">child</a></p>'
)
MARKED_TARGET = (
    "H<sub>2</sub>O et <i><b>chaque</b></i> "
    '<a class="x" href="https://x.org/fr?a=1&amp;b=2">enfant</a>'
)


@pytest.fixture
def page():
    return ContentFactory(title_en="About us", introduction_en="Who we are")


@pytest.fixture
def text_page():
    """A page with a paragraph of rich text, as path ``body.t#a``."""
    body = [{"type": "text", "id": "t", "value": MARKED}]
    return ContentFactory(title_en="About us", body_en=body)


@pytest.fixture
def client():
    return signed_in(reviewer("fr"))


def target(page, path: str = "title") -> str:
    segments = lanes.segments(page, "fr")
    return next(segment.target for segment in segments if segment.path == path)


def editor_state(client, page, text: str) -> dict:
    """What the rich text editor begins with."""
    answer = client.post(f"{lane_url(page)}editor/", {"html": text})
    return json.loads(answer.json()["states"][0])


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
    assert response["Location"] == f"{lane_url(page)}#segment-2"
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


# Addresses


def test_address_is_the_one_asked_for(client, page):
    form = lane_form(client, page)
    answer_all(form)
    form["slug"] = "qui-nous-sommes"
    form.send("publish")
    assert fresh(page).address("fr") == "/fr/qui-nous-sommes/"


def test_address_of_a_sibling_is_refused_at_once_with_the_texts_kept(client, page):
    translate(ContentFactory(title_en="Other"), slug="pris")
    form = lane_form(client, page)
    form["target:title"], form["slug"] = "À propos", "pris"
    form.send()
    assert "pris" in form.errors["slug"]
    form.receive()
    assert (form["target:title"], form["slug"]) == ("À propos", "pris")


def test_two_translators_do_not_overwrite_each_others_address(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["slug"], two["slug"] = "a-propos", "nous"
    one.send()
    assert two.send().status_code == 409
    assert "a-propos" in two.errors["slug"]
    assert two.receive().send().status_code == 302
    assert lane_of(page).work.slug == "nous"


# Markup


def test_untouched_rich_text_stays_as_it_is_byte_for_byte(client, text_page):
    lanes.save_draft(text_page, "fr", {"title": "À propos", "body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    form["target:title"] = "Qui nous sommes"
    form.send("publish")
    assert target(text_page, "body.t#a") == MARKED_TARGET
    assert MARKED_TARGET in fresh(text_page).body_fr.get_prep_value()[0]["value"]


def test_touched_rich_text_keeps_its_inline_markup(client, text_page):
    lanes.save_draft(text_page, "fr", {"body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    state = editor_state(client, text_page, form["target:body.t#a"])
    state["blocks"][0]["text"] += "!"
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    written = target(text_page, "body.t#a")
    for part in ("<sub>2</sub>", "<i>chaque</i>", '<a href="https://x.org/fr?a=1&amp;b=2">', "!"):
        assert part in written


def test_new_paragraph_is_a_new_line(client, text_page):
    form = lane_form(client, text_page)
    state = json.loads(typed("Un"))
    state["blocks"].append({**state["blocks"][0], "key": "l", "text": "Deux"})
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    assert target(text_page, "body.t#a") == "Un<br/>Deux"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (typed("<script>x()</script>"), "&lt;script&gt;x()&lt;/script&gt;"),
        (typed_link("Un", url="javascript:x()"), "<a>Un</a>"),
        (typed_link("Un", url='https://x.org/" onclick="x()'), None),
        (typed_link("Un", kind="EMBED", url="https://evil.example/"), ""),
        (typed_link("Un", kind="IMAGE", src="x", onerror="x()"), ""),
        (typed("Un", block='p onclick="x()"'), ""),
    ],
)
def test_rich_text_is_cleaned_before_it_is_stored(client, text_page, sent, stored):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    form.send()
    written = target(text_page, "body.t#a")
    tags = BeautifulSoup(written, "html.parser").find_all(True)
    assert all(set(tag.attrs) <= {"href", "linktype", "id"} for tag in tags)
    assert written == stored if stored is not None else tags


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Un <b>mot</b>, H<sub>2</sub>O<br>et", "Un <b>mot</b>, H<sub>2</sub>O<br/>et"),
        ("<p onclick=x()>Un</p><p>Deux</p>", "Un<br/>Deux"),
        ('<a href="javascript:x()" onclick="x()">Un</a>', "<a>Un</a>"),
        ('<embed embedtype="image" id="3"/>', ""),
        ("a < b & {", "a &lt; b &amp; {"),
        ("</b>Un <i>mot", "Un <i>mot</i>"),
    ],
)
def test_html_from_the_plain_text_area_is_cleaned_too(client, text_page, sent, stored):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    form.send()
    assert target(text_page, "body.t#a") == stored


def test_editor_in_which_nobody_has_typed_changes_nothing(client, text_page):
    lanes.save_draft(text_page, "fr", {"body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    state = editor_state(client, text_page, MARKED_TARGET)
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    assert target(text_page, "body.t#a") == MARKED_TARGET


@pytest.mark.parametrize("sent", ['{"blocks": [3]}', '{"blocks": 3}', '{"blocks": [{"text": 1}]}'])
def test_rich_text_that_no_editor_sends_is_refused(client, text_page, sent):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    assert form.send().status_code == 400
    assert lane_of(text_page).latest_revision is None


def test_markup_in_a_plain_text_is_shown_and_not_obeyed(client, page):
    form = lane_form(client, page)
    answer_all(form)
    form["target:title"] = form["target:introduction"] = '<script>x()</script>"><b onclick="x()">'
    form.send("publish")
    for url in (fresh(page).address("fr"), lane_url(page), "/admin/translations/"):
        content = client.get(url).content.decode()
        assert "<script>x()" not in content
        assert "<b onclick" not in content


# Two translators in one lane


def test_two_translators_of_different_passages_keep_both(client, page):
    one, two = lane_form(client, page), lane_form(signed_in(reviewer("fr")), page)
    one["target:title"], two["target:introduction"] = "À propos", "Qui nous sommes"
    assert (one.send().status_code, two.send().status_code) == (302, 302)
    assert (target(page), target(page, "introduction")) == ("À propos", "Qui nous sommes")


def test_two_translators_of_one_passage_see_both_texts(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["target:title"] = "À propos", "Qui sommes-nous"
    two["target:introduction"] = "Nous"
    one.send()
    assert two.send().status_code == 409
    assert "À propos" in two.errors["target:title"]
    two.receive()
    assert (two["target:title"], two["target:introduction"]) == ("Qui sommes-nous", "Nous")
    assert target(page) == "À propos"


def test_who_has_seen_both_texts_decides(client, page):
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["target:title"] = "À propos", "Qui sommes-nous"
    one.send()
    two.send()
    assert two.receive().send().status_code == 302
    assert target(page) == "Qui sommes-nous"


def test_two_translators_of_one_rich_text_see_both_texts(client, text_page):
    one, two = lane_form(client, text_page), lane_form(client, text_page)
    one["target:body.t#a"], two["target:body.t#a"] = typed("Un"), typed("Deux")
    one.send()
    assert two.send().status_code == 409
    assert "Deux" in two.receive()["target:body.t#a"]
    assert target(text_page, "body.t#a") == "Un"


def test_still_valid_says_nothing_of_a_text_that_somebody_has_replaced(client, page):
    translate(page)
    edit(page, title_en="About us!")
    one, two = lane_form(client, page), lane_form(client, page)
    one["target:title"], two["valid:title"] = "Mieux", "on"
    one.send()
    two.send()
    assert target(page) == "Mieux"


def test_field_that_was_not_sent_erases_nothing(client, page):
    translate(page)
    form = lane_form(client, page)
    form.data = {}
    assert form.send().status_code == 302
    assert target(page) == "[fr] About us"


# English moves on while the form is open


def test_text_typed_for_an_older_source_is_kept_as_outdated(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    edit(page, title_en="The movement")
    form.send()
    assert (target(page), states(page)["title"]) == ("À propos", "outdated")


def test_still_valid_says_nothing_of_a_source_nobody_has_seen(client, page):
    translate(page)
    edit(page, title_en="About us!")
    form = lane_form(client, page)
    form["valid:title"] = "on"
    edit(page, title_en="The movement")
    form.send("publish")
    assert states(page)["title"] == "outdated"


def test_text_of_a_passage_that_is_gone_is_reported(client, text_page):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = typed("Chaque enfant")
    edit(text_page, body_en=[])
    response = form.send()
    shown = client.get(response["Location"]).content.decode()
    assert "no longer in the source: “Chaque enfant”" in shown


def test_untouched_passage_that_is_gone_is_not_reported(client, text_page):
    translate(text_page)
    form = lane_form(client, text_page)
    edit(text_page, body_en=[])
    assert "no longer in the source" not in client.get(form.send()["Location"]).content.decode()


# Preview


def test_preview_shows_the_draft_in_the_language(client):
    page = ProjectFactory(title_en="Justice")
    FigureFactory(project=page, label_en="girls took part")
    edit(page)
    form = lane_form(client, page)
    answer_all(form)
    form.send()
    response = client.get(f"{lane_url(page)}preview/")
    shown = BeautifulSoup(response.content, "html.parser")
    assert (shown.html["lang"], shown.h1.text.strip()) == ("fr", "traduit target:title")
    assert "traduit target:figures" in shown.main.text
    assert fresh(page).title_fr is None


def test_preview_shows_the_source_where_a_passage_is_missing(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    form.send()
    shown = client.get(f"{lane_url(page)}preview/").content.decode()
    assert "À propos" in shown
    assert "Who we are" in shown


def test_preview_is_neither_kept_nor_found(client, page):
    response = client.get(f"{lane_url(page)}preview/")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_picture_has_no_preview(client):
    image = ImageFactory()
    assert client.get(f"{lane_url(image)}preview/", follow=True).status_code == 404


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


# The address that the title suggests


def suggested(client, page) -> str:
    button = html(lane_form(client, page)).select_one("[data-slug]")
    return button["data-slug"] if button else ""


def test_address_is_suggested_from_the_title(client, page):
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert suggested(client, page) == "qui-nous-sommes"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Une justice adaptée : l’œuvre", "une-justice-adaptee-loeuvre"),
        ("Niños y niñas", "ninos-y-ninas"),
        ("حقوق الطفل", "حقوق-الطفل"),
        ("Права детей: йод", "права-детей-йод"),
    ],
)
def test_suggested_address_has_no_accents_and_keeps_other_scripts(client, page, title, address):
    lanes.save_draft(page, "fr", {"title": title})
    assert suggested(client, page) == address


def test_address_that_is_made_has_no_accents(page):
    lanes.save_draft(page, "fr", {"title": "Une justice adaptée", "introduction": "Qui"})
    lanes.publish(page, "fr")
    assert fresh(page).slug_fr == "une-justice-adaptee"


def test_suggested_address_is_nobody_elses(client, page):
    translate(ContentFactory(title_en="Other"), slug="qui-nous-sommes")
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert suggested(client, page) == "qui-nous-sommes-2"


def test_page_with_an_address_of_its_own_is_suggested_none(client, page):
    translate(page, slug="nous")
    assert suggested(client, page) == ""


# What stands beside a passage


def facts(form) -> list[str]:
    return [one.text for one in html(form).select(".lane-facts")]


def test_number_of_a_figure_is_shown_beside_its_label(client):
    project = ProjectFactory()
    FigureFactory(project=project, value=57000, label_en="girls took part")
    edit(project)
    (shown,) = facts(lane_form(client, project))
    assert "Number: 57000" in shown


def test_number_and_precision_of_a_block_are_shown_beside_its_label(client):
    figure = {"qualifier": "over", "value": 57000, "label": "girls", "year": 2018, "source": ""}
    item = {"type": "item", "id": "i", "value": figure}
    page = ContentFactory(body_en=[{"type": "figures", "id": "f", "value": [item]}])
    (shown,) = facts(lane_form(client, page))
    assert shown.endswith("Number: 57000 · Year: 2018")
