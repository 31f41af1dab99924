"""One thing in the place of another, in what is public, in drafts and in every language."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Workflow

from dci.consent.publishing import ConsentMissing
from dci.replacing.uses import uses_of
from dci.replacing.writing import Refused, replace_everywhere
from dci.translation import lanes
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    ImageFactory,
    LevelFactory,
    LogoEntry,
    LogoGroupFactory,
    MemberFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectFactory,
    RelationshipFactory,
    RoleFactory,
    SettingsFactory,
)
from tests.roles import group
from tests.translating import edit, fresh, states, target, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def old():
    return OrganisationFactory(name_en="ACPF")


@pytest.fixture
def new():
    return OrganisationFactory(name_en="African Child Policy Forum")


def wall(*organisations) -> str:
    items = [
        {"type": "item", "value": one.pk, "id": f"i{number}"}
        for number, one in enumerate(organisations)
    ]
    value = {"heading": "Partners", "organisations": items}
    return json.dumps([{"type": "organisations", "value": value, "id": "b"}])


def text(html: str) -> str:
    return json.dumps([{"type": "text", "value": html, "id": "b"}])


def on_wall(page) -> list[int]:
    [block] = page.body_en.get_prep_value()
    return [item["value"] for item in block["value"]["organisations"]]


def draft_of(page):
    return fresh(page).get_latest_revision_as_object()


def test_every_way_of_pointing_at_an_organisation_follows(editor, old, new):
    page = ContentFactory(body_en=wall(old))
    partner, role = PartnerFactory(organisation=old), RoleFactory(organisation=old)
    member = MemberFactory(organisation=old)
    logo = LogoEntry.objects.create(
        group=LogoGroupFactory(page=member.level.page), organisation=old
    )
    row = RelationshipFactory(other=old)
    replace_everywhere(old, new, editor)
    assert on_wall(fresh(page)) == [new.pk]
    found = [fresh(one).organisation for one in (partner, role, member, logo)]
    assert found == [new] * 4
    assert fresh(row).other == new
    assert not ReferenceIndex.get_references_to(old).exists()
    old.delete()


def test_draft_follows_and_stays_a_draft(editor, old, new):
    page = ContentFactory(body_en=wall(old))
    edit(page, publish=False, title_en="Soon", body_en=wall(OrganisationFactory(), old))
    replace_everywhere(old, new, editor)
    page = fresh(page)
    assert on_wall(page) == [new.pk]
    assert page.title_en != "Soon"
    assert page.has_unpublished_changes
    assert on_wall(draft_of(page))[1] == new.pk
    assert draft_of(page).title_en == "Soon"


def test_draft_that_alone_uses_it_follows_and_nothing_is_published(editor, old, new):
    page = ContentFactory()
    edit(page)
    edit(page, publish=False, body_en=wall(old))
    live = fresh(page).live_revision_id
    [use] = uses_of(old, editor)
    assert use.only_in_draft
    replace_everywhere(old, new, editor)
    assert on_wall(draft_of(page)) == [new.pk]
    assert fresh(page).live_revision_id == live


def test_page_that_was_never_published_follows(editor, old, new):
    partner = PartnerFactory(organisation=old, live=False)
    partner.save_revision()
    replace_everywhere(old, new, editor)
    assert draft_of(partner).organisation == fresh(partner).organisation == new
    assert not fresh(partner).live


def test_each_page_gets_a_version_and_a_line_in_its_history(editor, old, new):
    page = ContentFactory(body_en=wall(old))
    replace_everywhere(old, new, editor)
    entry = PageLogEntry.objects.get(page=page.pk, action="dci.replaced")
    assert (entry.user, entry.revision) == (editor, fresh(page).live_revision)
    assert "“ACPF” was replaced with “African Child Policy Forum”" in entry.message


def test_row_that_says_the_same_as_another_is_left_out(editor, old, new):
    project = ProjectFactory()
    for organisation in (new, old):
        RoleFactory(project=project, organisation=organisation)
    page = ContentFactory(body_en=wall(old, OrganisationFactory(), new))
    replace_everywhere(old, new, editor)
    assert [role.organisation for role in fresh(project).roles.all()] == [new]
    assert len(on_wall(fresh(page))) == 2


def test_translations_stay_as_valid_as_they_were(editor):
    old, new = DocumentFactory(), DocumentFactory()
    link = '<p data-block-key="a">See <a linktype="document" id="{}">the report</a>.</p>'
    page = ContentFactory(body_en=text(link.format(old.pk)))
    translate(page)
    before = states(page)
    replace_everywhere(old, new, editor)
    page = fresh(page)
    assert states(page) == before
    assert f'id="{new.pk}"' in str(page.body_fr.get_prep_value())
    assert f'id="{old.pk}"' not in str(page.body_fr.get_prep_value())


def test_public_translation_that_is_outdated_follows_too(editor):
    old, new = DocumentFactory(), DocumentFactory()
    link = '<p data-block-key="a">{}<a linktype="document" id="{}">report</a>.</p>'
    page = ContentFactory(body_en=text(link.format("See the ", old.pk)))
    translate(page)
    page = edit(page, body_en=text(link.format("Have a look at this new ", old.pk)))
    assert states(page)["b#a"] == "outdated"
    replace_everywhere(old, new, editor)
    assert f'id="{new.pk}"' in str(fresh(page).body_fr.get_prep_value())
    assert states(page)["b#a"] == "outdated"
    assert f'id="{new.pk}"' in target(page, "body.b#a")


def test_link_that_only_the_draft_of_a_language_has_follows(editor):
    old, new = DocumentFactory(), DocumentFactory()
    page = ContentFactory(body_en=text('<p data-block-key="a">See the report.</p>'))
    translate(page)
    link = f'Voir le <a linktype="document" id="{old.pk}">rapport</a>.'
    lanes.save_draft(page, "fr", {"body.b#a": link})
    [use] = uses_of(old, editor)
    assert use.in_languages == {"français"}
    replace_everywhere(old, new, editor)
    assert f'id="{new.pk}"' in target(page, "body.b#a")


def test_own_picture_of_a_language_follows(editor):
    english, old, new = (ImageFactory() for _number in range(3))
    value = {"image": english.pk, "caption": "", "decorative": False}
    body = json.dumps([{"type": "image", "value": value, "id": "b"}])
    page = ContentFactory(body_en=body)
    lane = translate(page)
    lane.overrides = {"body.b.image": old.pk}
    lane.save_revision(clean=False).publish()
    assert uses_of(old, editor)
    replace_everywhere(old, new, editor)
    assert fresh(page).body_fr[0].value["image"] == new
    assert lanes.lane(fresh(page), "fr").overrides == {"body.b.image": new.pk}
    assert not uses_of(old, editor)
    assert not ReferenceIndex.get_references_to(old).exists()


def test_documents_of_projects_follow(editor):
    old, new = DocumentFactory(), DocumentFactory()
    set_ = DocumentSetFactory(in_languages=["en"])
    variant = set_.variants.get()
    variant.document = old
    variant.save()
    set_.project.save()
    replace_everywhere(old, new, editor)
    assert [row.document for row in fresh(set_).variants.all()] == [new]


def test_logo_and_settings_follow(editor):
    old, new = ImageFactory(), ImageFactory()
    document, other = DocumentFactory(), DocumentFactory()
    organisation = OrganisationFactory(logo=old)
    notice = f'<p data-block-key="a"><a linktype="document" id="{document.pk}">x</a></p>'
    settings = SettingsFactory(notice_en=notice)
    replace_everywhere(old, new, editor)
    replace_everywhere(document, other, editor)
    assert fresh(organisation).logo == new
    assert f'id="{other.pk}"' in fresh(settings).notice_en
    assert ModelLogEntry.objects.filter(action="dci.replaced").count() == 2


@pytest.mark.parametrize("as_logo", [True, False])
def test_picture_that_may_not_be_shown_takes_no_place(editor, as_logo):
    old, new = ImageFactory(), ImageFactory(consent="unknown")
    shown = OrganisationFactory(logo=old) if as_logo else ProjectFactory(image=old)
    with pytest.raises(ConsentMissing):
        replace_everywhere(old, new, editor)
    assert (fresh(shown).logo if as_logo else fresh(shown).image) == old


@pytest.mark.parametrize("way", ["locked", "review", "scheduled", "edited", "rights"])
def test_what_stands_in_the_way_of_one_page_keeps_all_as_it_is(editor, old, new, way):
    person = editor
    page, other = ContentFactory(body_en=wall(old)), ContentFactory(body_en=wall(old))
    if way == "rights":
        person = group("Editors")
    stand_in_the_way(page, way)
    with pytest.raises(Refused) as refusal:
        replace_everywhere(old, new, person)
    assert page.pk in [use.obj.pk for use in refusal.value.uses]
    assert all(use.refusal for use in refusal.value.uses)
    assert on_wall(fresh(other)) == [old.pk]


def stand_in_the_way(page, way: str) -> None:
    if way == "locked":
        type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=EditorFactory())
    elif way == "review":
        edit(page, publish=False)
        Workflow.objects.first().start(fresh(page), EditorFactory())
    elif way == "scheduled":
        later = timezone.now() + timezone.timedelta(days=1)
        page.save_revision(approved_go_live_at=later)
    elif way == "edited":
        EditingSession.objects.create(
            user=EditorFactory(),
            content_type=ContentType.objects.get_for_model(page),
            object_id=page.pk,
            last_seen_at=timezone.now(),
            is_editing=True,
        )


def test_editor_whom_a_wrong_clock_has_seen_is_in_nobodys_way(editor, old, new, ahead):
    page = ContentFactory(body_en=wall(old))
    stand_in_the_way(page, "edited")
    EditingSession.objects.update(last_seen_at=ahead)
    replace_everywhere(old, new, editor)
    assert on_wall(fresh(page)) == [new.pk]


def test_own_rights_are_said_with_who_has_them(old):
    boss = EditorFactory(first_name="Marie", last_name="Curie")
    ContentFactory(body_en=wall(old))
    [use] = uses_of(old, group("Editors"))
    assert "Marie Curie" in use.refusal
    assert boss.is_superuser


@pytest.mark.parametrize("number", [1, 6])
def test_uses_cost_little_more_for_many(editor, old, number, django_assert_max_num_queries):
    for _number in range(number):
        ContentFactory(body_en=wall(old))
    LevelFactory()
    with django_assert_max_num_queries(16 + 4 * 6):
        assert len(uses_of(old, editor)) == number
