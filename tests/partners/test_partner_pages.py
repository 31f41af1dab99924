"""The pages of the partners."""

import pytest
from django.utils import translation
from lxml import html

from partners.models import PartnerIndexPage, PartnerPage
from tests.factories import (
    OrganisationFactory,
    PartnerFactory,
    PartnerIndexFactory,
    ProjectFactory,
    RelationshipFactory,
    RoleFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


def test_partners_are_listed_in_the_order_of_the_titles_that_are_read():
    ecosoc, unicef = PartnerFactory(title_en="ECOSOC"), PartnerFactory(title_en="UNICEF")
    publish_lane(ecosoc, "fr", title="Zone économique")
    with translation.override("fr"):
        assert PartnerIndexPage.objects.get().partners_shown == [unicef, ecosoc]


def test_unpublished_partner_is_not_listed():
    PartnerFactory(live=False)
    assert PartnerIndexPage.objects.get().partners_shown == []


def test_partner_shows_its_relationships_in_every_language():
    page = PartnerFactory()
    row = RelationshipFactory(organisation=page.organisation, note_en="since the beginning")
    with translation.override("fr"):
        assert PartnerPage.objects.get(pk=page.pk).relationships_shown == [row]


def test_partner_page_without_organisation_has_no_relationships():
    assert PartnerFactory(organisation=None).relationships_shown == []


@pytest.mark.parametrize("number", [1, 8])
def test_list_of_partners_costs_two_queries(number, django_assert_num_queries):
    index = PartnerIndexFactory()
    for _ in range(number):
        organisation = OrganisationFactory()
        PartnerFactory(parent=index, organisation=organisation)
        RelationshipFactory(organisation=organisation)
    with django_assert_num_queries(2):
        for page in index.partners_shown:
            assert page.organisation.relationships_shown[0].other


def test_partner_page_names_the_projects_it_has_a_role_in(client):
    page, project = PartnerFactory(), ProjectFactory(title_en="Defence for Girls")
    RoleFactory.create_batch(2, project=project, organisation=page.organisation)
    html = client.get(page.get_url()).content.decode()
    assert html.count("Defence for Girls") == 1


def test_name_that_is_an_acronym_is_not_said_twice(client):
    for acronym in ("UNICEF", "ACPF"):
        organisation = OrganisationFactory(acronym_en=acronym)
        PartnerFactory(title_en=acronym.replace("ACPF", "A forum"), organisation=organisation)
    notes = html.document_fromstring(client.get("/en/partners/").content).xpath("//li/p/text()")
    assert notes == ["ACPF"]
