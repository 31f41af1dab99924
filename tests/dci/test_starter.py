"""The organisation's content, as it comes with the site.

Names, figures and dates are those of the organisation's own facts, written out here a second time.
"""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from dci import languages
from dci.models import ContentPage, HomePage, SiteDocument, SiteImage, SitePage, SiteSettings
from dci.starter import reading
from dci.translation import lanes
from dci.translation.models import Translation
from network.models import LogoGroup, NetworkLevel
from partners.models import Organisation, PartnerPage
from projects.models import DocumentSet, KeyFigure, Milestone, ProjectPage, Region
from tests import facts
from tests.reading import Seen
from tests.translating import edit, fresh, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_site")]

INTERNATIONAL = {
    "global-study-deprivation-of-liberty": ("2014-03", ""),
    "together-for-justice": ("2014", ""),
    "reducing-violence-against-children": ("2014", ""),
    "justice-for-children-award": ("", "2016-08"),
    "world-congress-2018": ("2018-05-28", "2018-05-30"),
}
REGIONAL = {
    "child-protection-policy-west-africa": "africa",
    "defence-for-girls": "africa",
    "guidelines-children-justice-africa": "africa",
    "maan-for-adala": "mena",
    "juvenile-justice-observatory": "americas",
    "childrens-rights-behind-bars": "europe",
    "twelve": "europe",
    "safeguard": "europe",
    "resiland": "europe",
}
PARTNERS = {
    "ECOSOC", "UNICEF", "UNESCO", "ILO", "CoE", "FRA", "IPJJ", "Child Rights Connect", "INCO",
    "ACPF", "ECPAT",
}  # fmt: skip
FIGURES = {
    "global-study-deprivation-of-liberty": [("over", 90, None)],
    "reducing-violence-against-children": [
        ("more_than", 297000, None),
        ("none", 27, None),
        ("none", 4499, None),
        ("none", 84, None),
        ("none", 7723, None),
    ],
    "defence-for-girls": [("none", 57000, 2014), ("none", 251, 2014), ("none", 198, 2014)],
    "maan-for-adala": [("none", 10, None)],
    "juvenile-justice-observatory": [("none", 31067, 2014), ("none", 27417, 2015)],
    "childrens-rights-behind-bars": [("none", 14, None)],
    "resiland": [("none", 30, None), ("none", 18, None)],
}
DOCUMENTS = {
    "Congress flyer": ["en", "fr", "es", "ar"],
    "Invitation letter": ["en", "ar"],
    "Call for papers": ["en", "fr", "es"],
    "Save the date": ["fr"],
}
LOGOS = {"In Belgium": 4, "At an international level": 4}


# What there is


def test_visitors_read_every_fact():
    assert list(facts.missing(facts.titles())) == []


def test_five_international_projects_with_their_dates():
    projects = ProjectPage.objects.live().international()
    assert {page.slug: (page.start, page.end) for page in projects} == INTERNATIONAL


def test_nine_regional_projects_in_their_regions():
    projects = ProjectPage.objects.live().regional()
    assert {page.slug: page.regions.get().slug for page in projects} == REGIONAL


def test_four_regions_with_their_desks():
    assert {region.slug: region.desk_en for region in Region.objects.all()} == {
        "africa": "Sierra Leone",
        "mena": "Palestine",
        "americas": "Uruguay",
        "europe": "Brussels",
    }


def test_eleven_partners_each_with_a_relationship():
    organisations = [page.organisation for page in PartnerPage.objects.live()]
    assert {one.acronym_en or one.name_en for one in organisations} == PARTNERS
    assert all(one.relationships.exists() for one in organisations)


@pytest.mark.parametrize(
    ("acronym", "kind", "since"),
    [("ECOSOC", "special_consultative_status", "1993"), ("ACPF", "agreement", "2012")],
)
def test_relationships_say_since_when(acronym, kind, since):
    organisation = Organisation.objects.get(acronym_en=acronym)
    assert [(one.kind, one.since) for one in organisation.relationships.all()] == [(kind, since)]


@pytest.mark.parametrize("slug", FIGURES)
def test_figures_are_those_of_the_organisation(slug):
    figures = KeyFigure.objects.filter(project__slug=slug)
    assert [(one.qualifier, one.value, one.year) for one in figures] == FIGURES[slug]


