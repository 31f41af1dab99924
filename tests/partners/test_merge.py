"""Two entries of the register that become one."""

from functools import partial

import pytest
from bs4 import BeautifulSoup
from wagtail.models import ModelLogEntry

from partners.merging.fields import stamp
from partners.merging.writing import ChangedMeanwhile
from partners.merging.writing import merge as write
from partners.models import Organisation, Relationship
from tests.factories import (
    ContentFactory,
    EditorFactory,
    OrganisationFactory,
    PartnerFactory,
    RelationshipFactory,
)
from tests.roles import group
from tests.together import together
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
MERGE = "/admin/snippets/partners/organisation/merge/{}/"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def kept():
    return OrganisationFactory(name_en="African Child Policy Forum", country="ET", website="")


@pytest.fixture
def other():
    website = "https://acpf.example.org/"
    return OrganisationFactory(name_en="ACPF", acronym_en="ACPF", website=website)


def seen(client, kept, other) -> BeautifulSoup:
    page = client.get(MERGE.format(kept.pk), {"with": other.pk})
    return BeautifulSoup(page.content, "html.parser")


def merge(client, kept, other, **taken):
    stamp = seen(client, kept, other).select_one("[name=seen]")["value"]
    data = {"other": other.pk, "seen": stamp, **taken}
    return client.post(MERGE.format(kept.pk), data, follow=True)


def test_fields_stand_side_by_side_and_the_fuller_is_chosen(editor, kept, other):
    page = seen(editor, kept, other)
    rows = {row.th.get_text(): row for row in page.select(".changes tbody tr")}
    cells = {name: [td.get_text(strip=True) for td in row("td")] for name, row in rows.items()}
    assert cells["Website"] == ["–", "https://acpf.example.org/"]
    assert cells["Country"] == ["Ethiopia", "–"]
    chosen = {name: row.select_one("[checked]")["value"] for name, row in rows.items()}
    assert (chosen["Website"], chosen["Country"]) == ("other", "kept")


def test_chosen_fields_are_taken_and_the_other_is_gone(editor, kept, other):
    merge(
        editor, kept, other, website="other", acronym_en="other", name_en="kept", nonsense="other"
    )
    kept = Organisation.objects.get()
    assert str(kept) == "African Child Policy Forum (ACPF)"
    assert (kept.website, kept.country) == ("https://acpf.example.org/", "ET")


def test_what_used_the_other_uses_the_kept_one_also_in_drafts(editor, kept, other):
    partner = PartnerFactory(organisation=other)
    edit(partner, publish=False, title_en="Soon")
    page = seen(editor, kept, other)
    assert partner.title_en in page.select_one(".uses").get_text()
    merge(editor, kept, other)
    assert fresh(partner).organisation == kept
    assert fresh(partner).get_latest_revision_as_object().organisation == kept


def test_relationships_of_both_stay_once_and_none_is_with_itself(editor, kept, other):
    dci = RelationshipFactory(organisation=kept, kind="member").other
    RelationshipFactory(organisation=other, kind="member", other=dci)
    moved = RelationshipFactory(organisation=other, kind="agreement", other=dci)
    RelationshipFactory(organisation=other, other=kept)
    RelationshipFactory(organisation=kept, other=other)
    merge(editor, kept, other)
    assert [row.kind for row in fresh(kept).relationships.all()] == ["member", "agreement"]
    assert Relationship.objects.filter(pk=moved.pk).exists()


def test_public_translation_of_what_is_taken_stays_public(editor, kept, other):
    translate(kept)
    translate(other)
    merge(editor, kept, other, name_en="other", acronym_en="other")
    kept = fresh(kept)
    assert (kept.name_fr, kept.acronym_fr) == ("[fr] ACPF", "[fr] ACPF")


def test_history_says_what_was_merged_and_deleted(editor, kept, other):
    merge(editor, kept, other)
    found = {(entry.action, entry.label) for entry in ModelLogEntry.objects.all()}
    assert ("wagtail.delete", "ACPF (ACPF)") in found
    entry = ModelLogEntry.objects.get(action="partners.merged")
    assert entry.message == "“ACPF (ACPF)” was merged into this one"


def test_merge_is_refused_where_somebody_changed_one_meanwhile(editor, kept, other):
    stamp = seen(editor, kept, other).select_one("[name=seen]")["value"]
    other.country = "KE"
    other.save()
    data = {"other": other.pk, "seen": stamp}
    answer = editor.post(MERGE.format(kept.pk), data, follow=True).content.decode()
    assert "Somebody has changed one of the two meanwhile" in answer
    assert Organisation.objects.count() == 2


def test_merge_is_refused_as_long_as_a_page_is_locked(editor, kept, other):
    partner = PartnerFactory(organisation=other)
    type(partner).objects.update(locked=True, locked_by=EditorFactory())
    page = seen(editor, kept, other)
    assert "The page is locked." in page.select_one(".uses").get_text()
    answer = merge(editor, kept, other).content.decode()
    assert "Nothing has been changed." in answer
    assert fresh(partner).organisation == other


@pytest.mark.parametrize("with_", ["", "x", "999999", "own"])
def test_merge_with_nothing_or_itself_changes_nothing(editor, kept, with_):
    with_ = kept.pk if with_ == "own" else with_
    assert editor.get(MERGE.format(kept.pk), {"with": with_}).status_code == 200
    editor.post(MERGE.format(kept.pk), {"other": with_, "seen": "x"})
    assert Organisation.objects.get() == kept


@pytest.mark.parametrize("role", ["Editors", "translator"])
def test_merge_is_for_those_who_may_delete(kept, other, role):
    client = signed_in(translator("fr") if role == "translator" else group(role))
    assert client.get(MERGE.format(kept.pk)).status_code == 302
    client.post(MERGE.format(kept.pk), {"other": other.pk, "seen": "x"})
    assert Organisation.objects.count() == 2


def test_moderator_merges_what_their_rights_allow(kept, other):
    ContentFactory()
    merge(signed_in(group("Moderators")), kept, other)
    assert Organisation.objects.count() == 1


def test_organisation_leads_to_the_merge(editor, kept):
    page = editor.get(f"/admin/snippets/partners/organisation/edit/{kept.pk}/").content.decode()
    listed = editor.get("/admin/snippets/partners/organisation/").content.decode()
    assert MERGE.format(kept.pk) in page
    assert MERGE.format(kept.pk) in listed


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_the_same_two_at_once_do_it_once():
    kept, other = OrganisationFactory.create_batch(2)
    partner, user = PartnerFactory(organisation=other), EditorFactory()

    def act(first, second) -> bool:
        try:
            write(first.pk, second.pk, [], stamp(first, second), user)
        except ChangedMeanwhile:
            return False
        return True

    one_way, back = partial(act, kept, other), partial(act, other, kept)
    assert sorted(together(one_way, back)) == [False, True]
    assert fresh(partner).organisation == Organisation.objects.get()
