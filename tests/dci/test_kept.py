"""What is worked out from the whole site is kept until somebody changes something."""

import pytest
from django.db import transaction

from dci.kept import kept
from projects.models import Region
from tests.factories import RegionFactory


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
def test_a_new_day_makes_it_anew(monkeypatch):
    before = names()
    monkeypatch.setattr("dci.kept.timezone.localdate", lambda: "tomorrow")
    assert names() is not before
