"""Who may see and do what at the desk and in the lanes."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from dci import languages
from dci.translation import lanes
from dci.translation.apps import TranslationConfig
from dci.translation.models import Translation
from dci.translation.roles import make_groups
from tests.factories import ContentFactory, EditorFactory, ProjectFactory
from tests.translating import fresh, translate
from tests.translation.at_the_desk import (
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/translations/"


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def moderator():
    """An editor of the source, who has no language."""
    person = EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def is_refused(response) -> bool:
    """Wagtail's way to say no: the admin's home page, with a message."""
    return (response.status_code, response.headers.get("Location")) == (302, "/admin/")


def test_each_language_has_its_groups():
    names = {
        f"{kind} ({languages.name(code)})"
        for kind in ("Translators", "Reviewers")
        for code in languages.TARGETS
    }
    assert names <= set(Group.objects.values_list("name", flat=True))


def test_group_stays_as_administrators_have_made_it():
    group = Group.objects.get(name="Reviewers (français)")
    group.permissions.clear()
    make_groups(TranslationConfig.create("dci.translation"))
    assert not group.permissions.exists()


def test_translator_has_no_rights_but_those_of_the_language():
    rights = translator("fr").get_all_permissions()
    reading = {"wagtailadmin.access_admin", "translation.view_term"}
    assert rights == reading | {"translation.translate_fr"}


def test_visitor_is_sent_to_the_login(page):
    for url in (DESK, lane_url(page), f"{lane_url(page)}preview/"):
        response = Client().get(url)
        assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={url}")


def test_editor_without_a_language_has_no_desk_and_no_lanes(page, moderator):
    client = signed_in(moderator)
    for url in (DESK, lane_url(page), f"{lane_url(page)}preview/"):
        assert is_refused(client.get(url))


def test_translator_does_not_open_the_lane_of_another_language(page):
    client = signed_in(translator("es"))
    for url in (lane_url(page), f"{lane_url(page)}preview/"):
        assert is_refused(client.get(url))


def test_translator_does_not_write_the_lane_of_another_language(page):
    form = lane_form(signed_in(reviewer("fr")), page)
    form["target:title"] = "À propos"
    form.client = signed_in(reviewer("es"))
    assert is_refused(form.send("publish"))
    assert (lane_of(page).latest_revision, fresh(page).title_fr) == (None, None)


def test_translator_does_not_publish(page):
    form = lane_form(signed_in(translator("fr")), page)
    form["target:title"] = "À propos"
    assert is_refused(form.send("publish"))
    assert (lane_of(page).live, fresh(page).title_fr) == (False, None)


def test_translator_does_not_withdraw(page):
    translate(page)
    assert is_refused(lane_form(signed_in(translator("fr")), page).send("withdraw"))
    assert lanes.available(fresh(page)) == ["en", "fr"]


@pytest.mark.parametrize(("person", "buttons"), [(translator, set()), (reviewer, {"publish"})])
def test_only_reviewers_see_the_button_to_publish(page, person, buttons):
    form = lane_form(signed_in(person("fr")), page)
    content = form.response.content.decode()
    assert {name for name in ("publish", "withdraw") if f'name="{name}"' in content} == buttons


def test_translator_does_not_edit_pages(page):
    client = signed_in(reviewer("fr"))
    assert is_refused(client.get(f"/admin/pages/{page.pk}/edit/"))
    assert client.post(f"/admin/pages/{page.pk}/edit/", {"title_en": "Mine"}).status_code == 302
    assert fresh(page).title_en == "About us"


def test_source_has_no_lane(page):
    translate(page)
    codes = Translation.objects.of(page).values_list("language", flat=True)
    assert sorted(codes) == sorted(languages.TARGETS)


def test_lane_that_does_not_exist_is_not_found():
    assert signed_in(reviewer("fr")).get(f"{DESK}0/", follow=True).status_code == 404


def test_menu_of_a_translator_leads_to_the_desk():
    assert f'"url": "{DESK}"' in signed_in(translator("fr")).get("/admin/").content.decode()


def test_menu_of_an_editor_does_not(moderator):
    assert f'"url": "{DESK}"' not in signed_in(moderator).get("/admin/").content.decode()


def test_page_editor_leads_to_the_lanes_of_ones_languages(moderator):
    page = ProjectFactory()
    moderator.groups.add(Group.objects.get(name="Translators (français)"))
    content = signed_in(moderator).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert (lane_url(page) in content, lane_url(page, "es") in content) == (True, False)


def test_page_explorer_leads_to_the_lanes(moderator):
    page = ProjectFactory()
    moderator.groups.add(Group.objects.get(name="Translators (français)"))
    assert lane_url(page) in signed_in(moderator).get(f"/admin/pages/{page.pk}/").content.decode()
