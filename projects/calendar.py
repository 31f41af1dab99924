"""Projects in calendars (iCalendar, RFC 5545): those of which the days are known."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from dci import languages, sites
from dci.dates import first_day, last_day

from .about import DAY

LONGEST_LINE = 75  # bytes


def has_days(project) -> bool:
    """Whether the project is known to the day: from one to another, or on one."""
    return len(project.start) == DAY and len(project.end) in (0, DAY)


def calendar(projects: Iterable, request: HttpRequest) -> HttpResponse:
    """The projects that have days, as a file that calendars open."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dci//projects//EN"]
    for project in filter(has_days, projects):
        lines += _event(project, request)
    lines.append("END:VCALENDAR")
    text = "".join(f"{part}\r\n" for line in lines for part in _folded(line))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response


def _event(project, request: HttpRequest) -> Iterator[str]:
    language = project.reading_language
    host = urlsplit(sites.absolute(request, "/")).hostname
    written = project.last_published_at or datetime.now(UTC)
    after = last_day(project.end or project.start) + timedelta(days=1)  # the end is not part of it
    yield "BEGIN:VEVENT"
    yield f"UID:project-{project.pk}@{host}"
    yield f"DTSTAMP:{written.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first_day(project.start):%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(project.translated('title', language))}"
    if place := project.translated("place", language):
        yield f"LOCATION;LANGUAGE={language}:{_text(place)}"
    if introduction := project.translated("introduction", language):
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(introduction)}"
    yield f"URL:{project.full_address(languages.current())}"
    yield "END:VEVENT"


def _text(value) -> str:
    escaped = str(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 bytes, each but the first after a space."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += char
    yield piece
