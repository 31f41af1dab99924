"""Images say what they show; documents have a language of their own."""

import pytest
from django.urls import reverse
from django.utils import translation

from dci.choices import document_languages
from tests.admin import Form
from tests.factories import EditorFactory, ImageFactory, publish_lane

pytestmark = pytest.mark.django_db


def test_image_is_described_in_the_language_of_the_reader():
    image = ImageFactory(alt_en="A judge and a child")
    publish_lane(image, "fr", alt="Une juge et un enfant")
    with translation.override("fr"):
        assert image.default_alt_text == "Une juge et un enfant"


def test_image_is_described_in_english_where_there_is_no_translation():
    with translation.override("es"):
        assert ImageFactory(alt_en="A judge and a child").default_alt_text == "A judge and a child"


def test_decorative_image_has_no_description():
    assert ImageFactory(is_decorative=True).default_alt_text == ""


def test_image_without_description_does_not_show_its_file_name():
    assert ImageFactory(alt_en="", title="IMG_0001.jpg").default_alt_text == ""


def test_document_can_be_in_a_language_that_the_site_is_not_in():
    assert ("ar", "العربيّة") in document_languages()


def test_uploaded_image_must_be_described(client):
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailimages:edit", args=[ImageFactory().pk]))
    form["alt_en"] = ""
    form.send()
    assert form.errors == {"alt_en": "Say what the picture shows, or that it is only decoration."}


def test_uploaded_image_can_be_decoration(client):
    image = ImageFactory()
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailimages:edit", args=[image.pk]))
    form.data |= {"alt_en": "", "is_decorative": "on"}
    form.send()
    image.refresh_from_db()
    assert image.is_decorative
