"""Lanes of what is not a page: organisations, images, subjects, settings."""

import pytest
from django.utils.translation import override

from dci import languages
from dci.translation import lanes
from dci.translation.alignment import OUTDATED, VALID
from dci.translation.models import Translation
from tests.factories import (
    ImageFactory,
    OrganisationFactory,
    RegionFactory,
    RelationshipFactory,
    SettingsFactory,
    ThemeFactory,
)
from tests.translating import fresh, states, translate
from tests.translation.at_the_desk import lane_of

pytestmark = pytest.mark.django_db

FACTORIES = {
    OrganisationFactory: "name",
    ImageFactory: "alt",
    RegionFactory: "name",
    ThemeFactory: "name",
    SettingsFactory: "name",
}


@pytest.fixture(params=FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def thing(request):
    obj = request.param()
    obj.first_field = FACTORIES[request.param]
    return obj


def said(obj, name: str, language: str) -> str | None:
    return getattr(fresh(obj), languages.column(name, language))


def test_published_translation_is_what_its_readers_see(thing):
    source = said(thing, thing.first_field, "en")
    translate(thing)
    assert fresh(thing).translated(thing.first_field, "fr").text == f"[fr] {source}"
    assert lanes.available(fresh(thing)) == ["en", "fr"]


def test_saving_leaves_the_other_languages(thing):
    translate(thing)
    stale = thing
    setattr(stale, languages.column(thing.first_field, "fr"), "Nobody translated this")
    setattr(stale, languages.column(thing.first_field, "en"), "New name")
    stale.save()
    assert said(thing, thing.first_field, "en") == "New name"
    assert said(thing, thing.first_field, "fr").startswith("[fr] ")


def test_saved_change_marks_the_translation_outdated(thing):
    translate(thing)
    assert states(thing)[thing.first_field] == VALID
    setattr(thing, languages.column(thing.first_field, "en"), "New name")
    thing.save()
    assert states(thing)[thing.first_field] == OUTDATED


def test_withdrawn_translation_is_not_seen_and_not_lost(thing):
    translate(thing)
    lanes.withdraw(thing, "fr")
    assert fresh(thing).translated(thing.first_field, "fr").language == "en"
    lanes.publish(thing, "fr")
    assert fresh(thing).translated(thing.first_field, "fr").language == "fr"


def test_lanes_are_deleted_with_what_they_translate(thing):
    translate(thing)
    translate(thing, "es")
    lanes_of_thing = list(Translation.objects.of(thing))
    assert len(lanes_of_thing) == 2
    thing.delete()
    assert not Translation.objects.filter(pk__in=[lane.pk for lane in lanes_of_thing]).exists()


def test_relationship_is_translated_with_its_organisation():
    row = RelationshipFactory(note_en="since the beginning")
    translate(row.organisation)
    assert fresh(row).note_fr == "[fr] since the beginning"


def test_relationship_that_is_edited_keeps_its_french_note():
    row = RelationshipFactory(note_en="since the beginning")
    translate(row.organisation)
    organisation = fresh(row.organisation)
    [edited] = organisation.relationships.all()
    edited.since = "1993"
    organisation.relationships = [edited]
    organisation.save()
    assert (fresh(row).since, fresh(row).note_fr) == ("1993", "[fr] since the beginning")


def test_picture_for_decoration_has_nothing_to_translate():
    image = ImageFactory(alt_en="", is_decorative=True)
    assert lanes.segments(image, "fr") == []


def test_settings_are_listed_in_english_whoever_publishes_them():
    settings = SettingsFactory()
    with override("fr"):
        translate(settings)
    assert lane_of(settings).title == "Organisation and contact"
