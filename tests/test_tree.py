"""Which pages editors can make where, and what each costs to show."""

import pytest

from dci.contact.models import ContactPage
from dci.models import ContentPage, HomePage, SitePage
from network.models import NetworkPage
from partners.models import PartnerIndexPage, PartnerPage
from projects.models import ProjectIndexPage, ProjectPage
from tests import factories
from tests.effort import tries

MOST_QUERIES = 12
MANY, SOME = tries(40, audit=300), 15  # more than that: a query for each would be seen


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (
            HomePage,
            {ContactPage, ContentPage, ProjectIndexPage, PartnerIndexPage, NetworkPage},
        ),
        (ContentPage, {ContactPage, ContentPage, NetworkPage}),
        (ProjectIndexPage, {ProjectPage}),
        (PartnerIndexPage, {PartnerPage}),
        (ProjectPage, set()),
        (PartnerPage, set()),
        (NetworkPage, set()),
        (ContactPage, set()),
    ],
)
def test_editors_are_offered_the_pages_that_make_sense(parent, children):
    assert set(parent.creatable_subpage_models()) == children


@pytest.mark.django_db
def test_there_is_one_home_page_at_the_root():
    root = SitePage.get_first_root_node()
    assert HomePage.can_create_at(root)
    factories.HomeFactory()
    assert not HomePage.can_create_at(root)


def build() -> list[SitePage]:
    """A site with many of everything, and a page of each type."""
    africa, europe = (factories.RegionFactory(name_en=name) for name in ("Africa", "Europe"))
    projects = factories.ProjectFactory.create_batch(MANY, regions=[africa, europe])
    project = factories.ProjectFactory(
        regions=[africa, europe], themes=[factories.ThemeFactory()], image=factories.ImageFactory()
    )
    for rows in (factories.FigureFactory, factories.MilestoneFactory, factories.RoleFactory):
        rows.create_batch(SOME, project=project)
    for _ in range(SOME):
        factories.DocumentSetFactory(project=project, in_languages=["en", "ar"])
    partners = factories.PartnerFactory.create_batch(SOME, organisation__with_logo=True)
    for partner in partners:
        factories.RelationshipFactory(organisation=partner.organisation)
        factories.RoleFactory(project=project, organisation=partner.organisation)
    network = factories.NetworkFactory()
    factories.LogoGroupFactory.create_batch(2, page=network, logos=SOME)
    factories.MemberFactory.create_batch(SOME, level=factories.LevelFactory(page=network))
    cards = {"heading": "", "projects": projects[:SOME]}
    logos = {"heading": "", "organisations": [page.organisation for page in partners]}
    content = factories.ContentFactory(body_en=[("projects", cards), ("logo_wall", logos)])
    home, *lists = [
        project.get_parent().get_parent(),
        project.get_parent(),
        partners[0].get_parent(),
    ]
    contact = factories.ContactPageFactory(questions=["singleline"] * SOME)
    factories.HelpAddressFactory.create_batch(SOME, page=contact)
    return [home, *lists, project, partners[0], network, content, contact]


@pytest.mark.django_db
@pytest.mark.audit
@pytest.mark.long
def test_no_page_costs_more_queries_on_a_large_site(client, django_assert_max_num_queries):
    for page in build():
        address = page.get_url()
        client.get(address)  # the first visit makes the pictures
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200
