"""What can be found is what is public, whatever has just happened."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from dci.search import index
from dci.search.models import Entry, Posting
from dci.translation import lanes
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    HomeFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectFactory,
    RegionFactory,
)
from tests.translating import edit, fresh, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="Guardian", slug="guardian")


def test_draft_is_not_found_before_it_is_published(page, look_for):
    page = edit(page, publish=False, title_en="Lighthouse")
    assert look_for("lighthouse").found == []
    page.get_latest_revision().publish()
    assert look_for("lighthouse").found == ["Lighthouse"]
    assert look_for("guardian").found == []


def test_unpublished_page_is_gone_and_comes_back(page, look_for):
    page.unpublish()
    assert look_for("guardian").found == []
    assert not Entry.objects.filter(page=page).exists()
    edit(page)
    assert look_for("guardian").found == ["Guardian"]


def test_deleted_page_is_gone(page, look_for):
    page.delete()
    assert look_for("guardian").found == []
    assert not Posting.objects.filter(word="en:guardian").exists()


def test_moved_page_is_found_at_its_new_address(page, look_for):
    page.move(ContentFactory(slug="below"), pos="last-child")
    assert look_for("guardian").links == ["/en/below/guardian/"]


def test_page_below_a_private_one_is_not_found(page, look_for):
    private = ContentFactory(slug="private")
    restriction = PageViewRestriction.objects.create(page=private, restriction_type="login")
    page.move(private, pos="last-child")
    assert look_for("guardian").found == []
    restriction.delete()
    assert look_for("guardian").found == ["Guardian"]


def test_scheduled_page_is_found_once_it_is_due(look_for):
    page = ContentFactory(title_en="Guardian", live=False)
    due = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(clean=False, approved_go_live_at=due)
    call_command("publish_scheduled", stdout=StringIO())
    assert look_for("guardian").found == []
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=due - timedelta(hours=2)
    )
    call_command("publish_scheduled", stdout=StringIO())
    assert look_for("guardian").found == ["Guardian"]


def test_lane_is_found_from_publishing_until_withdrawing(page, look_for):
    path = lanes.segments(page, "fr")[0].path
    lanes.save_draft(page, "fr", {path: "Tuteur"})
    assert look_for("tuteur", "fr").found == []
    lanes.publish(page, "fr")
    assert look_for("tuteurs", "fr").found == ["Tuteur"]
    lanes.withdraw(page, "fr")
    assert look_for("tuteur", "fr").found == []


def test_page_is_found_by_its_organisation_as_it_is_called_now(look_for):
    partner = OrganisationFactory(name_en="Lighthouse", acronym_en="LH")
    page = edit(PartnerFactory(title_en="A partner", organisation=partner))
    assert look_for("LH").found == [page.title_en]
    partner.name_en = "Beacon"
    partner.save()
    assert look_for("beacon").found == [page.title_en]
    assert look_for("lighthouse").found == []
    translate(partner, "fr")


def test_project_is_found_by_its_region_as_it_is_called_now(look_for):
    region = RegionFactory()
    ProjectFactory(title_en="A project", regions=[region])
    assert look_for("africa").found == ["A project"]
    region.name_en = "Oceania"
    region.save()
    assert look_for("oceania").found == ["A project"]


def test_rebuilding_mends_what_was_written_past_the_site(page, look_for):
    type(page).objects.filter(pk=page.pk).update(title_en="Lighthouse")
    Entry.objects.create(page=page, language="es", kind="page", heading="Stray")
    assert index.rebuild() == 3  # with the home page, and one in Spanish less
    assert look_for("lighthouse").found == ["Lighthouse"]
    assert not Entry.objects.filter(heading="Stray").exists()


def test_saving_what_has_not_changed_writes_no_words(page):
    before = set(Posting.objects.values_list("pk", flat=True))
    edit(page)
    assert set(Posting.objects.values_list("pk", flat=True)) == before != set()


# Documents


def showing(document, **values):
    """A published page with a link to ``document``."""
    link = f'<p><a linktype="document" id="{document.pk}">here</a></p>'
    return edit(ContentFactory(**values), body_en=[("text", link)])


def test_document_is_found_by_title_and_text_in_its_language(starter_site, look_for):
    assert "Congress flyer" in look_for("flyer").found
    assert look_for("papers perspectives").found[0] == "Call for papers"
    answer = look_for("نشرة", "en")
    assert answer.found == ["نشرة المؤتمر"]
    assert answer.links[0].endswith(".pdf")


def test_document_is_found_while_a_public_page_shows_it(look_for):
    document = DocumentFactory(title="Lighthouse")
    assert look_for("lighthouse").found == []
    page = showing(document)
    assert look_for("lighthouse").found == ["Lighthouse"]
    fresh(page).unpublish()
    assert look_for("lighthouse").found == []


def test_search_does_not_tell_which_words_and_years_private_pages_have(look_for):
    for title in ("Guardian", "Guardian of the harbour"):
        ContentFactory(title_en=title)
    private = ProjectFactory(title_en="Lighthouse", start="1902")
    assert look_for("guardian").soup.select("option[value='1902']")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    answers = [look_for(f"guardian harbour {word}") for word in ("nowhere", "lighthouse")]
    assert [answer.found for answer in answers] == [["Guardian of the harbour"]] * 2
    assert not answers[1].soup.select("option[value='1902']")


def test_document_of_a_private_collection_is_not_found(look_for):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = DocumentFactory(title="Lighthouse", collection=private)
    showing(document)
    assert look_for("lighthouse").found == []


def deleted_from_above(page):
    above = ContentFactory(slug="above")
    page.move(above, pos="last-child")
    fresh(above).delete()


@pytest.mark.parametrize(
    "taken_away",
    [
        lambda page: page.unpublish(),
        lambda page: DeletePageAction(page).execute(),
        deleted_from_above,
    ],
    ids=["unpublished", "deleted by the admin", "deleted from above"],
)
def test_document_of_two_pages_is_found_where_it_still_stands(look_for, taken_away):
    document = DocumentFactory(title="Lighthouse")
    first, second = showing(document, slug="one"), showing(document, slug="two")
    taken_away(fresh(first))
    assert Entry.objects.get(document=document).page_id == second.pk
    assert look_for("lighthouse").found == ["Lighthouse"]


def test_replaced_file_is_read_again(starter_site, look_for):
    flyer = Entry.objects.get(heading="Congress flyer").document
    other = Entry.objects.get(heading="Invitation letter").document
    assert "Congress flyer" not in look_for("pleasure inviting").found
    flyer.file = other.file.name
    flyer.save()
    assert "Congress flyer" in look_for("pleasure inviting").found


def test_home_page_is_found(look_for):
    HomeFactory()
    assert look_for("defend").found == ["We defend the rights of every child"]
