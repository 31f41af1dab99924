"""The sitemap: every public page in every language it can be read in."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dci.models import SitePage
from dci.translation import lanes
from tests.factories import ContentFactory, HomeFactory
from tests.translating import edit, translate

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def sitemap(client):
    """Asks for the sitemap: the alternates of each address, all without the host."""

    def sitemap() -> dict[str, dict[str, str]]:
        response = client.get("/sitemap.xml")
        assert response.status_code == 200
        return {
            path(url.find("s:loc", NAMES).text): {
                link.get("hreflang"): path(link.get("href"))
                for link in url.findall("x:link", NAMES)
            }
            for url in ElementTree.fromstring(response.content)  # noqa: S314 our own
        }

    return sitemap


def path(address: str) -> str:
    assert address.startswith("http://testserver/")
    return address.removeprefix("http://testserver")


def test_page_is_there_in_each_language_it_is_available_in(sitemap):
    translate(ContentFactory(slug="about"), slug="apropos")
    assert {"/en/about/", "/fr/apropos/"} < sitemap().keys()
    assert "/es/about/" not in sitemap()


def test_each_address_names_all_of_them_and_english_as_default(sitemap):
    translate(ContentFactory(slug="about"), slug="apropos")
    alternates = {"en": "/en/about/", "fr": "/fr/apropos/", "x-default": "/en/about/"}
    assert sitemap()["/en/about/"] == sitemap()["/fr/apropos/"] == alternates


def test_translation_has_the_date_of_its_own_publishing(client):
    page = edit(ContentFactory(slug="about"))
    translate(page, slug="apropos")
    long_ago = page.last_published_at - timedelta(days=99)
    SitePage.objects.filter(pk=page.pk).update(last_published_at=long_ago)
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 our own
    dates = {path(url.find("s:loc", NAMES).text): url.find("s:lastmod", NAMES) for url in urls}
    assert dates["/en/about/"].text == str(timezone.localdate(long_ago))
    assert dates["/fr/apropos/"].text > dates["/en/about/"].text


def test_withdrawn_language_is_gone(sitemap):
    page = ContentFactory(slug="about")
    translate(page, slug="apropos")
    lanes.withdraw(page, "fr")
    assert "/fr/apropos/" not in sitemap()
    assert sitemap()["/en/about/"].keys() == {"en", "x-default"}


def test_draft_is_not_there(sitemap):
    ContentFactory(slug="draft", live=False)
    assert sitemap().keys() == {"/en/"}


def test_private_page_and_those_below_it_are_not_there(sitemap):
    private = ContentFactory(slug="private")
    ContentFactory(slug="below", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert sitemap().keys() == {"/en/"}


def test_every_public_page_of_the_starter_site_is_there_in_each_language(starter_site, sitemap):
    pages = SitePage.objects.live().filter(depth__gt=1)
    assert len(sitemap()) == 3 * pages.count()
    assert {len(alternates) for alternates in sitemap().values()} == {4}


def test_asking_for_it_costs_the_same_whatever_the_number_of_pages(
    client, django_assert_max_num_queries
):
    home, costs = HomeFactory(), []
    for _round in range(2):
        ContentFactory.create_batch(3, parent=home)
        client.get("/sitemap.xml")
        with django_assert_max_num_queries(10) as queries:
            client.get("/sitemap.xml")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_robots_are_told_where_it_is_and_kept_out_of_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_large_site_has_several_and_one_that_names_them(client, monkeypatch):
    monkeypatch.setattr("dci.sitemap.PAGES", 2)
    ContentFactory.create_batch(4)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 our own
    parts = [path(one.text) for one in index.iterfind("s:sitemap/s:loc", NAMES)]
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    found = b"".join(client.get(part).content for part in parts)
    assert found.count(b"<loc>") == 5
    assert client.get("/sitemap-4.xml").status_code == 404
