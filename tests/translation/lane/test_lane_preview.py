"""The page as it would be if a lane were published now."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import FigureFactory, ImageFactory, ProjectFactory
from tests.translating import edit, fresh
from tests.translation.at_the_desk import answer_all, lane_form, lane_url

pytestmark = pytest.mark.django_db


def test_preview_shows_the_draft_in_the_language(client):
    page = ProjectFactory(title_en="Justice")
    FigureFactory(project=page, label_en="girls took part")
    edit(page)
    form = lane_form(client, page)
    answer_all(form)
    form.send()
    response = client.get(f"{lane_url(page)}preview/")
    shown = BeautifulSoup(response.content, "html.parser")
    assert (shown.html["lang"], shown.h1.text.strip()) == ("fr", "traduit target:title")
    assert "traduit target:figures" in shown.main.text
    assert fresh(page).title_fr is None


def test_preview_shows_the_source_where_a_passage_is_missing(client, page):
    form = lane_form(client, page)
    form["target:title"] = "À propos"
    form.send()
    shown = client.get(f"{lane_url(page)}preview/").content.decode()
    assert "À propos" in shown
    assert "Who we are" in shown


def test_preview_is_neither_kept_nor_found(client, page):
    response = client.get(f"{lane_url(page)}preview/")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_picture_has_no_preview(client):
    image = ImageFactory()
    assert client.get(f"{lane_url(image)}preview/", follow=True).status_code == 404
