"""What Wagtail does to a page with several languages in one row, and what we do against it.

Routing, redirects and the home page's slug: ``test_addresses``. The sitemap: ``test_sitemap``.
Rich text whose links and descriptions differ: ``translation/test_passages``.
"""

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage, DefaultBasePageMixin, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models

from dci.models import ContentPage, SitePage
from dci.translation import lanes
from tests.admin import Form
from tests.factories import ContentFactory, DocumentFactory, EditorFactory, HomeFactory
from tests.translating import fresh, translate

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr"]


@pytest.fixture
def page():
    """``About`` in English, ``[fr] About`` in French."""
    page = ContentFactory(title_en="About", slug="about")
    translate(page)
    return fresh(page)


@pytest.fixture(params=LANGUAGES)
def admin(request, client):
    """An editor's session, with the admin in English or in French."""
    client.force_login(EditorFactory(language=request.param))
    return client


def address(name: str, page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def stored(page) -> dict:
    """The page's columns, asked past modeltranslation."""
    return SitePage.objects.rewrite(False).filter(pk=page.pk).values().get()


def texts(page) -> list[str]:
    row = stored(page)
    return [row["title"], row["draft_title"], row["title_en"], row["title_fr"]]


# A staff member whose admin is French


def test_publishing_writes_english(admin, page):
    form = Form(admin, address("edit", page))
    form["title_en"] = "Who we are"
    form.send("action-publish")
    assert texts(page) == ["Who we are", "Who we are", "Who we are", "[fr] About"]


def test_renaming_changes_the_english_address_and_redirects_in_its_language(admin, page):
    form = Form(admin, address("edit", page))
    form["slug"] = "us"
    form.send("action-publish")
    row = stored(page)
    assert [row["url_path"][-4:], row["url_path_fr"][-10:]] == ["/us/", "/fr-about/"]
    assert Redirect.objects.filter(old_path="/en/about").exists()


def test_draft_changes_nothing_but_the_draft_title(admin, page):
    form = Form(admin, address("edit", page))
    form["title_en"] = "Who we are"
    form.send()
    assert texts(page) == ["About", "Who we are", "About", "[fr] About"]


def test_new_page_is_english(admin):
    home = HomeFactory()
    form = Form(admin, f"/admin/pages/add/dci/contentpage/{home.pk}/")
    form["title_en"], form["slug"] = "Contact", "contact"
    form.send("action-publish")
    assert texts(ContentPage.objects.get()) == ["Contact", "Contact", "Contact", None]


def test_copy_form_offers_and_names_the_english_title(admin, page):
    form = Form(admin, address("copy", page))
    assert form.data["new_title"] == "About"
    form["new_title"], form["new_slug"] = "Copy", "copy"
    form.send()
    copy = ContentPage.objects.get(slug="copy")
    assert texts(copy) == ["Copy", "Copy", "Copy", None]
    assert texts(page)[0] == "About"


def test_copies_latest_draft_is_named_in_english_too(admin, page):
    page.save_revision()
    form = Form(admin, address("copy", page))
    form["new_title"], form["new_slug"] = "Copy", "copy"
    form.send()
    draft = ContentPage.objects.get(slug="copy").get_latest_revision_as_object()
    assert (draft.title_en, draft.title_fr) == ("Copy", None)


def test_moving_leaves_every_text(admin, page):
    section = ContentFactory(title_en="Section", slug="section")
    before = texts(page)
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, section.pk]))
    assert fresh(page).get_parent().pk == section.pk
    assert texts(page) == before


def test_unpublishing_and_publishing_again_leaves_every_text(admin, page):
    before = texts(page)
    admin.post(address("unpublish", page))
    assert not fresh(page).live
    Form(admin, address("edit", page)).send("action-publish")
    assert (fresh(page).live, texts(page)) == (True, before)


