"""A form that is sent as it was received changes nothing, whatever is in the page."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import get_page_models

from dci.editing.form import digests_of
from tests.admin import Form
from tests.factories import ContactPageFactory, EditorFactory

TYPES = [model for model in get_page_models() if model.is_creatable]


def longest(model):
    """The page of this type with most in it; the starter content has no contact page."""
    pages = model.objects.all() or [ContactPageFactory()]
    return max(pages, key=lambda page: len(str(page.serializable_data())))


def content(page) -> dict:
    """The latest version, where what is not there is written as nothing.

    PostgreSQL puts the names in a block into an order of its own: they are compared without one.
    """
    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    data = latest.serializable_data()
    body = json.loads(data.get("body_en") or "null")
    return written(data | {"body_en": body, "body": None})


def written(value):
    """A value, and all that is in it, with nothing for what is not there."""
    if isinstance(value, dict):
        return {name: written(part) for name, part in value.items()}
    if isinstance(value, list):
        return [written(part) for part in value]
    return "" if value is None else value


@pytest.mark.parametrize("model", TYPES)
def test_starter_page_compares_as_untouched(client, starter_site, model):
    client.force_login(EditorFactory())
    page = longest(model)
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form_class = page.get_edit_handler().get_form_class()
    sent = form_class(QueryDict(urlencode(form.data, doseq=True)), instance=page)
    assert digests_of(sent) == digests_of(form_class(instance=page))


@pytest.mark.parametrize("model", TYPES)
def test_starter_page_stays_as_others_have_left_it(client, starter_site, model):
    client.force_login(EditorFactory())
    page = longest(model)
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    page.seo_title_en = "Of somebody else"
    page.save_revision()
    before = content(page)
    assert form.send().status_code == 302
    after = content(page)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"latest_revision", "latest_revision_created_at"}
    assert after["seo_title_en"] == "Of somebody else"
