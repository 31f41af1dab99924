"""What of an object is language, and what all its languages share."""

import pytest
from wagtail import blocks

from dci.models import ContentPage
from dci.translation import lanes
from dci.translation.passages import read, translated_columns
from tests.factories import (
    ContentFactory,
    DocumentSetFactory,
    LevelFactory,
    MemberFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProjectFactory,
)
from tests.translating import fresh, translate

pytestmark = pytest.mark.django_db


def one(**value) -> list[dict]:
    """A list block with one item."""
    return [{"type": "item", "id": "i", "value": value}]


VARIANT = {"language": "ar", "document": None, "address": "https://example.org/"}
RICH = '<p data-block-key="k">Text</p>'

# Every block of a page's body, and those of its values that are language.
BLOCKS = {
    "heading": ("Aims", [""]),
    "text": (RICH, ["#k"]),
    "definitions": (one(term="Research", explanation=RICH), [".i.term", ".i.explanation#k"]),
    "quote": (
        {"quote": "Listen", "attribution": "A judge", "source": "Report"},
        [".quote", ".attribution", ".source"],
    ),
    "callout": ({"heading": "Note", "text": RICH}, [".heading", ".text#k"]),
    "image": ({"image": None, "caption": "A court"}, [".caption"]),
    "video": (
        {"title": "Film", "address": "https://example.org/", "transcript": RICH},
        [".title", ".transcript#k"],
    ),
    "figures": (
        one(qualifier="over", value=90, label="NGOs", year=2014, source="Report"),
        [".i.label", ".i.source"],
    ),
    "milestones": (one(date="2014-03", text="Launch"), [".i.text"]),
    "documents": (one(title="Flyer", variants=one(**VARIANT)), [".i.title"]),
    "organisations": ({"heading": "With", "organisations": []}, [".heading"]),
    "logo_wall": ({"heading": "With", "organisations": []}, [".heading"]),
    "projects": ({"heading": "Projects", "projects": []}, [".heading"]),
    "links": (
        one(title="Convention", text="Read it", page=None, address="https://example.org/"),
        [".i.title", ".i.text"],
    ),
}


def paths(obj) -> list[str]:
    return [passage.path for passage in read(fresh(obj))]


def test_the_table_names_every_block():
    assert BLOCKS.keys() == ContentPage._meta.get_field("body_en").stream_block.child_blocks.keys()


@pytest.mark.parametrize("kind", BLOCKS)
def test_texts_of_a_block_are_language(kind):
    value, language = BLOCKS[kind]
    page = ContentFactory(body_en=[{"type": kind, "id": "b", "value": value}])
    assert paths(page) == ["title", *(f"body.b{name}" for name in language)]


@pytest.mark.parametrize("kind", BLOCKS)
def test_everything_else_of_a_block_is_shared(kind):
    value, language = BLOCKS[kind]
    page = ContentFactory(body_en=[{"type": kind, "id": "b", "value": value}])
    translate(page)
    french = str(fresh(page).body_fr.get_prep_value())
    assert french.count("[fr] ") == len(language)
    assert french.replace("[fr] ", "") == str(fresh(page).body_en.get_prep_value())


@pytest.mark.parametrize(
    "texts",
    [
        {"introduction_en": "Who we are"},
        {"body_en": [{"type": "heading", "id": "b", "value": "Aims"}]},
        {"body_en": [{"type": "text", "id": "b", "value": RICH}]},
    ],
)
def test_passage_without_a_translation_is_never_filled_in(texts):
    page = ContentFactory(**texts)
    with pytest.raises(KeyError):
        list(translated_columns(page, "fr", {"title": "Titre"}))


def test_fields_come_in_the_order_of_the_page_without_the_empty_ones():
    project = ProjectFactory(title_en="Title", place_en="Paris", introduction_en="In short")
    assert paths(project) == ["title", "place", "introduction"]