def test_no_other_project_has_figures():
    assert set(KeyFigure.objects.values_list("project__slug", flat=True)) == FIGURES.keys()


def test_milestones_of_the_campaign_are_as_precise_as_they_are_known():
    milestones = Milestone.objects.filter(project__slug="global-study-deprivation-of-liberty")
    assert [one.date for one in milestones] == ["2014-03", "2014-12-18", "2016"]


def test_documents_of_the_congress_are_in_their_languages():
    sets = DocumentSet.objects.filter(project__slug="world-congress-2018")
    assert {
        one.title_en: [variant.language for variant in one.variants.all()] for one in sets
    } == DOCUMENTS


def test_every_document_is_a_file_in_the_language_it_is_listed_under():
    variants = [one for documents in DocumentSet.objects.all() for one in documents.variants.all()]
    assert [one.language for one in variants] == [one.document.language for one in variants]
    assert SiteDocument.objects.count() == len(variants) == 10
    for one in variants:
        with one.document.file.open() as file:
            assert file.read(5) == b"%PDF-"


def test_network_has_both_levels_and_both_logo_walls():
    assert [level.key for level in NetworkLevel.objects.all()] == ["international", "national"]
    groups = {group.title_en: group.organisations_shown for group in LogoGroup.objects.all()}
    assert {title: len(shown) for title, shown in groups.items()} == LOGOS
    assert all(one.logo for shown in groups.values() for one in shown)


def test_four_areas_of_action_in_their_order():
    actions = ContentPage.objects.get(slug="actions")
    [definitions] = actions.body_en.blocks_by_name("definitions")
    terms = [definition["term"].lower() for definition in definitions.value]
    keys = ["training", "advocacy", "legal", "research"]
    assert [key for term, key in zip(terms, keys, strict=True) if key in term] == keys


def test_pages_of_every_kind_and_those_the_law_asks_for():
    assert HomePage.objects.live().count() == 1
    slugs = set(ContentPage.objects.live().values_list("slug", flat=True))
    assert {"about", "actions", "legal-notice", "accessibility"} <= slugs


def test_record_of_truth_is_kept_once():
    names = list(Organisation.objects.values_list("name_en", flat=True))
    assert len(names) == len(set(names))


# Languages


@pytest.mark.parametrize("code", languages.TARGETS)
def test_every_lane_is_public_and_up_to_date(code):
    waiting = [
        str(lane)
        for lane in Translation.objects.filter(language=code)
        if lane.segments and not (lane.live and not lane.unanswered)
    ]
    assert waiting == []


@pytest.mark.parametrize("code", languages.ALL)
def test_every_text_is_there_in_every_language(code):
    models = [Organisation, SiteImage, SiteSettings, Region, KeyFigure, Milestone, ProjectPage]
    gaps = [
        f"{obj}: {name}"
        for model in models
        for obj in model.objects.all()
        for name in model.translated_fields
        if getattr(obj, f"{name}_en") and not getattr(obj, languages.column(name, code))
    ]
    assert gaps == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "Convention on the Rights of the Child"),
        ("fr", "Convention internationale des droits de l’enfant"),
        ("es", "Convención sobre los Derechos del Niño"),
    ],
)
def test_convention_has_its_official_name(code, name):
    texts = [str(getattr(page, f"body_{code}")) for page in ContentPage.objects.all()]
    assert any(name in text for text in texts)


def test_tree_is_sound():
    assert not any(SitePage.find_problems())


# Every link


def test_every_address_in_the_sites_own_links_answers(client):
    todo, answered = {"/", *(f"/{code}/" for code in languages.ALL)}, {}
    while todo:
        address = todo.pop()
        answered[address], links = answer(client, address)
        todo |= {link.partition("#")[0] for link in links} - answered.keys()
    wrong = {address: status for address, status in answered.items() if status != 200}
    assert wrong == {"/": 302}
    assert len([one for one in answered if one.startswith(("/en/", "/fr/", "/es/"))]) >= 3 * 36


