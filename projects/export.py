"""The list of projects as data: for spreadsheets and for other programs.

Each row is a project in the reader's language, or in the source where it is not translated, which
``language`` says. Dates are as precise as they are known: "2014", "2014-03" or "2014-03-18".
"""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from dci import data, languages
from dci.translation.spreadsheets import guarded

from .calendar import calendar
from .listing import ProjectListing, published
from .models.pages import ProjectPage

COLUMNS = (
    "title", "language", "address", "introduction", "scope", "status", "start", "end",
    "regions", "countries", "themes", "organisations",
)  # fmt: skip


def rows(listing: ProjectListing, request: HttpRequest) -> Iterator[dict]:
    """All projects of ``listing``, in its order (``docs/data.md``)."""
    found = published(listing.keys, "regions", "themes", "roles__organisation")
    return (_row(project, request) for project in found)


def _row(project: ProjectPage, request: HttpRequest) -> dict:
    language = project.reading_language
    organisations = [role.organisation for role in project.roles.all() if role.organisation]
    return {
        "title": str(project.translated("title", language)),
        "language": language,
        "address": project.full_address(languages.current()),
        "introduction": str(project.translated("introduction", language)),
        "scope": project.scope,
        "status": project.status,
        "start": project.start or None,
        "end": project.end or None,
        "regions": [region.slug for region in project.regions.all()],
        "countries": [country.code for country in project.countries],
        "themes": [theme.slug for theme in project.themes.all()],
        "organisations": [str(one.translated("name")) for one in dict.fromkeys(organisations)],
    }


def as_json(listing: ProjectListing, request: HttpRequest) -> HttpResponse:
    return data.as_json("projects", rows(listing, request))


def as_csv(listing: ProjectListing, request: HttpRequest) -> HttpResponse:
    """Spreadsheets want a byte order mark to see that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="projects.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in rows(listing, request):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return response


def _cell(value: str | list[str] | None) -> str:
    text = "; ".join(value) if isinstance(value, list) else value or ""
    return guarded(text)


def as_calendar(listing: ProjectListing, request: HttpRequest) -> HttpResponse:
    return calendar(published(listing.keys), request)


FORMATS = {"csv": as_csv, "json": as_json, "ics": as_calendar}
