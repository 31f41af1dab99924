"""A project in the words of https://schema.org, where a project is a kind of organisation."""

from dci import languages
from dci.sharing.linked_data import organisation_key, without_gaps

DAY = len("2018-05-28")


def project(page, request) -> list[dict]:
    """The project of ``page``; an event too, if it was held in one place on known days."""
    found = [_project(page, request)]
    if page.place and len(page.start) == DAY:
        found.append(_event(page))
    return found


def _project(page, request) -> dict:
    return {
        "@type": "Project",
        "name": str(page.translated("title")),
        "alternateName": page.acronym,
        "description": str(page.translated("introduction")),
        "url": page.full_address(languages.current()),
        "foundingDate": page.start,
        "dissolutionDate": page.end,
        "parentOrganization": {"@id": organisation_key(request)},
        "funder": _organisations(page, "funder"),
        "member": _organisations(page, "lead", "coordinator", "organiser", "partner"),
        "areaServed": [str(region.translated("name")) for region in page.regions_shown],
    }


def _event(page) -> dict:
    return {
        "@type": "Event",
        "name": str(page.translated("title")),
        "description": str(page.translated("introduction")),
        "url": page.full_address(languages.current()),
        "startDate": page.start,
        "endDate": page.end,
        "location": {"@type": "Place", "name": str(page.translated("place"))},
        "organizer": _organisations(page, "organiser", "lead"),
    }


def _organisations(page, *roles: str) -> list[dict]:
    found = [role.organisation for role in page.roles_shown if role.role in roles]
    return [
        without_gaps(
            {
                "@type": "Organization",
                "name": str(organisation.translated("name")),
                "url": organisation.website,
            }
        )
        for organisation in dict.fromkeys(found)
    ]
