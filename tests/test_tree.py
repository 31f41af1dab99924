"""Which pages editors can make where, and what each costs to show."""

import pytest

from dci import languages
from dci.contact.models import ContactPage
from dci.management.large_site import make_projects
from dci.models import ContentPage, HomePage, SitePage
from network.models import NetworkPage
from partners.models import PartnerIndexPage, PartnerPage
from projects.models import ProjectIndexPage, ProjectPage
from tests import factories
from tests.effort import tries
from tests.record import record

MOST_QUERIES = 8
SOME = 15  # more than that: a query for each would be seen
SIZES = tries([1, 40], audit=[1, 300, 10_000])  # projects


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


@pytest.mark.usefixtures("empty_site")
def test_there_is_one_home_page_at_the_root():
    root = SitePage.get_first_root_node()
    assert HomePage.can_create_at(root)
    factories.HomeFactory()
    assert not HomePage.can_create_at(root)


def build(size: int) -> list[str]:
    """A site with so many projects and some of everything; the addresses of a page of each type."""
    africa, europe = (factories.RegionFactory(name_en=name) for name in ("Africa", "Europe"))
    some = factories.ProjectFactory.create_batch(SOME, regions=[africa, europe])
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
    contact = factories.ContactPageFactory(questions=["singleline"] * SOME)
    factories.HelpAddressFactory.create_batch(SOME, page=contact)
    content = factories.ContentFactory()
    home = content.get_parent().specific
    everything = body(some, [partner.organisation for partner in partners])
    for page in (home, content, project, partners[0], network):
        type(page).objects.filter(pk=page.pk).update(body_en=everything, body_fr=everything)
        factories.publish_lane(page, "fr", title="En français")
    make_projects(size)
    lists = [project.get_parent(), partners[0].get_parent()]
    pages = [home, *lists, project, partners[0], network, content, contact]
    return [*(page.address(code) for code in languages.ALL for page in pages), *OTHERS]


OTHERS = [
    *("/en/search/?q=project+importance", "/fr/recherche/?q=projet&type=project", "/es/buscar/"),
    *("/en/feed.xml", "/en/data/documents.json", "/en/data/organisations.json", "/sitemap.xml"),
    *("/en/projects/?region=africa&page=2", "/en/there-is-no-such-page/", "/llms.txt"),
]
DATA = ["/en/data/projects.json", "/en/projects/?format=csv", "/en/projects/?format=ics"]


def body(projects: list, organisations: list) -> list[dict]:
    """Two blocks of each kind that asks the database for something, as they are stored."""
    link = {"title": "A link", "page": projects[0].pk}
    file = {"language": "en", "document": factories.DocumentFactory().pk}
    logos = {"heading": "", "organisations": items(one.pk for one in organisations)}
    blocks = {
        "image": {"image": factories.ImageFactory().pk, "caption": ""},
        "text": f'<p><a linktype="page" id="{projects[1].pk}">Project</a></p>',
        "documents": items([{"title": "A document", "variants": items([file])}]),
        "organisations": logos,
        "logo_wall": logos,
        "projects": {"heading": "", "projects": items(one.pk for one in projects)},
        "links": items([link]),
    }
    return 2 * [{"type": kind, "value": value} for kind, value in blocks.items()]


def items(values) -> list[dict]:
    return [{"type": "item", "value": value, "id": str(at)} for at, value in enumerate(values)]


@pytest.mark.django_db
@pytest.mark.audit
@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_no_page_costs_more_than_eight_queries(client, size, django_assert_max_num_queries):
    addresses = [*build(size), *(DATA if size < 1000 else [])]
    for address in addresses:
        client.get(address)  # the first visit makes the pictures
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            assert client.get(address).status_code in (200, 404)
    most = f"{len(addresses)} addresses, none costs more than {MOST_QUERIES} queries"
    record(f"public pages, projects: {size:,}", most)
