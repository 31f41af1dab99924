"""The forms of the admin hold English and what all languages share, and nothing else."""

import pytest
from django.apps import apps
from wagtail.admin.panels import get_edit_handler
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from dci import addresses, languages
from dci.models import SitePage, SiteSettings
from dci.translation.models import TranslatedColumns, Translation

PAGES = [model for model in get_page_models() if model is not SitePage]
EDITED = [
    *PAGES,
    *(model for model in get_snippet_models() if issubclass(model, TranslatedColumns)),
    SiteSettings,
]
LANES = {
    languages.column(name, code)
    for model in apps.get_models()
    if issubclass(model, TranslatedColumns)
    for name in model.translated_fields
    for code in languages.TARGETS
}


def form_of(model):
    """The form's class that the admin edits a model with."""
    panels = model.get_edit_handler() if model in PAGES else get_edit_handler(model)
    return panels.get_form_class()


def forms(form) -> list:
    """A form's class, and those of its rows, however deep."""
    inner = getattr(form, "formsets", {})
    return [form, *(deep for formset in inner.values() for deep in forms(formset.form))]


def translated(model) -> set[str]:
    """The texts of a model whose base name stands for whatever language is active."""
    return set(getattr(model, "translated_fields", ()))


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_form_has_no_field_of_another_language(model):
    for form in forms(form_of(model)):
        assert not LANES & form.base_fields.keys()
        assert not set(addresses.COLUMNS) & form.base_fields.keys()


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_form_names_the_column_of_each_text(model):
    for form in forms(form_of(model)):
        assert not translated(form._meta.model) & form.base_fields.keys()


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_form_has_every_english_text(model):
    form = form_of(model)
    wanted = {languages.column(name, languages.SOURCE) for name in translated(model)}
    assert wanted <= form.base_fields.keys()


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_form_asks_for_the_texts_that_a_visitor_must_see(model):
    form = form_of(model)
    for name in translated(model):
        field = form.base_fields[languages.column(name, languages.SOURCE)]
        assert field.required == (not model._meta.get_field(name).blank)


@pytest.mark.parametrize(
    "form", [get_image_form(get_image_model()), get_document_form(get_document_model())]
)
def test_form_of_a_file_names_the_column_of_each_text(form):
    assert not (LANES | translated(form._meta.model)) & form.base_fields.keys()


def test_the_cases_are_all_that_is_edited():
    assert {model.__name__ for model in EDITED} >= {
        "ContentPage", "HomePage", "NetworkPage", "Organisation", "PartnerIndexPage", "PartnerPage",
        "ProjectIndexPage", "ProjectPage", "Region", "SiteSettings", "Theme",
    }  # fmt: skip
    assert Translation not in EDITED