def test_going_back_in_history_brings_back_english_and_leaves_french(admin, page):
    old = page.save_revision()
    page.title_en = "Who we are"
    page.save_revision().publish()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    Form(admin, revert).send("action-publish")
    assert texts(page) == ["About", "About", "About", "[fr] About"]


@pytest.mark.parametrize("name", ["title", "title_fr", "slug_fr", "url_path_fr", "introduction_fr"])
def test_field_that_is_not_in_the_form_cannot_be_written_by_force(admin, page, name):
    form = Form(admin, address("edit", page))
    form["title_en"], form[name] = "Who we are", "Forced"
    form.send("action-publish")
    row = ContentPage.objects.rewrite(False).filter(pk=page.pk).values().get()
    assert row["title_en"] == "Who we are"
    assert "Forced" not in row.values()


# Staff find pages by the titles they know


def test_untranslated_page_is_listed_by_its_english_title(admin):
    page = ContentFactory(title_en="Contact and access")
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "Contact and access" in admin.get(explorer).content.decode()


def test_pages_are_sorted_by_their_english_titles(admin):
    for title in ("Bulletin", "Contact", "About"):
        page = ContentFactory(title_en=title)
    translate(page)
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    listed = admin.get(explorer, {"ordering": "title"}).context["object_list"]
    assert [page.title_en for page in listed] == ["About", "Bulletin", "Contact"]


def test_page_is_found_by_its_english_title(admin):
    ContentFactory(title_en="Contact and access")
    found = admin.get(reverse("wagtailadmin_pages:search"), {"q": "access"}).content.decode()
    assert "Contact and access" in found


# Search


@pytest.mark.parametrize("model", get_indexed_models(), ids=lambda model: model.__name__)
def test_search_index_names_columns_and_not_the_active_language(model):
    names = {name for parent in model.mro() for name in getattr(parent, "translated_fields", ())}
    assert not names & {field.field_name for field in model.search_fields}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_indexed_in_english_whoever_saves_it(language, page):
    with translation.override(language):
        page.title_en = "Bulletin"
        page.save()
    assert list(get_search_backend().search("Bulletin", SitePage)) == [
        SitePage.objects.get(pk=page.pk)
    ]


def test_base_page_can_be_filtered_by_all_that_wagtail_filters_by():
    ours = {(type(field), field.field_name) for field in SitePage.search_fields}
    theirs = [*AbstractPage.search_fields, *DefaultBasePageMixin.search_fields]
    assert {
        (type(field), field.field_name.replace("title", "title_en")) for field in theirs
    } <= ours


# Usage


@pytest.fixture
def report():
    return DocumentFactory()


def text_with(document) -> list[dict]:
    html = f'<p data-block-key="k">Read <a id="{document.pk}" linktype="document">it</a>.</p>'
    return [{"type": "text", "id": "t", "value": html}]


def uses(document) -> list[str]:
    """The texts in which the admin says that a document is used."""
    references = ReferenceIndex.get_references_to(document)
    return sorted(reference.content_path.partition(".")[0] for reference in references)


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_is_counted_once_whoever_saves_the_page(report, language):
    with translation.override(language):
        ContentFactory(body_en=text_with(report)).save_revision().publish()
    assert uses(report) == ["body_en"]


def test_document_that_only_the_french_text_links_to_counts_as_used(report):
    page = ContentFactory(body_en=text_with(DocumentFactory()))
    [title, text] = lanes.segments(page, "fr")
    french = f'Lisez-<a id="{report.pk}" linktype="document">le</a>.'
    lanes.save_draft(page, "fr", {title.path: "Titre", text.path: french})
    lanes.publish(page, "fr")
    assert uses(report) == ["body_fr"]


# What is not switched on yet


def test_every_language_is_purged_once_a_cache_in_front_is_switched_on():
    is_on = apps.is_installed("wagtail.contrib.frontend_cache")
    assert is_on == hasattr(settings, "WAGTAILFRONTENDCACHE_LANGUAGES")