def answer(client, address: str) -> tuple[int, set[str]]:
    """The status of an address, and the addresses it leads on to."""
    if address.startswith(settings.STATIC_URL):
        return 200 if finders.find(address.removeprefix(settings.STATIC_URL)) else 404, set()
    if address.startswith(settings.MEDIA_URL):
        file = Path(settings.MEDIA_ROOT, address.removeprefix(settings.MEDIA_URL))
        return 200 if file.is_file() else 404, set()
    response = client.get(address)
    if response.streaming:
        return response.status_code if response.getvalue() else 204, set()
    is_page = response.status_code == 200 and "html" in response.headers["Content-Type"]
    return response.status_code, Seen(response).links if is_page else set()


# Loading it again


@pytest.fixture
def load():
    """Runs the command: what it says."""

    def load() -> str:
        out = StringIO()
        call_command("load_starter", stdout=out)
        return out.getvalue()

    return load


def everything() -> dict[str, int]:
    """How many objects there are of each kind."""
    models = [SitePage, Organisation, SiteImage, SiteDocument, Region, KeyFigure, Translation]
    return {model.__name__: model.objects.count() for model in models}


def test_loading_it_again_doubles_nothing(load):
    before = everything()
    said = load()
    assert "Loaded 0; already there and unchanged 224." in said
    assert "Left alone" not in said
    assert everything() == before


def test_what_staff_have_changed_stays_and_is_named(load):
    twelve = ProjectPage.objects.get(slug="twelve")
    edit(twelve, subtitle_en="Our own words")
    unicef = Organisation.objects.get(acronym_en="UNICEF")
    unicef.website = "https://example.org/"
    unicef.save()
    said = load()
    assert fresh(twelve).subtitle_en == "Our own words"
    assert fresh(unicef).website == "https://example.org/"
    assert [line for line in said.splitlines() if "Left alone" in line] == [
        "Left alone: organisations/unicef: edited since",
        "Left alone: pages/twelve: edited since",
    ]


def test_what_translators_have_changed_stays_and_is_named(load):
    twelve = ProjectPage.objects.get(slug="twelve")
    lanes.save_draft(twelve, "fr", {"introduction": "Nos propres mots"})
    lanes.publish(twelve, "fr")
    assert "Left alone: pages/twelve: edited since" in load()
    assert fresh(twelve).introduction_fr == "Nos propres mots"


def test_what_staff_have_deleted_stays_away_and_is_named(load):
    ProjectPage.objects.get(slug="twelve").delete()
    Organisation.objects.get(acronym_en="UNICEF").delete()
    said = load()
    assert "Left alone: organisations/unicef: deleted since" in said
    assert "Left alone: pages/twelve: deleted since" in said
    assert not ProjectPage.objects.filter(slug="twelve").exists()


def test_what_staff_have_moved_and_unpublished_stays_so(load):
    about, legal = (
        ContentPage.objects.get(slug="about"),
        ContentPage.objects.get(slug="legal-notice"),
    )
    legal.move(about, pos="last-child")
    fresh(legal).unpublish()
    load()
    legal = fresh(legal)
    assert (legal.get_parent().pk, legal.live) == (about.pk, False)


# Each partner's page tells a thing once


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text).lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.parametrize(
    "page", [p for p in reading.read_pages() if "organisation" in p], ids=lambda page: page["key"]
)
@pytest.mark.parametrize("code", languages.ALL)
def test_what_is_known_of_a_partner_is_not_told_again_in_its_body(page, code):
    known = next(o for o in reading.read("organisations") if o["key"] == page["organisation"])
    notes = [row["note"] for row in known.get("relationships", []) if "note" in row]
    texts = [text[code] for text in [*notes, known.get("description")] if text]
    body = " ".join(block["text"][code] for block in page["body"] if "text" in block)
    assert not [run for text in texts for run in runs(text) & runs(body)]


# The first edit after loading


def test_first_english_edit_outdates_the_changed_paragraph_and_no_other():
    page = ContentPage.objects.get(slug="about")
    raw = page.body_en.get_prep_value()
    number, block = next((n, block) for n, block in enumerate(raw) if block["type"] == "text")
    widget = page.body_en.stream_block.child_blocks["text"].field.widget
    html = widget.format_value(block["value"])
    raw[number] = {**block, "value": widget.value_from_datadict({"t": html}, {}, "t")}
    raw[number]["value"] = raw[number]["value"].replace(" the ", " this ", 1)
    edit(page, body_en=raw)
    assert list(states(page).values()).count("outdated") == 1
    assert "missing" not in states(page).values()
