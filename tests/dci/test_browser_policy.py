"""What browsers are told about every answer, and how that of staff differs."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from dci import views
from tests.factories import ContentFactory, DocumentFactory, EditorFactory, HomeFactory

pytestmark = pytest.mark.django_db

PUBLIC = ["/en/", "/fr/search/", "/fr/recherche/", "/es/nada/", "/nada/", "/", "/en/feed.xml"]
POLICY = "Content-Security-Policy"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_loads_nothing_but_files_of_the_site(client, address):
    HomeFactory()
    headers = client.get(address).headers
    assert headers[POLICY].startswith("default-src 'none'; img-src 'self';")
    assert "frame-ancestors 'none'" in headers[POLICY]
    assert "unsafe" not in headers[POLICY]
    assert "script-src" not in headers[POLICY]
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address",
    [*PUBLIC, "/admin/", "/admin/login/", "/admin/nothing/", "/static/dci/favicon.svg"],
)
def test_every_answer_keeps_to_itself(settings, address):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    HomeFactory()
    response = Client().get(address)
    headers = response.headers
    response.close()
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers.keys() & {"Server", "X-Powered-By"} == set()


def test_failure_may_have_the_style_of_its_page_and_no_other(monkeypatch):
    monkeypatch.setattr("dci.views.get_language_from_request", lambda request: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    policy = response.headers[POLICY]
    assert re.search(r"style-src 'self' 'sha256-[\w+/]{43}='; ", policy)
    assert "ZeroDivision" not in response.content.decode()


def test_document_keeps_its_stricter_rules(client):
    response = client.get(DocumentFactory().url)
    response.close()
    policy = response.headers[POLICY]
    assert policy.startswith("default-src 'none'")
    assert "style-src 'self'" not in policy


def test_uploaded_files_may_be_on_a_host_of_their_own(client, settings):
    HomeFactory()
    settings.MEDIA_URL = "https://files.example/media/"
    headers = client.get("/en/").headers
    assert "img-src 'self' https://files.example;" in headers[POLICY]
    assert headers["Cross-Origin-Embedder-Policy"] == "credentialless"


def test_preview_has_the_rules_of_its_page_in_a_frame_of_the_editor(client):
    page = ContentFactory()
    client.force_login(EditorFactory())
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    public = Client().get(page.address("en")).headers[POLICY]
    assert response.headers[POLICY] == public
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/admin/pages/add/dci/homepage/1/", "/admin/login/"])
def test_admin_runs_files_of_the_site_and_no_script_inside_a_page(client, address):
    client.force_login(EditorFactory())
    response = client.get(address, follow=True)
    policy = dict(rule.split(" ", 1) for rule in response.headers[POLICY].split("; "))
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert re.findall(r"<script(?![^>]*(?: src=|json))", response.content.decode()) == []
    assert "https:" not in response.headers[POLICY]


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/pages/"])
def test_admin_is_kept_by_no_cache_and_tells_itself_where_a_form_comes_from(client, address):
    client.force_login(EditorFactory())
    headers = client.get(address).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_form_for_a_password_is_not_taken_for_forged():
    page, browser = ContentFactory(), Client(enforce_csrf_checks=True)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="Owl")
    form = browser.get(page.address("en"))
    assert form.headers["Referrer-Policy"] == "same-origin"
    assert "form-action 'self'" in form.headers[POLICY]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "trace"])
def test_public_page_is_only_read(client, method):
    HomeFactory()
    assert getattr(client, method)("/en/").status_code == 405


@pytest.mark.parametrize(
    "path", [".git/HEAD", ".env", "db.sqlite3", "manage.py", "media/", "static/", "en/.git/HEAD"]
)
def test_nothing_of_the_server_is_handed_out(client, path):
    assert client.get(f"/{path}").status_code in (302, 404)
    assert client.get(f"/{path}", follow=True).status_code == 404


def test_host_is_one_of_ours_and_nobody_elses_word_is_taken_for_it(client, settings):
    HomeFactory()
    settings.ALLOWED_HOSTS = ["www.example.org"]
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400
    told = {"host": "www.example.org", "x-forwarded-host": "evil.example"}
    assert b"evil.example" not in client.get("/en/", headers=told).content


def test_no_template_lets_html_through_unescaped():
    found = [
        path
        for folder in ("templates", "dci", "projects", "partners", "network")
        for path in (Path(views.__file__).parents[1] / folder).rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ]
    assert found == []


def test_pages_travel_compressed(client):
    HomeFactory()
    plain, packed = (client.get("/en/", headers={"accept-encoding": e}) for e in ("", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2


def test_weaknesses_can_be_told(client, settings):
    settings.SECURITY_CONTACT = "mailto:safety@site.example"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:safety@site.example"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+00:00", fields["Expires"])
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"


def test_nobody_is_named_whom_the_operator_has_not_named(client):
    HomeFactory()
    assert client.get("/.well-known/security.txt").status_code == 404
