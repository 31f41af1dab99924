"""What editors put a page together from."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.blocks import StructBlockValidationError
from wagtail.fields import StreamField

from dci.blocks import BodyBlock
from dci.models import HomePage
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    EditorFactory,
    HomeFactory,
    ImageFactory,
    OrganisationFactory,
    ProjectFactory,
)
from tests.queries import APPS

BODY = BodyBlock()
ADDRESS = "https://example.org/"


def error_of(block_type: str, item: dict) -> dict:
    """The messages at the fields of the only item of a list, none if it is accepted."""
    block = BODY.child_blocks[block_type]
    try:
        block.clean(block.normalize([item]))
    except ValidationError as error:
        return plain(error.block_errors[0])
    return {}


def plain(error: StructBlockValidationError) -> dict:
    return {
        name: found.messages[0] if not hasattr(found, "block_errors") else found
        for name, found in error.block_errors.items()
    }


def variant(language: str, **target) -> dict:
    return {"language": language, "document": None, "address": "", **target}


def test_figure_cannot_be_negative():
    errors = error_of("figures", {"qualifier": "none", "value": -3, "label": "children"})
    assert errors == {"value": "Ensure this value is greater than or equal to 0."}


def test_milestone_takes_a_month_without_a_day():
    assert error_of("milestones", {"date": "2014-03", "text": "Campaign launched"}) == {}


@pytest.mark.django_db
def test_document_cannot_have_two_files_in_one_language():
    flyers = [variant(code, address=ADDRESS) for code in ("en", "ar", "en")]
    errors = error_of("documents", {"title": "Flyer", "variants": flyers})
    [(row, error)] = errors["variants"].block_errors.items()
    assert (row, plain(error)) == (2, {"language": "There is already a file in this language."})


@pytest.mark.django_db
def test_document_is_a_file_or_an_address_not_both():
    both = variant("en", document=DocumentFactory(), address=ADDRESS)
    errors = error_of("documents", {"title": "Flyer", "variants": [both]})
    error = plain(errors["variants"].block_errors[0])
    assert error == {"address": "Choose one or write an address, not both."}


@pytest.mark.django_db
def test_link_needs_a_page_or_an_address():
    errors = error_of("links", {"title": "Convention", "text": "", "page": None, "address": ""})
    assert errors == {"page": "Choose one here, or write an address below."}


@pytest.mark.django_db
def test_link_of_a_draft_may_lead_nowhere_yet():
    block = BODY.child_blocks["links"]
    block.defer_required_validation()
    try:
        assert error_of("links", {"title": "", "text": "", "page": None, "address": ""}) == {}
    finally:
        block.restore_deferred_validation()


@pytest.mark.django_db
def test_link_to_an_unpublished_page_leads_nowhere():
    page = ContentFactory(live=False)
    link = BODY.child_blocks["links"].normalize([{"title": "About", "page": page}])[0]
    assert link.url == ""


@pytest.mark.django_db
def test_projects_block_shows_published_projects_in_the_order_chosen():
    first, draft, last = ProjectFactory(), ProjectFactory(live=False), ProjectFactory()
    keys = [last.pk, draft.pk, first.pk]
    raw = [{"type": "projects", "value": {"heading": "", "projects": keys}}]
    assert BODY.to_python(raw)[0].value.shown == [last, first]


@pytest.mark.django_db
def test_logo_wall_leaves_out_an_organisation_that_was_deleted():
    kept, deleted = OrganisationFactory.create_batch(2)
    value = {"heading": "", "organisations": [deleted.pk, kept.pk]}
    deleted.delete()
    assert BODY.to_python([{"type": "logo_wall", "value": value}])[0].value.shown == [kept]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_logo_wall_costs_two_queries_whatever_its_size(number, django_assert_num_queries):
    keys = [one.pk for one in OrganisationFactory.create_batch(number, with_logo=True)]
    value = {"heading": "", "organisations": keys}
    with django_assert_num_queries(2):
        [wall] = BODY.to_python([{"type": "logo_wall", "value": value}])
        assert all(shown.logo.renditions.all() is not None for shown in wall.value.shown)


@pytest.mark.django_db
def test_body_is_kept_with_every_language_of_a_page():
    page = HomeFactory(body_en=[{"type": "heading", "value": "Find your way"}])
    HomePage.objects.filter(pk=page.pk).update(body_fr=[("heading", "Trouver son chemin")])
    stored = HomePage.objects.get(pk=page.pk)
    assert [stored.body_en[0].value, stored.body_fr[0].value] == [
        "Find your way",
        "Trouver son chemin",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", BODY.child_blocks)
def test_editor_sees_what_a_block_is_for_and_looks_like(client, name):
    client.force_login(EditorFactory())
    OrganisationFactory(), ProjectFactory(), ImageFactory()
    block = BODY.child_blocks[name]
    url = reverse("wagtailadmin_block_preview")
    page = BeautifulSoup(client.get(url, {"id": block.definition_prefix}).content, "html.parser")
    assert block.get_description()
    assert page.select_one(".content").find(["h2", "p", "ul", "dl", "ol", "picture", "blockquote"])


def test_migrations_list_no_blocks():
    root = Path(__file__).parent.parent.parent
    migrations = root.glob("*/migrations/*.py")
    assert not [path for path in migrations if "dci.blocks" in path.read_text()]


def choices() -> list:
    """Each block that editors can choose, in any field of any page or settings, by its name."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    streams = {
        repr(field.stream_block.child_blocks.keys()): field.stream_block
        for field in fields
        if isinstance(field, StreamField) and field.model.__module__.split(".")[0] in APPS
    }
    return [
        pytest.param(block, len(stream.child_blocks), id=name)
        for stream in streams.values()
        for name, block in stream.child_blocks.items()
    ]


@pytest.mark.parametrize(("block", "number"), choices())
@pytest.mark.parametrize("language", ["fr", "es"])
def test_block_says_in_the_editors_language_where_it_belongs_and_what_it_is(
    block, number, language
):
    def words() -> list[str]:
        return [str(block.label), str(block.get_description()), str(block.meta.group or "")]

    english = words()
    with translation.override(language):
        shown = words()
    assert all(shown[:2])
    assert shown[1] != english[1]
    assert shown[2] or number == 1  # a choice of one needs no groups


@pytest.mark.django_db
@pytest.mark.parametrize(("block", "number"), choices())
def test_block_has_a_preview(client, block, number):
    assert block.is_previewable
    client.force_login(EditorFactory())
    url = reverse("wagtailadmin_block_preview")
    assert client.get(url, {"id": block.definition_prefix}).status_code == 200
