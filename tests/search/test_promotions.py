"""What staff put first, and what they are told of that was not found."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from dci.search.models import Promotion, UnansweredQuery
from tests.factories import ContentFactory, EditorFactory
from tests.translating import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    """Logs in a new member of the group of this name."""

    def log_in(group: str) -> None:
        person = EditorFactory(is_superuser=False)
        person.groups.add(Group.objects.get(name=group))
        client.force_login(person)

    return log_in


@pytest.fixture
def shelter():
    """A page that is promoted for words it does not have."""
    page = ContentFactory(title_en="Shelter", slug="shelter")
    Promotion.objects.create(language="en", searches="prison\nlocked up children", page=page)
    return page


def test_promoted_page_comes_first_and_once(shelter, look_for):
    ContentFactory(title_en="Prisons")
    assert look_for("prisons").found == ["Shelter", "Prisons"]
    assert look_for("prisons").heading.startswith("2 results")
    assert look_for("Children, locked up!").found[0] == "Shelter"


def test_promotion_is_for_its_searches_in_its_language(shelter, look_for):
    assert look_for("prison guards").found == []
    assert look_for("prison", "fr").found == []
    translate(shelter)
    Promotion.objects.create(language="fr", searches="prison", page=shelter)
    assert look_for("prison", "fr").found == ["[fr] Shelter"]


def test_promoted_page_that_is_not_public_is_not_shown(shelter, look_for):
    shelter.unpublish()
    assert look_for("prison").found == []


def asked() -> list[tuple]:
    return list(UnansweredQuery.objects.values_list("language", "words", "times"))


def test_search_without_a_result_is_counted(look_for):
    ContentFactory()
    for words in ("Zebra", "zebra ", "about"):
        look_for(words, "fr")
    assert asked() == [("fr", "zebra", 2)]
    assert UnansweredQuery.objects.get().last_asked == timezone.localdate()


@pytest.mark.parametrize("words", ["zoe@example.org", "+41 22 123 45 67", "0470123456", "  "])
def test_what_may_be_about_a_person_is_not_kept(look_for, words):
    ContentFactory()
    look_for(words)
    assert asked() == []


def test_only_so_many_and_so_long_searches_are_kept(look_for, monkeypatch):
    ContentFactory()
    old = timezone.localdate() - timedelta(days=91)
    UnansweredQuery.objects.create(language="en", words="old", last_asked=old)
    monkeypatch.setattr("dci.search.models.unanswered.MOST", 1)
    look_for("zebra" * 30)
    look_for("yak")
    assert [len(words) for _language, words, _times in asked()] == [60]


def test_staff_read_the_report_and_others_do_not(client, log_in):
    UnansweredQuery.objects.record("=zebra", "fr")
    log_in("Editors")
    assert "zebra" in client.get(reverse("unanswered_searches")).content.decode()
    export = client.get(reverse("unanswered_searches"), {"export": "csv"})
    assert b"'=zebra" in b"".join(export.streaming_content)
    log_in("Translators (français)")
    assert "zebra" not in client.get(reverse("unanswered_searches"), follow=True).content.decode()


def test_staff_promote_pages_and_translators_do_not(client, log_in, shelter):
    address = reverse("wagtailsnippets_search_promotion:add")
    data = {"language": "fr", "searches": "prison", "page": shelter.pk}
    log_in("Translators (français)")
    client.post(address, data)
    assert Promotion.objects.count() == 1
    log_in("Editors")
    client.post(address, data)
    assert Promotion.objects.filter(language="fr", page=shelter).exists()
