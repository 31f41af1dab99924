"""The buttons of choosers speak each editor's language, whoever came first."""

import pytest
from django.urls import reverse

from tests.factories import ContentFactory, EditorFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def form(client, page, language: str) -> str:
    client.force_login(EditorFactory(language=language))
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_organisation_field(client):
    page = PartnerFactory()
    assert "Choose an organisation" in form(client, page, "en")
    assert "Choisir une organisation" in form(client, page, "fr")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Choose an organisation", "Elegir una organizaci"),
        ("Choose a project", "Elegir un proyecto"),
    ],
)
def test_blocks(client, english, spanish):
    page = ContentFactory()
    assert english in form(client, page, "en")
    assert spanish in form(client, page, "es")
