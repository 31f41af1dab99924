"""Addresses of pages: one a language, kept right by whatever happens to the tree."""

from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from dci import addresses, languages
from dci.models import SitePage
from dci.translation import lanes
from tests.factories import ContentFactory, HomeFactory
from tests.translating import edit, fresh, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def about():
    """``/en/about/`` and ``/fr/apropos/``, with ``/en/about/team/`` below it, in English only."""
    about = ContentFactory(title_en="About", slug="about")
    ContentFactory(title_en="Team", slug="team", parent=about)
    translate(about, slug="apropos")
    return fresh(about)


def paths(page) -> list[str]:
    """The page's address in each language, without the language."""
    return [unquote(fresh(page).address(code))[3:] for code in languages.ALL]


def team():
    return SitePage.objects.get(slug="team")


def leads_to(client, address: str) -> str | None:
    """Where a moved address leads to at last, ``None`` if it answers nothing."""
    response = client.get(address, follow=True)
    answered = response.status_code == 200 and response.redirect_chain
    return response.redirect_chain[-1][0] if answered else None


# New pages and their translations


def test_new_page_has_the_english_address_in_every_language():
    assert paths(ContentFactory(slug="contact")) == ["/contact/"] * 3


def test_translated_page_has_an_address_of_its_own(about):
    assert paths(about) == ["/about/", "/apropos/", "/about/"]


def test_address_is_made_from_the_title_where_the_translator_gives_none():
    page = ContentFactory(title_en="About us", slug="about-us")
    lanes.save_draft(page, "fr", {"title": "Qui sommes-nous ?"})
    lanes.publish(page, "fr")
    assert paths(page)[1] == "/qui-sommes-nous/"


def test_page_below_a_translated_one_has_its_address_below(about):
    assert paths(team()) == ["/about/team/", "/apropos/team/", "/about/team/"]


def test_new_page_below_a_translated_one_has_its_address_below(about):
    assert paths(ContentFactory(slug="board", parent=about))[1] == "/apropos/board/"


def test_address_that_a_sibling_has_in_the_same_language_is_refused(about):
    other = ContentFactory(slug="other")
    with pytest.raises(addresses.SlugTaken):
        translate(other, slug="apropos")
    assert lanes.available(fresh(other)) == ["en"]


def test_address_made_from_a_title_avoids_that_of_a_sibling(about):
    other = ContentFactory(slug="other", title_en="Other")
    lanes.save_draft(other, "fr", {"title": "Apropos"})
    lanes.publish(other, "fr")
    assert paths(other)[1] == "/apropos-2/"


def test_same_address_in_different_languages_is_no_conflict(about):
    other = ContentFactory(slug="other")
    translate(other, "es", slug="apropos")
    assert paths(other)[2] == "/apropos/"


def test_english_address_that_a_sibling_has_in_french_is_refused_at_the_field(about):
    with pytest.raises(ValidationError) as refused:
        ContentFactory(slug="apropos")
    assert list(refused.value.error_dict) == ["slug"]


def test_correcting_the_french_title_keeps_the_address():
    page = ContentFactory(title_en="Team", slug="team")
    for title in ("L’équipe", "Notre équipe"):
        lanes.save_draft(page, "fr", {"title": title})
        lanes.publish(page, "fr")
    assert paths(page)[1] == "/lequipe/"


def test_english_edit_keeps_an_address_that_a_deleted_page_had_first():
    first, second = ContentFactory(slug="one"), ContentFactory(slug="two")
    for page in (first, second):
        lanes.save_draft(page, "fr", {"title": "Équipe"})
        lanes.publish(page, "fr")
    fresh(first).delete()
    edit(second, show_in_menus=True)
    assert paths(second)[1] == "/equipe-2/"


def test_withdrawn_page_keeps_its_french_address(about):
    lanes.withdraw(about, "fr")
    assert paths(about)[1] == "/apropos/"


# The home page


@pytest.mark.parametrize("code", languages.ALL)
def test_home_page_is_at_the_top_of_each_language(client, code):
    home = HomeFactory()
    assert home.address(code) == f"/{code}/"
    assert client.get(f"/{code}/").context["page"].pk == home.pk


def test_home_page_has_one_slug_whatever_its_translator_asks_for(client):
    home = HomeFactory(slug="start")
    translate(home, slug="accueil")
    assert (fresh(home).slug_fr, fresh(home).url_path_fr) == ("start", "/start/")
    assert client.get("/fr/").status_code == 200


def test_home_page_that_is_renamed_answers_in_every_language(client):
    home = HomeFactory(slug="start")
    translate(home)
    ContentFactory(slug="contact")
    edit(home, slug="beginning")
    Site.clear_site_root_paths_cache()
    found = [
        client.get(f"/{code}/{rest}").status_code
        for code in languages.ALL
        for rest in ("", "contact/")
    ]
    assert found == [200] * 6
    assert not Redirect.objects.exists()


# Renaming and moving


def test_renaming_takes_along_the_languages_that_have_no_address_of_their_own(about):
    edit(about, slug="us")
    assert paths(about) == ["/us/", "/apropos/", "/us/"]
    assert paths(team()) == ["/us/team/", "/apropos/team/", "/us/team/"]


