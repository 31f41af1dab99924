"""What visitors see of a project: its card in lists, its figures, its documents."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from dci.templatetags.documents import reader_first
from projects.models import DocumentVariant
from tests.factories import (
    DocumentFactory,
    DocumentSetFactory,
    FigureFactory,
    OrganisationFactory,
    ProjectFactory,
    RoleFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """Read a page in a language as its reader does."""
    return lambda page, code: BeautifulSoup(client.get(page.address(code)).content, "html.parser")


def chips(soup) -> list[tuple[str, bool]]:
    return [(chip["hreflang"], "chip--here" in chip["class"]) for chip in soup.select(".chip")]


@pytest.mark.parametrize(
    ("reader", "order"),
    [("en", "en fr es ar"), ("es", "es en fr ar"), ("ar", "ar en fr es"), ("de", "en fr es ar")],
)
def test_reader_first(reader, order):
    variants = [DocumentVariant(language=code) for code in ("ar", "es", "fr", "en")]
    assert [variant.language for variant in reader_first(variants, reader)] == order.split()


def test_own_language_comes_first_on_an_untranslated_page_too(read):
    project = DocumentSetFactory(in_languages=["en", "es"]).project
    assert chips(read(project, "es")) == [("es", True), ("en", False)]


def test_document_tells_language_format_and_size(read):
    document_set = DocumentSetFactory(title_en="Flyer")
    document = DocumentFactory(language="ar", file_size=1_234_567)
    DocumentVariant.objects.create(document_set=document_set, language="ar", document=document)
    chip = read(document_set.project, "en").select_one(".chip")
    assert " ".join(chip.text.split()) == "AR – العربيّة, Flyer, PDF 1.2 MB"
    assert (chip.bdi["lang"], chip.bdi["dir"], chip["type"]) == ("ar", "rtl", "application/pdf")


def test_figure_is_written_as_its_language_does(read):
    project = FigureFactory(value=297000, qualifier="more_than").project
    publish_lane(project, "fr", title="Projet")
    publish_lane(project.figures.get(), "fr", label="supports")
    assert read(project, "fr").select_one(".figures dd").text == "plus de 297\u202f000"


def test_card_of_an_untranslated_project_says_its_language(read):
    project = ProjectFactory(title_en="Behind Bars")
    index = project.get_parent().specific
    publish_lane(index, "fr", title="Projets")
    card = read(index, "fr").select_one(".project-card")
    assert card.h3.find_parent(lang=True)["lang"] == "en"
    assert "en anglais" in card.select_one(".project-card__meta").text


def test_card_of_a_translated_project_names_no_language(read):
    project = ProjectFactory(title_en="Behind Bars")
    index = project.get_parent().specific
    publish_lane(index, "fr", title="Projets")
    publish_lane(project, "fr", title="Derrière les barreaux")
    card = read(index, "fr").select_one(".project-card")
    assert card.h3.text == "Derrière les barreaux"
    assert "anglais" not in card.text


def test_organisation_without_website_is_not_a_link(read):
    project = RoleFactory(organisation=OrganisationFactory(website="")).project
    assert read(project, "en").select(".organisation a") == []


def test_logo_is_named_after_its_organisation():
    organisation = OrganisationFactory(name_en="Eurochild", with_logo=True)
    soup = BeautifulSoup(
        render_to_string("includes/logo.html", {"organisation": organisation}), "html.parser"
    )
    assert soup.img["alt"] == "Eurochild"
    assert (soup.img["width"], soup.img["height"]) == ("106", "53")
