"""Rows of many tables come in one query, and know each other."""

import pytest

from dci.at_once import Wanted, at_once, fetch_related, fetched
from dci.models import SiteDocument, SiteSettings
from partners.models import Organisation
from projects.models import Region
from tests import factories

pytestmark = pytest.mark.django_db


def reread(page):
    return type(page).objects.get(pk=page.pk)


def test_rows_of_many_tables_cost_one_query(django_assert_num_queries):
    organisation = factories.OrganisationFactory(with_logo=True)
    document = factories.DocumentFactory()
    wanted = Wanted(Organisation, [organisation.pk], ("logo__renditions", "partner_pages"))
    with django_assert_num_queries(1):
        found, files = at_once(wanted, Wanted(SiteDocument, [document.pk]))
        assert found[organisation.pk].logo.alt_en == "A judge listens to a child"
        assert not [*found[organisation.pk].logo.renditions.all()]
        assert not [*found[organisation.pk].partner_pages.all()]
    assert files[document.pk].created_at == document.created_at


def test_rows_are_as_the_database_would_give_them_by_itself():
    image = factories.ImageFactory(is_decorative=True, consent_until="2030-05-01")
    [found] = at_once(Wanted(type(image), [image.pk]))
    stored = reread(image)
    for field in stored._meta.concrete_fields:
        assert getattr(found[image.pk], field.attname) == getattr(stored, field.attname)


def test_all_rows_are_asked_for_without_keys():
    factories.SettingsFactory(social_links=[("link", {"label": "Here", "url": "https://a.org"})])
    [found] = at_once(Wanted(SiteSettings, None))
    [settings] = found.values()
    assert settings.social_links[0].value["label"] == "Here"


def test_many_to_many_come_in_their_order(django_assert_num_queries):
    africa, europe = (factories.RegionFactory(name_en=name) for name in ("Africa", "Europe"))
    Region.objects.filter(pk=africa.pk).update(sort_order=2)
    pages = [
        reread(factories.ProjectFactory(regions=regions))
        for regions in ([africa], [africa, europe])
    ]
    with django_assert_num_queries(1):
        first, second = fetch_related(pages, "regions")
        assert [*first.regions.all()] == [africa]
        assert [*second.regions.all()] == [europe, africa]


def test_what_is_there_is_not_asked_for_again(django_assert_num_queries):
    page = fetch_related([reread(factories.ProjectFactory())], "figures", "themes")
    with django_assert_num_queries(0):
        fetch_related(page, "figures", "themes")


def test_nothing_is_asked_for_without_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert fetch_related([], "regions") == []
        assert at_once() == []


def test_a_drafts_own_rows_come_before_those_fetched_along():
    africa, europe = (factories.RegionFactory(name_en=name) for name in ("Africa", "Europe"))
    [page] = fetch_related([reread(factories.ProjectFactory(regions=[africa]))], "regions")
    assert fetched(page, "regions") == [africa]
    page.regions = [europe]
    assert fetched(page, "regions") == [europe]


def test_rows_are_objects_as_django_makes_them():
    project = factories.ProjectFactory(countries=["BE", "FR"])
    made = [project, factories.ImageFactory(), factories.OrganisationFactory(country="BE")]
    for one in map(reread, [*made, factories.DocumentFactory(), factories.SettingsFactory()]):
        [found] = at_once(Wanted(type(one), [one.pk], whole=True))
        row = found[one.pk]
        assert vars(row) | {"_state": None} == vars(one) | {"_state": None}
        assert (row._state.adding, row._state.db) == (one._state.adding, one._state.db)


def test_no_object_shares_with_another_what_it_keeps_beside_its_columns():
    factories.SettingsFactory()
    (first,), (second,) = (at_once(Wanted(SiteSettings, None))[0].values() for _ in "ab")
    first._page_url_cache["menu"] = "/an/older/address/"
    assert second._page_url_cache == {}
