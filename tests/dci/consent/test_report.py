"""Staff see in time whose consent is to be asked for again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dci.models import SiteImage
from tests.admin import Form
from tests.factories import EditorFactory, ImageFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 20)


@pytest.fixture
def report(client, monkeypatch):
    """The titles in the report."""
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    client.force_login(EditorFactory())

    def report() -> list[str]:
        rows = client.get(reverse("consent_report")).context["object_list"]
        return sorted(image.title for image in rows)

    return report


def test_report_names_what_is_unknown_or_runs_out_within_sixty_days(report):
    for days in (-1, 0, 60, 61):
        until = TODAY + timedelta(days=days)
        ImageFactory(title=f"in {days} days", consent="given", consent_until=until)
    ImageFactory(title="unknown", consent="unknown")
    ImageFactory(title="for ever", consent="given")
    ImageFactory(title="nobody", consent="none_needed")
    assert report() == ["in -1 days", "in 0 days", "in 60 days", "unknown"]


def test_report_goes_into_a_spreadsheet(client, report):
    ImageFactory(title="=cmd", consent="unknown")
    answer = client.get(reverse("consent_report"), {"export": "csv"})
    assert "'=cmd,not known yet" in b"".join(answer).decode()


@pytest.mark.parametrize("size", [1, 12])
def test_report_costs_the_same_however_long_it_is(
    client, report, size, django_assert_max_num_queries
):
    ImageFactory.create_batch(size, consent="unknown")
    report()
    with django_assert_max_num_queries(14):
        report()


def test_end_of_a_consent_that_is_not_needed_is_forgotten(client, report):
    image = ImageFactory(consent="given", consent_until=TODAY)
    form = Form(client, reverse("wagtailimages:edit", args=[image.pk]))
    assert form["consent_until"]
    form["consent"] = "none_needed"
    form.send()
    assert SiteImage.objects.get().consent_until is None


def test_picture_that_is_just_uploaded_has_no_consent_yet():
    assert SiteImage().consent == "unknown"
