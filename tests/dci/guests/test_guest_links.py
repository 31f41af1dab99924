"""A draft for somebody without an account: who sees it, how long, and who decides."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from dci.guests.models import GuestLink
from dci.models import ContentPage
from dci.translation import lanes
from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About us", introduction_en="Who we are")


def link_to(page, language: str = "en", **values) -> GuestLink:
    until = timezone.now() + timedelta(days=1)
    return GuestLink.objects.create(
        **{"page": page, "language": language, "expires_at": until} | values
    )


def path(link: GuestLink) -> str:
    return "/" + link.url.split("/", 3)[3]


def heading(response) -> str:
    return BeautifulSoup(response.content, "html.parser").h1.get_text()


def made_links(page) -> str:
    return f"/admin/guests/{page.pk}/"


def test_guest_sees_the_draft_and_visitors_do_not(client, page):
    edit(page, publish=False, title_en="About the movement")
    response = client.get(path(link_to(page)))
    assert heading(response) == "About the movement"
    assert "A draft, which is not public." in response.content.decode()
    assert (
        heading(client.get("/en/about-us/" if page.slug == "about-us" else page.url)) == "About us"
    )


def test_guest_sees_the_draft_of_a_translator_with_gaps_in_the_source(client, page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    response = client.get(path(link_to(page, "fr")))
    assert heading(response) == "À propos"
    assert "Who we are" in response.content.decode()
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "fr"


def test_guest_sees_what_nobody_has_published_or_translated_yet(client):
    page = ContentFactory(title_en="New", live=False)
    for language in ("en", "es"):
        assert heading(client.get(path(link_to(page, language)))) == "New"


def test_following_a_link_writes_nothing(client, page):
    translate(page)
    ContentPage.objects.update(introduction_en="Who we are today")  # the lane is behind
    before = list(Translation.objects.values())
    response = client.get(path(link_to(page, "fr")))
    assert "[fr] Who we are" in response.content.decode()
    assert list(Translation.objects.values()) == before


def test_link_is_kept_by_no_cache_and_no_search_engine(client, page):
    response = client.get(path(link_to(page)))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_link_that_is_expired_taken_back_or_made_up_leads_nowhere(client, page):
    link = link_to(page)
    address = path(link)
    number, signature = address.strip("/").split("/")[1].split(".")
    for made_up in (f"{int(number) + 1}.{signature}", number, f"{number}.", "x.y", "%00", "."):
        assert client.get(f"/drafts/{made_up}/").status_code == 404
    GuestLink.objects.update(expires_at=timezone.now())
    assert client.get(address).status_code == 404
    other = link_to(page)
    other.delete()
    assert client.get(f"/drafts/{number}.{signature}/").status_code == 404


def test_link_of_a_deleted_page_leads_nowhere(client, page):
    address = path(link_to(page))
    page.delete()
    assert client.get(address).status_code == 404


def test_only_reading_is_possible(client, page):
    assert client.post(path(link_to(page))).status_code == 405


def test_editor_makes_a_link_and_takes_it_back(client, page):
    client.force_login(EditorFactory())
    data = {"language": "fr", "days": "7", "purpose": "Partner in Mali"}
    response = client.post(made_links(page), data, follow=True)
    link = GuestLink.objects.get(page=page)
    assert (link.language, link.purpose) == ("fr", "Partner in Mali")
    assert link.url in response.content.decode()
    assert Client().get(path(link)).status_code == 200
    client.post(made_links(page), {"taken_back": link.pk})
    assert Client().get(path(link)).status_code == 404


def test_bad_input_makes_no_link_and_takes_none_back(client, page):
    client.force_login(EditorFactory())
    link = link_to(ContentFactory(slug="other"))
    for data in (
        {"language": "xx", "days": "7"},
        {"language": "fr", "days": "9999"},
        {"language": "fr", "days": "7", "purpose": "x" * 101},
        {"taken_back": link.pk},
        {"taken_back": "x"},
    ):
        assert client.post(made_links(page), data).status_code in (200, 302)
    assert list(GuestLink.objects.all()) == [link]


def test_translators_make_no_links(page):
    client = signed_in(translator("fr"))
    assert client.post(made_links(page), {"language": "fr", "days": "7"}).status_code == 302
    assert not GuestLink.objects.exists()


def test_staff_see_all_good_links_of_pages_that_they_may_edit(client, page):
    link = link_to(page, purpose="Partner in Mali")
    link_to(page, purpose="Long ago", expires_at=timezone.now())
    client.force_login(EditorFactory())
    report = client.get("/admin/guests/").content.decode()
    assert "Partner in Mali" in report
    assert made_links(page) in report
    assert "Long ago" not in report
    assert link.url not in report
    assert signed_in(translator("fr")).get("/admin/guests/").status_code == 302
