"""What browsers are told about public pages, and not about those of staff."""

import pytest
from django.urls import reverse

from tests.factories import ContentFactory, EditorFactory, HomeFactory

pytestmark = pytest.mark.django_db

PUBLIC = ["/en/", "/fr/search/", "/fr/recherche/", "/es/nada/", "/nada/", "/", "/en/feed.xml"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_loads_nothing_but_files_of_the_site(client, address):
    HomeFactory()
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; img-src 'self';")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_uploaded_files_may_be_on_a_host_of_their_own(client, settings):
    HomeFactory()
    settings.MEDIA_URL = "https://files.example/media/"
    policy = client.get("/en/").headers["Content-Security-Policy"]
    assert "img-src 'self' https://files.example;" in policy


def test_staff_have_the_scripts_and_previews_of_the_admin(client):
    page = ContentFactory()
    client.force_login(EditorFactory())
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for address in (reverse("wagtailadmin_home"), preview):
        response = client.get(address)
        assert response.status_code == 200
        assert "Content-Security-Policy" not in response.headers


def test_pages_travel_compressed(client):
    HomeFactory()
    plain, packed = (client.get("/en/", headers={"accept-encoding": e}) for e in ("", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
