"""Projects in calendars."""

import pytest

from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def lines(response) -> list[str]:
    """The lines of a calendar, put together again where they were folded."""
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def test_project_with_days_is_an_event_until_its_last_day(client):
    texts = {"title_en": "Congress; Paris, in May", "introduction_en": "É" * 100}
    ProjectFactory(slug="congress", start="2018-05-28", end="2018-05-30", **texts)
    found = lines(client.get("/en/projects/congress/?format=ics"))
    assert {"DTSTART;VALUE=DATE:20180528", "DTEND;VALUE=DATE:20180531"} < {*found}
    assert r"SUMMARY;LANGUAGE=en:Congress\; Paris\, in May" in found
    assert f"DESCRIPTION;LANGUAGE=en:{'É' * 100}" in found
    assert "URL:http://localhost/en/projects/congress/" in found
    assert b"?format=ics" in client.get("/en/projects/congress/").content


@pytest.mark.parametrize(
    "dates", [{}, {"start": "2018-05"}, {"start": "2018-05-28", "end": "2019"}]
)
def test_project_without_days_is_none(client, dates):
    ProjectFactory(slug="study", **dates)
    response = client.get("/en/projects/study/?format=ics")
    assert response["Content-Type"].startswith("text/html")
    assert b"?format=ics" not in response.content


def test_list_gives_the_events_among_those_asked_for(client):
    ProjectFactory(start="2018-05-28")
    ProjectFactory(start="2018", scope="regional")
    everything = lines(client.get("/en/projects/?format=ics"))
    assert everything.count("BEGIN:VEVENT") == 1
    regional = lines(client.get("/en/projects/?scope=regional&format=ics"))
    assert regional.count("BEGIN:VEVENT") == 0