def test_renaming_in_french_takes_along_the_pages_below(about):
    translate(about, slug="qui-sommes-nous")
    assert paths(team()) == ["/about/team/", "/qui-sommes-nous/team/", "/about/team/"]


def test_moving_changes_the_address_in_every_language(about):
    section = ContentFactory(slug="section")
    translate(section, slug="rubrique")
    about.move(fresh(section), pos="last-child")
    assert paths(about) == ["/section/about/", "/rubrique/apropos/", "/section/about/"]
    assert paths(team())[:2] == ["/section/about/team/", "/rubrique/apropos/team/"]


def test_moving_beside_a_page_with_the_same_french_address_gives_another_one(about):
    section = ContentFactory(slug="section")
    translate(ContentFactory(slug="else", parent=section), slug="apropos")
    about.move(fresh(section), pos="last-child")
    assert paths(about)[1] == "/section/apropos-2/"


def test_moving_beside_a_page_with_the_same_english_address_is_refused(about):
    section = ContentFactory(slug="section")
    ContentFactory(slug="about", parent=section)
    with pytest.raises(ValidationError):
        about.move(fresh(section), pos="last-child")


def test_copy_has_addresses_of_its_own(about):
    copy = about.copy(update_attrs={"slug": "copy", "title": "Copy"}, recursive=True)
    assert paths(copy) == ["/copy/"] * 3
    assert paths(copy.get_children().get()) == ["/copy/team/"] * 3


# Old addresses


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/en/about/", "/en/us/"),
        ("/es/about/", "/es/us/"),
        ("/en/about/team/", "/en/us/team/"),
        ("/es/about/team/", "/es/us/team/"),
    ],
)
def test_renamed_page_is_found_at_its_old_address(client, about, old, new):
    edit(about, slug="us")
    assert leads_to(client, old) == new


@pytest.mark.parametrize("rest", ["", "team/"])
def test_page_renamed_in_french_is_found_at_its_old_address(client, about, rest):
    translate(about, slug="qui-sommes-nous")
    assert leads_to(client, f"/fr/apropos/{rest}") == f"/fr/qui-sommes-nous/{rest}"


def test_page_is_found_at_the_english_address_it_had_before_it_was_translated(client, about):
    assert leads_to(client, "/fr/about/") == "/fr/apropos/"


@pytest.mark.parametrize("old", ["/en/about/team/", "/fr/apropos/team/", "/es/about/team/"])
def test_moved_page_is_found_at_its_old_address(client, about, old):
    about.move(fresh(ContentFactory(slug="section")), pos="last-child")
    assert leads_to(client, old) == f"{old[:3]}/section{old[3:]}"


def test_page_renamed_twice_is_found_at_both_old_addresses(client, about):
    for slug in ("us", "we"):
        edit(about, slug=slug)
    assert [leads_to(client, f"/en/{old}/team/") for old in ("about", "us")] == ["/en/we/team/"] * 2


def test_page_renamed_back_answers_at_once(client, about):
    for slug in ("us", "about"):
        edit(about, slug=slug)
    assert client.get("/en/about/").status_code == 200
    assert leads_to(client, "/en/us/") == "/en/about/"


def test_draft_leaves_no_old_address(about):
    draft = ContentFactory(slug="draft", live=False)
    before = Redirect.objects.count()
    draft.slug = "renamed"
    draft.save()
    assert Redirect.objects.count() == before


def test_old_address_with_accents_leads_on(client):
    page = ContentFactory(slug="team")
    translate(page, slug="équipe")
    translate(page, slug="notre-équipe")
    assert client.get("/fr/équipe/").headers["Location"] == "/fr/notre-%C3%A9quipe/"


# Finding a page


def test_page_answers_at_no_address_of_another_language(client, about):
    assert client.get("/en/apropos/").status_code == 404


def test_finding_a_page_costs_the_same_however_deep_it_is(client, django_assert_max_num_queries):
    pages = [ContentFactory()]
    for _depth in range(3):
        pages.append(ContentFactory(parent=pages[-1]))
    costs = set()
    for address in [page.address("fr") for page in pages]:
        with django_assert_max_num_queries(12) as queries:
            assert client.get(address).status_code == 200
        costs.add(len(queries))
    assert len(costs) == 1


# After a language has been added


def test_pages_without_an_address_get_the_english_one_parents_first(about):
    SitePage.objects.update(slug_es="", url_path_es="")
    assert addresses.fill_empty() == SitePage.objects.count()
    assert [paths(about)[2], paths(team())[2]] == ["/about/", "/about/team/"]


def test_filling_leaves_the_addresses_that_are_there(about):
    SitePage.objects.filter(slug="team").update(slug_fr="", url_path_fr="")
    assert addresses.fill_empty() == 1
    assert [paths(about)[1], paths(team())[1]] == ["/apropos/", "/apropos/team/"]


@pytest.mark.parametrize("language", languages.ALL)
@pytest.mark.parametrize("path", ["", "projets/", "enquête/année-2024/", "大会/"])
def test_addresses_are_written_as_django_writes_them(language, path):
    with translation.override(language):
        assert addresses.public(path, language) == reverse("wagtail_serve", args=[path])
