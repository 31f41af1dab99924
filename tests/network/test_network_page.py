"""The network page: levels and logo walls."""

import pytest
from django.urls import reverse
from django.utils import translation

from network.models import NetworkPage
from tests.admin import Form
from tests.factories import (
    EditorFactory,
    LevelFactory,
    LogoGroupFactory,
    MemberFactory,
    NetworkFactory,
    OrganisationFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return NetworkFactory()


def reread(page: NetworkPage) -> NetworkPage:
    return NetworkPage.objects.get(pk=page.pk)


def test_member_without_organisation_is_left_out(network):
    member = MemberFactory(level__page=network)
    member.organisation.delete()
    assert reread(network).levels_shown[0].members_shown == []


def test_logo_walls_show_organisations_in_their_order(network):
    group = LogoGroupFactory(page=network, logos=3)
    shown = reread(network).logo_groups_shown[0].organisations_shown
    assert shown == [entry.organisation for entry in group.logos.order_by("pk")]


def test_translated_page_shows_the_levels_that_are_translated(network):
    translated, _new = LevelFactory(page=network), LevelFactory(page=network)
    publish_lane(network, "fr", title="Réseau")
    publish_lane(translated, "fr", title="En Belgique")
    with translation.override("fr"):
        assert reread(network).levels_shown == [translated]


def test_untranslated_page_shows_every_level(network):
    LevelFactory.create_batch(2, page=network)
    with translation.override("fr"):
        assert len(reread(network).levels_shown) == 2


@pytest.mark.parametrize("size", [2, 20])
def test_logo_walls_cost_two_queries(network, size, django_assert_num_queries):
    LogoGroupFactory.create_batch(2, page=network, logos=size)
    page = reread(network)
    with django_assert_num_queries(2):
        for group in page.logo_groups_shown:
            assert all(
                shown.logo.renditions.all() is not None for shown in group.organisations_shown
            )


def test_levels_cost_two_queries(network, django_assert_num_queries):
    for level in LevelFactory.create_batch(3, page=network):
        MemberFactory.create_batch(2, level=level)
    page = reread(network)
    with django_assert_num_queries(2):
        assert all(
            member.organisation for level in page.levels_shown for member in level.members_shown
        )


def test_preview_shows_a_wall_as_it_is_put_together(client, network):
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[network.pk]))
    group = form.add("logo_groups", title_en="In Belgium")
    for organisation in OrganisationFactory.create_batch(2, with_logo=True):
        form.add(f"{group}-logos", organisation=organisation.pk)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[network.pk])
    assert client.post(preview, form.data).json()["is_valid"]
    shown = client.get(preview, {"mode": "en"}).content.decode()
    assert shown.count('width="106" height="53"') == 2


def test_editor_builds_a_logo_wall_in_a_draft_and_publishes_it(client, network):
    client.force_login(EditorFactory())
    first, second = OrganisationFactory.create_batch(2)
    url = reverse("wagtailadmin_pages:edit", args=[network.pk])
    form = Form(client, url)
    group = form.add("logo_groups", title_en="In Belgium")
    form.add(f"{group}-logos", organisation=first.pk)
    form.send()
    draft = Form(client, url)
    draft.add(f"{group}-logos", organisation=second.pk)
    draft[f"{group}-logos-0-ORDER"], draft[f"{group}-logos-1-ORDER"] = 2, 1
    draft.send("action-publish")
    assert draft.errors == {}
    assert reread(network).logo_groups_shown[0].organisations_shown == [second, first]
