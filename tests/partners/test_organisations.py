"""The register of organisations, as staff see it."""

import csv
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from PIL import Image

from dci.models import SiteImage
from partners.logos import optical_size
from partners.models import Organisation
from tests.admin import Form
from tests.factories import (
    EditorFactory,
    ImageFactory,
    OrganisationFactory,
    PartnerFactory,
    RelationshipFactory,
    RoleFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def acpf():
    organisation = OrganisationFactory(name_en="African Child Policy Forum", acronym_en="ACPF")
    publish_lane(organisation, "fr", name="Forum sur les politiques de l'enfance")
    return organisation


@pytest.fixture
def acpf_by_all_its_names(acpf):
    publish_lane(acpf, "fr", former_name="L’ancienne Maison des élèves")
    return acpf


def edit(organisation: Organisation) -> str:
    return reverse("wagtailsnippets_partners_organisation:edit", args=[organisation.pk])


@pytest.mark.parametrize(
    "words",
    [
        "policy forum",
        "acpf",
        "A.C.P.F.",
        "politiques",
        "Forum african",
        "eleves",
        "ÉLÈVES",
        "ancienne",
    ],
)
@pytest.mark.parametrize(
    "url_name",
    [
        "wagtailsnippets_partners_organisation:list",
        "wagtailsnippetchoosers_partners_organisation:choose_results",
    ],
)
def test_organisation_is_found_by_any_of_its_names(editor, acpf_by_all_its_names, words, url_name):
    OrganisationFactory(name_en="Dynamo")
    response = editor.get(reverse(url_name), {"q": words}).content.decode()
    assert "African Child Policy Forum (ACPF)" in response
    assert "Dynamo" not in response


def test_organisation_has_no_relationship_with_itself(editor, acpf):
    form = Form(editor, edit(acpf))
    form.add("relationships", other=acpf.pk, kind="member")
    form.send()
    message = "An organisation has no relationship with itself."
    assert form.errors == {"relationships-0-other": message}


def test_relationship_cannot_end_before_it_begins(editor, acpf):
    other = OrganisationFactory()
    form = Form(editor, edit(acpf))
    form.add("relationships", other=other.pk, kind="agreement", since="2012-03", until="2011")
    form.send()
    message = "The relationship ends before it begins."
    assert form.errors == {"relationships-0-until": message}


def test_relationship_may_begin_and_end_in_one_year(editor, acpf):
    other = OrganisationFactory()
    form = Form(editor, edit(acpf))
    form.add("relationships", other=other.pk, kind="agreement", since="2012-03", until="2012")
    form.send()
    assert form.errors == {}
    assert [row.until for row in acpf.relationships.all()] == ["2012"]


def test_relationships_keep_the_order_editors_gave_them(editor, acpf):
    rows = [RelationshipFactory(organisation=acpf, kind=kind) for kind in ("member", "agreement")]
    form = Form(editor, edit(acpf))
    form["relationships-0-ORDER"], form["relationships-1-ORDER"] = 2, 1
    form.send()
    assert list(acpf.relationships.all()) == rows[::-1]


def test_form_shows_english_names_only(editor, acpf):
    form = Form(editor, edit(acpf))
    assert "name_en" in form.data
    assert not {"name", "name_fr", "name_es"} & form.data.keys()


def test_editing_an_organisation_leaves_its_translation_alone(editor, acpf):
    form = Form(editor, edit(acpf))
    form["name_en"] = "African Child Policy Forum, Addis Ababa"
    form.send()
    acpf.refresh_from_db()
    assert acpf.name_fr == "Forum sur les politiques de l'enfance"


def test_deleted_organisation_takes_no_page_with_it(acpf):
    page, role = PartnerFactory(organisation=acpf), RoleFactory(organisation=acpf)
    acpf.delete()
    page.refresh_from_db()
    assert page.organisation is None
    assert role.project.roles_shown == []


def test_organisation_leads_to_its_published_page(acpf):
    PartnerFactory(organisation=acpf, live=False)
    page = PartnerFactory(organisation=acpf)
    assert acpf.page == page


@pytest.mark.parametrize(
    ("website", "host"), [("https://www.example.org/en/", "example.org"), ("", "")]
)
def test_website_is_shown_by_its_host(website, host):
    assert Organisation(website=website).host == host


@pytest.mark.parametrize(("width", "height"), [(100, 100), (2000, 1000), (300, 100), (150, 110)])
def test_logos_that_fit_have_the_same_area(width, height):
    wide, high = optical_size(width, height)
    assert 0.97 < wide * high / 5600 < 1.03 or high == 68


@pytest.mark.parametrize(("width", "height"), [(6000, 100), (100, 6000), (1, 1), (400, 300)])
def test_logos_fit_into_a_cell_of_the_wall(width, height):
    wide, high = optical_size(width, height)
    assert 1 <= wide <= 168
    assert 1 <= high <= 68


@pytest.mark.parametrize(("width", "height"), [(300, 150), (1200, 600), (8, 4)])
def test_logo_keeps_its_shape(width, height):
    organisation = OrganisationFactory(
        with_logo=True, logo__file__width=width, logo__file__height=height
    )
    assert size_shown(organisation) == ("106", "53")


@pytest.mark.parametrize("colour", [(0, 0, 0, 0), (255, 255, 255, 255)])
def test_logo_is_shown_without_its_empty_borders(colour):
    picture, content = Image.new("RGBA", (400, 400), colour), BytesIO()
    picture.paste((0, 90, 0, 255), (50, 150, 350, 300))
    picture.save(content, "PNG")
    organisation = OrganisationFactory(with_logo=True, logo__file__from_func=lambda: content)
    assert size_shown(organisation) == ("106", "53")


def test_logo_on_which_somebody_has_not_agreed_is_refused(editor, acpf):
    form = Form(editor, edit(acpf))
    form["logo"] = ImageFactory(consent="unknown").pk
    form.send()
    assert "consent" in form.errors["logo"]


def test_logo_may_be_a_drawing():
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 3"><path d="M0 0h6v3z"/></svg>'
    )
    logo = SiteImage.objects.create(title="Mark", file=ContentFile(drawing, "mark.svg"))
    organisation = OrganisationFactory(logo=logo)
    assert size_shown(organisation) == ("106", "53")


def size_shown(organisation: Organisation) -> tuple[str, str]:
    """Width and height of the logo on a wall."""
    shown = render_to_string("includes/logo.html", {"organisation": organisation})
    image = BeautifulSoup(shown, "html.parser").img
    return image["width"], image["height"]


LIST = reverse_lazy("wagtailsnippets_partners_organisation:list")


def test_register_tells_how_often_each_organisation_is_shown(editor, acpf):
    PartnerFactory(organisation=acpf)
    RoleFactory(organisation=acpf)
    page = BeautifulSoup(editor.get(LIST).content, "html.parser")
    usage = reverse("wagtailsnippets_partners_organisation:usage", args=[acpf.pk])
    assert page.select_one(f'td a[href="{usage}"]').get_text(strip=True) == "2"


def test_register_goes_into_a_spreadsheet(editor, acpf):
    acpf.website = "=cmd"
    acpf.save()
    RelationshipFactory(organisation=acpf, kind="member")
    answer = b"".join(editor.get(LIST, {"export": "csv", "q": "acpf"})).decode()
    [row] = csv.DictReader(StringIO(answer))
    assert row["Name (fr)"] == "Forum sur les politiques de l'enfance"
    assert row["Relationships"] == "member – Defence for Children International"
    assert row["Website"] == "'=cmd"
