"""What modeltranslation does to those who forget which language is active."""

import ast

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from dci import languages
from dci.models import ContentPage
from dci.translation.models import TranslatedColumns
from projects.models import ProjectPage
from tests import queries
from tests.factories import (
    ContentFactory,
    FigureFactory,
    OrganisationFactory,
    PartnerFactory,
    PartnerIndexFactory,
    ProjectFactory,
    ProjectIndexFactory,
    ThemeFactory,
    publish_lane,
)
from tests.translating import fresh, translate

MODELS = [model for model in apps.get_models() if issubclass(model, TranslatedColumns)]
NAMES = {field for model in MODELS for field in model.translated_fields}


# Queries: only names of columns mean what they say


@pytest.mark.parametrize(
    "path", queries.modules(), ids=lambda path: str(path.relative_to(queries.ROOT))
)
def test_no_query_of_ours_names_a_text_without_its_language(path):
    assert queries.findings(path.read_text(), NAMES) == []


@pytest.mark.parametrize(
    "planted",
    [
        'ContentPage.objects.filter(title="About")',
        'ContentPage.objects.filter(parent__title__icontains="About")',
        'ContentPage.objects.get_or_create(title="About")',
        'ContentPage.objects.update_or_create(pk=1, defaults={"title": "About"})',
        'ContentPage.objects.order_by(Lower("title"))',
        'ContentPage.objects.order_by("-title")',
        'ContentPage.objects.annotate(upper=Upper("title"))',
        'ContentPage.objects.aggregate(Max("title"))',
        'Subquery(ContentPage.objects.values("title"))',
        'ContentPage.objects.bulk_update(pages, ["title"])',
        'IS_ABOUT = Q(title="About")',
        'TITLE = F("title")',
        'page.save(update_fields=["title"])',
        'ordering = ["title", "pk"]',
        'search_fields = [index.SearchField("title")]',
    ],
)
def test_query_that_names_a_text_without_its_language_is_found(planted):
    assert [one.name for one in queries.findings(planted, NAMES)] == ["title"]


@pytest.mark.parametrize(
    "harmless",
    [
        'pages.filter(title_en="About")',
        'Group.objects.order_by("pk").filter(name="Editors")',
        'raw.get("title")',
        'page.title = "About"',
    ],
)
def test_what_is_no_such_query_is_not_found(harmless):
    assert queries.findings(harmless, NAMES) == []


# Lists in the order that their reader expects


ORDERS = [("en", ["Donkey", "Mule", "Zebra"]), ("fr", ["Ane", "Mule", "Zèbre"])]


@pytest.fixture
def three():
    """Makes three pages below a list, of which the one between the others has no French title."""

    def make(index, page_factory):
        publish_lane(index, "fr", title="Liste")
        for english, french in (("Zebra", "Ane"), ("Mule", None), ("Donkey", "Zèbre")):
            page = page_factory(title_en=english, parent=index)
            if french:
                publish_lane(page, "fr", title=french)
        return index

    return make


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "order"), ORDERS)
@pytest.mark.parametrize(
    ("index", "page"),
    [(ProjectIndexFactory, ProjectFactory), (PartnerIndexFactory, PartnerFactory)],
)
def test_lists_are_in_the_order_of_the_titles_that_are_read(
    client, three, index, page, language, order
):
    html = client.get(three(index(), page).address(language)).content.decode()
    shown = html[html.index("<main") :]
    assert sorted(order, key=shown.index) == order


@pytest.mark.django_db
def test_order_is_that_of_the_language_asked_for_whenever_it_is_evaluated(three):
    three(ProjectIndexFactory(), ProjectFactory)
    with translation.override("fr"):
        french = ProjectPage.objects.by_title()
    assert [page.title_en for page in french] == ["Zebra", "Mule", "Donkey"]


# Writing while another language is active


@pytest.mark.django_db
@pytest.mark.parametrize("make", [ContentFactory, OrganisationFactory, ThemeFactory, FigureFactory])
def test_what_is_made_in_a_french_admin_is_english(make):
    with translation.override("fr"):
        obj = fresh(make())
    first = obj.translated_fields[0]
    english = getattr(obj, languages.column(first, "en"))
    assert (bool(english), getattr(obj, languages.column(first, "fr"))) == (True, None)


@pytest.mark.django_db
@pytest.mark.parametrize("language", languages.ALL)
def test_base_column_says_what_the_english_one_says(language):
    page = ContentFactory(title_en="Old")
    translate(page)
    with translation.override(language):
        page = fresh(page)
        page.title_en = "New"
        page.save()
    assert base_column(page, "title") == "New"


@pytest.mark.django_db
def test_saving_single_fields_in_a_french_admin_leaves_the_texts_alone():
    page = ContentFactory(title_en="About")
    translate(page)
    with translation.override("fr"):
        fresh(page).save(update_fields=["title", "locked"])
    assert (base_column(page, "title"), fresh(page).title_fr) == ("About", "[fr] About")


def base_column(page, name: str):
    """What the column without a language holds: nobody reads it, but Wagtail's SQL may."""
    return ContentPage.objects.rewrite(False).values_list(name, flat=True).get(pk=page.pk)


# Columns and forms


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_english_is_required_where_the_field_is_and_the_others_never(model):
    for name in model.translated_fields:
        field = model._meta.get_field(name)
        columns = {
            code: model._meta.get_field(languages.column(name, code)) for code in languages.ALL
        }
        assert columns["en"].blank == field.blank
        assert all(columns[code].blank and columns[code].null for code in languages.TARGETS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_translated_field_has_a_column_a_language(model):
    names = {field.name for field in model._meta.get_fields()}
    wanted = {
        languages.column(name, code) for name in model.translated_fields for code in languages.ALL
    }
    assert wanted <= names


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_there_is_nothing_to_migrate_whatever_language_is_active(language):
    with translation.override(language):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_package_named_translation_imports_nothing_when_modeltranslation_finds_it():
    code = (queries.ROOT / "dci" / "translation" / "__init__.py").read_text()
    assert ast.parse(code).body == []


def test_modeltranslation_finds_our_registration_and_no_other():
    found = [path for path in queries.modules() if path.name == "translation.py"]
    assert (found, settings.MODELTRANSLATION_TRANSLATION_FILES) == (
        [],
        ("dci.translation.registration",),
    )