def test_empty_text_of_a_block_is_no_passage_and_stays_empty():
    value = {"quote": "Listen", "attribution": "", "source": ""}
    page = ContentFactory(body_en=[{"type": "quote", "id": "b", "value": value}])
    translate(page)
    assert fresh(page).body_fr.get_prep_value()[0]["value"] == {**value, "quote": "[fr] Listen"}


def test_child_rows_are_found_by_their_key_however_deep():
    level = LevelFactory()
    member = MemberFactory(level=level, role_en="Member", text_en=RICH)
    below = f"levels.{level.pk}"
    assert paths(level.page) == [
        "title",
        f"{below}.title",
        f"{below}.members.{member.pk}.role",
        f"{below}.members.{member.pk}.text#k",
    ]


def test_rows_of_a_project_are_language_only_where_they_are_text():
    project = ProjectFactory(start="2014-03", countries=["BE"])
    milestone = MilestoneFactory(project=project)
    flyer = DocumentSetFactory(project=project, in_languages=["ar"])
    rows = {f"milestones.{milestone.pk}.text", f"document_sets.{flyer.pk}.title"}
    assert set(paths(project)) == {"title"} | rows


class MapBlock(blocks.StructBlock):
    """Something that the code of this package has never heard of."""

    place = blocks.FloatBlock()
    raw = blocks.RawHTMLBlock()
    legend = blocks.CharBlock()
    parts = blocks.StreamBlock([("heading", blocks.CharBlock())])


@pytest.fixture
def map_block(monkeypatch):
    """A new kind of block in the body of content pages."""
    block = MapBlock()
    block.set_name("map")
    for column in ("body", "body_en", "body_fr"):
        known = ContentPage._meta.get_field(column).stream_block.child_blocks
        monkeypatch.setitem(known, "map", block)
    return {"place": 50.8, "raw": "<svg>Map</svg>", "legend": "Brussels", "parts": []}


def test_block_of_a_new_kind_is_neither_dropped_nor_refused(map_block):
    page = ContentFactory(body_en=[{"type": "map", "id": "b", "value": map_block}])
    translate(page)
    assert fresh(page).body_fr.get_prep_value()[0]["value"] == {
        **map_block,
        "legend": "[fr] Brussels",
    }


def test_block_that_is_no_longer_known_is_passed_over_and_kept(map_block):
    gone = {"type": "gone", "id": "g", "value": 1}
    heading = {"type": "heading", "id": "h", "value": "Here"}
    value = {**map_block, "parts": [gone, heading]}
    page = ContentFactory(body_en=[{"type": "map", "id": "b", "value": value}])
    translate(page)
    assert fresh(page).body_fr.get_prep_value()[0]["value"]["parts"] == [
        gone,
        {**heading, "value": "[fr] Here"},
    ]


def test_links_inside_a_text_may_lead_elsewhere_in_each_language():
    english = '<p data-block-key="k">Read <a id="3" linktype="document">it</a>.</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "b", "value": english}])
    answer = 'Lisez-<a id="4" linktype="document">le</a>.'
    lanes.save_draft(page, "fr", {"title": "Titre", "body.b#k": answer})
    lanes.publish(page, "fr")
    assert fresh(page).body_fr[0].value.source == f'<p data-block-key="k">{answer}</p>'


def test_description_of_an_image_inside_a_text_is_translated():
    image = '<embed alt="A judge" embedtype="image" format="left" id="7"/>'
    page = ContentFactory(body_en=[{"type": "text", "id": "b", "value": image}])
    translate(page)
    assert 'alt="[fr] A judge"' in fresh(page).body_fr[0].value.source


def test_chosen_organisations_are_shared():
    value = {"heading": "", "organisations": [OrganisationFactory().pk]}
    page = ContentFactory(body_en=[{"type": "logo_wall", "id": "b", "value": value}])
    translate(page)
    assert fresh(page).body_fr[0].value["organisations"][0].pk == value["organisations"][0]
