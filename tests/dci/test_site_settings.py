"""What the organisation says about itself on every page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
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


HOUR = timedelta(hours=1)


@pytest.fixture
def notice(site):
    return SiteSettings.objects.create(site=site, notice_en="<p>We have moved.</p>")


@pytest.mark.parametrize(
    ("begins", "ends", "is_shown"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (HOUR, None, False),
        (None, -HOUR, False),
    ],
)
def test_notice_is_shown_in_its_time(client, notice, begins, ends, is_shown):
    notice.notice_from = begins and timezone.now() + begins
    notice.notice_until = ends and timezone.now() + ends
    notice.save()
    assert ("We have moved." in client.get("/en/").content.decode()) is is_shown


def test_notice_does_not_end_before_it_begins(client, notice, site):
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailsettings:edit", args=["dci", "sitesettings", site.pk]))
    form["notice_from"], form["notice_until"] = "2026-03-02 10:00", "2026-03-01 10:00"
    form.send()
    assert form.errors == {"notice_until": "The notice ends before it begins."}


@pytest.mark.parametrize("name", ["notice_from", "notice_until"])
@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_moment_that_no_calendar_has_is_refused_at_its_field(client, site, name, moment):
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailsettings:edit", args=["dci", "sitesettings", site.pk]))
    form[name] = moment
    form.send()
    assert form.errors == {name: "Choose a day between 2000 and 2999."}
