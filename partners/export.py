"""The register of organisations as data, as far as published pages show it."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, JsonResponse
from wagtail.models import ReferenceIndex

from dci import languages
from dci.data import as_json
from dci.models import SitePage
from dci.views import for_readers

from .models import Organisation, PartnerPage, Relationship


@for_readers
def organisations(request: HttpRequest) -> JsonResponse:
    """``docs/data.md`` says what is in it."""
    found = Organisation.objects.filter(pk__in=_shown())
    found = found.prefetch_related("relationships__other").order_by("pk")
    about = PartnerPage.objects.live().public().exclude(organisation=None)
    pages = {page.organisation_id: page for page in about.order_by("-path")}
    rows = (_row(organisation, pages.get(organisation.pk)) for organisation in found)
    return as_json("organisations", rows)


def _shown() -> set[int]:
    """The keys of the organisations that a page for everybody shows."""
    organisation, page = (
        ContentType.objects.get_for_model(model) for model in (Organisation, SitePage)
    )
    pages = set(SitePage.objects.live().public().values_list("pk", flat=True))
    found = ReferenceIndex.objects.filter(
        to_content_type=organisation, base_content_type=page
    ).values_list("to_object_id", "object_id")
    return {int(key) for key, page_key in found if int(page_key) in pages}


def _row(organisation: Organisation, page: PartnerPage | None) -> dict:
    """What is published of it; its relationships are where there is a page about it."""
    name = organisation.translated("name")
    return {
        "name": str(name),
        "language": name.language,
        "acronym": str(organisation.translated("acronym")) or None,
        "kind": organisation.kind,
        "country": organisation.country.code or None,
        "website": organisation.website or None,
        "page": page and page.full_address(languages.current()),
        "relationships": [
            _relationship(row) for row in organisation.relationships.all() if page and row.other
        ],
    }


def _relationship(row: Relationship) -> dict:
    return {
        "with": str(row.other.translated("name")),
        "kind": row.kind,
        "since": row.since or None,
        "until": row.until or None,
    }
