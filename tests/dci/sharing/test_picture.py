"""The picture that social networks show of a page."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import PageViewRestriction

from dci.sharing import picture
from tests.factories import ContentFactory, SettingsFactory
from tests.translating import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client):
    """What a page tells social networks, by name."""

    def told(path: str) -> dict[str, str]:
        head = BeautifulSoup(client.get(path).content, "html.parser").head
        return {tag["property"]: tag["content"] for tag in head.find_all("meta", property=True)}

    return told


@pytest.fixture
def page():
    SettingsFactory()
    return ContentFactory(title_en="Guardian", slug="guardian")


def path_of(address: str) -> str:
    return address.removeprefix("http://localhost")


@pytest.mark.parametrize("title", ["UNICEF", "Tuteur : qui ? " * 12, "Donaudampfschiff" * 10, ""])
def test_picture_has_the_size_that_networks_ask_for(title):
    drawn = picture.draw(title, "Défense des Enfants International")
    assert Image.open(BytesIO(drawn)).size == (1200, 630)
    assert len(drawn) < 300_000


def test_page_names_a_picture_in_its_own_language(client, told, page):
    translate(page, slug="tuteur")
    english, french = told("/en/guardian/"), told("/fr/tuteur/")
    assert english["og:image"] != french["og:image"]
    assert french["og:image:alt"] == french["og:title"] == "[fr] Guardian"
    assert (french["og:locale"], french["og:locale:alternate"]) == ("fr_FR", "en_GB")
    response = client.get(path_of(french["og:image"]))
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]


def test_picture_is_drawn_once(client, told, page, monkeypatch):
    address = path_of(told("/en/guardian/")["og:image"])
    drawn = client.get(address).content
    monkeypatch.setattr(picture, "draw", None)
    assert client.get(address).content == drawn
    key = picture.digest("Guardian", "Defence for Children International")
    assert default_storage.exists(f"sharing/{key}.png")


def test_old_address_leads_to_the_picture_of_today(client, told, page):
    old = path_of(told("/en/guardian/")["og:image"])
    type(page).objects.filter(pk=page.pk).update(title_en="Lighthouse")
    now = path_of(told("/en/guardian/")["og:image"])
    assert old != now
    assert client.get(old)["Location"] == now


def test_private_page_and_draft_have_no_picture(client, told, page):
    address = path_of(told("/en/guardian/")["og:image"])
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    page.unpublish()
    assert client.get(address).status_code == 404
