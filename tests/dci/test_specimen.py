"""The living style sheet in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from dci.blocks import BodyBlock
from dci.specimen import samples
from tests.factories import EditorFactory


@pytest.fixture
def shown(client, starter_site):
    """The page as an editor, who is no administrator, gets it."""
    editor = EditorFactory(is_superuser=False, is_staff=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    return BeautifulSoup(client.get("/admin/style/").content, "html.parser")


def test_specimen_is_for_staff(client, starter_site):
    response = client.get("/admin/style/")
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_specimen_shows_every_block(shown):
    names = [name.text for name in shown.select(".specimen__name h2")]
    assert {str(block.label) for block in BodyBlock().child_blocks.values()} <= set(names)


def test_specimen_shows_what_is_hard_on_a_design(shown):
    assert len(shown.select(".case")) == len(samples.hostile())
    assert len(shown.select(".case .figures")[-1].select("dd")) == samples.MANY_FIGURES
    assert shown.select_one(".case[lang=ar][dir=rtl] h2")
    assert shown.select_one(".case .figure-series")


def test_hostile_titles_are_as_long_as_the_database_allows_or_longer_than_180():
    texts = [str(block.value) for case in samples.hostile() for block in case.body]
    assert max(len(text) for text in texts if "<" not in text) >= 180


def test_specimen_is_a_page_of_the_public_site(shown):
    assert shown.select_one("link[rel=stylesheet]")["href"].startswith("/static/dci/css/site")
    assert shown.select("script, [style]") == []
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert shown.title.text.startswith("Style sheet – ")
