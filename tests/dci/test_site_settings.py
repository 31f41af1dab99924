"""What the organisation says about itself on every page."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from dci.models import SiteSettings
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory, HomeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    HomeFactory()
    return Site.objects.get(is_default_site=True)


def test_visit_writes_no_settings(site):
    assert SiteSettings.for_site(site).pk is None
    assert not SiteSettings.objects.exists()


def test_settings_are_called_what_they_are(site):
    assert str(SiteSettings(site=site)) == "Organisation and contact"
    other = Site(hostname="other.example.org")
    assert str(SiteSettings(site=other)) == "Organisation and contact – other.example.org"


def test_first_settings_are_written_by_an_editor(client, site):
    page = ContentFactory()
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailsettings:edit", args=["dci", "sitesettings", site.pk]))
    form["mission_en"] = "Every right of every child"
    form.add("footer_links", page=page.pk)
    form.send()
    assert form.errors == {}
    settings = SiteSettings.for_site(site)
    assert settings.mission_en == "Every right of every child"
    assert [link.page_id for link in settings.footer_links.all()] == [page.pk]


def test_deleted_page_leaves_the_footer_and_nothing_else(site):
    page = ContentFactory()
    settings = SiteSettings.objects.create(site=site, name_en="DCI")
    settings.footer_links.create(page=page)
    settings.save()
    page.delete()
    assert [link.page_id for link in SiteSettings.for_site(site).footer_links.all()] == [None]
