"""What is worked out from the whole site is kept until somebody changes something."""

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from dci.kept import kept
from dci.models import HomePage
from projects.models import Region
from tests.factories import ContentFactory, RegionFactory


def names() -> list[str]:
    return kept(("names",), lambda: [region.name_en for region in Region.objects.all()])


@pytest.mark.django_db(transaction=True)
def test_what_was_made_is_made_again_after_a_change():
    region = RegionFactory(name_en="Africa")
    before = names()
    assert names() is before
    Region.objects.filter(pk=region.pk).update(name_en="Afrique")
    assert names() == ["Afrique"]


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_not_kept():
    with transaction.atomic():
        RegionFactory(name_en="Africa")
        assert names() == ["Africa"]
        transaction.set_rollback(True)
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_nobody_is_given_what_another_thread_has_made_of_an_older_site(monkeypatch):
    class Overtaken(dict):
        def __setitem__(self, key, value):
            super().__setitem__(key, ("an older state", ["older"]))

    RegionFactory(name_en="Africa")
    monkeypatch.setattr("dci.kept._kept", Overtaken())
    assert names() == ["Africa"]


@pytest.mark.django_db(transaction=True)
def test_a_new_day_makes_it_anew(monkeypatch):
    before = names()
    monkeypatch.setattr("dci.kept.timezone.localdate", lambda: "tomorrow")
    assert names() is not before


@pytest.mark.django_db(transaction=True)
def test_what_stands_around_pages_is_asked_for_once_and_again_after_a_change(
    client, django_assert_num_queries
):
    page = ContentFactory(show_in_menus=True)
    PageViewRestriction.objects.create(page=HomePage.objects.get(), restriction_type="login")
    assert client.get(page.url).status_code == 302
    PageViewRestriction.objects.all().delete()
    assert client.get(page.url).status_code == 200
    with django_assert_num_queries(2):  # the word for the public site; the page
        client.get(page.url)
