"""Files in the admin: who gets and sends which, and what is shown before anything is changed."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dci.translation import lanes
from dci.translation.exchange import exporting, views
from dci.translation.exchange.formats import FORMATS
from tests.factories import ContentFactory, ImageFactory, ProjectFactory
from tests.translating import edit, states, translate
from tests.translation.at_the_desk import lane_of, lane_url, reviewer, signed_in, translator
from tests.translation.exchange.files import EVERY_FORMAT, database, outgoing

pytestmark = pytest.mark.django_db

FILES = "/admin/translations/files/"


@pytest.fixture
def page():
    page = ContentFactory(title_en="About us", introduction_en="Who we are")
    translate(page)
    return page


@pytest.fixture
def client():
    return signed_in(translator("fr"))


def export(client, **data):
    asked = {"language": "fr", "what": "all", "format": "po", **data}
    return client.post(f"{FILES}export/", asked)


def is_refused(response) -> bool:
    """Whether Wagtail has sent somebody away."""
    return response.status_code == 403 or response.get("Location") == "/admin/"


def names(response) -> list[str]:
    return ZipFile(BytesIO(b"".join(response.streaming_content))).namelist()


def send(client, content: bytes, language: str = "fr", name: str = "back.po"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{FILES}import/", {"language": language, "file": file})


def shown(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def preview(client, content: bytes) -> tuple[str, BeautifulSoup]:
    """The address of what a file would change, and its page."""
    response = send(client, content)
    assert response.status_code == 302, shown(response).select(".errorlist")
    url = response["Location"]
    return url, shown(client.get(url))


def chosen(page: BeautifulSoup) -> list[str]:
    """What a browser would send of the boxes."""
    return [box["value"] for box in page.select("input[name=take][checked]")]


def target(page, path: str = "title") -> str:
    return next(one.target for one in lanes.segments(page, "fr") if one.path == path)


def changed(page, text: str = "À propos") -> bytes:
    return outgoing(page).replace(b"[fr] About us", text.encode())


# Getting files


@pytest.mark.parametrize("code", EVERY_FORMAT)
def test_one_lane_is_one_file(client, page, code):
    response = export(client, what="chosen", ids=str(lane_of(page).pk), format=code)
    assert "zip" not in response["Content-Type"]
    assert re.search(r'filename="about-us-contentpage-\d+\.\w+"', response["Content-Disposition"])
    assert response.content


def test_many_lanes_are_an_archive_with_readable_names_that_are_all_different(client):
    pages = [ContentFactory(title_en="Actions", slug=f"a{n}") for n in range(3)]
    found = names(export(client))
    assert {f"fr/actions-contentpage-{page.pk}.po" for page in pages} <= set(found)
    assert len(found) == len(set(found))


def test_selection_is_of_objects_whatever_lane_was_chosen(client, page):
    other = ContentFactory(title_en="Actions")
    ids = f"{lane_of(page, 'es').pk},{lane_of(other).pk}"
    found = names(export(client, what="chosen", ids=ids))
    assert [name[:6] for name in found] == ["fr/abo", "fr/act"]


def test_part_of_the_site_is_a_page_and_all_below(client):
    project = ProjectFactory(title_en="Justice")
    ImageFactory()
    ContentFactory(title_en="Elsewhere")
    index = project.get_parent()
    found = " ".join(names(export(client, what="part", page=index.pk)))
    assert "projects-" in found
    assert "justice-" in found
    assert "elsewhere" not in found
    assert "image" not in found


def test_only_what_is_open_can_be_asked_for(client, page):
    edit(page, title_en="About us all")
    ids = str(lane_of(page).pk)
    content = export(client, what="chosen", ids=ids, only_open="on").content.decode()
    assert "/title" in content
    assert "/introduction" not in content


def test_nothing_to_translate_is_said(client, page):
    ids = str(lane_of(page).pk)
    response = export(client, what="chosen", ids=ids, only_open="on")
    assert "nothing to translate" in response.content.decode()


def test_part_without_its_page_is_asked_for(client, page):
    response = export(client, what="part")
    assert response.status_code == 422
    assert "where the part begins" in response.content.decode()


def test_files_speak_the_language_of_who_asks(page):
    french = signed_in(translator("fr", language="fr"))
    ContentFactory(title_en="Actions")
    body = b"".join(export(french).streaming_content)
    zipped = ZipFile(BytesIO(body))
    pages = [name for name in zipped.namelist() if "contentpage" in name]
    assert len(pages) == 2
    assert all("#. Titre. 255" in zipped.read(name).decode() for name in pages)


def test_large_export_is_sent_in_pieces(client, page):
    ContentFactory.create_batch(3)
    response = export(client)
    assert response.streaming
    assert len(list(response.streaming_content)) > 4


def test_export_writes_nothing(client, page):
    edit(page, title_en="About us all")
    before = database()
    b"".join(export(client).streaming_content)
    assert database() == before


# Sending files


def test_preview_shows_both_texts_and_writes_nothing(client, page):
    before = database()
    _url, shown_page = preview(client, changed(page))
    text = shown_page.main.get_text(" ")
    for part in ("1 passage", "About us", "[fr] About us"):
        assert part in text
    assert [mark.text for mark in shown_page.select("ins")] == ["À propos"]
    assert database() == before


def test_tags_are_shown_where_they_change_and_else_are_not(client):
    value = '<p data-block-key="a"><b>Every</b> child</p>'
    page = ContentFactory(
        title_en="About us", body_en=[{"type": "text", "id": "t", "value": value}]
    )
    translate(page)
    content = outgoing(page)
    _url, words = preview(client, content.replace(b"</b> child", b"</b> enfant"))
    _url, marks = preview(client, content.replace(b"[fr] <b>Every</b>", b"[fr] Every"))
    assert "<b>" not in words.select_one(".exchange-change").text
    assert "<b>Every</b>" in marks.select_one(".exchange-change").text


def test_preview_shows_the_warnings_of_the_checks(client, page):
    _url, shown_page = preview(client, changed(page, "57 000"))
    assert "57 000" in shown_page.select_one(".exchange-mark--look").text


def test_what_is_chosen_is_taken(client, page):
    url, shown_page = preview(client, changed(page))
    response = client.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert response["Location"] == lane_url(page)
    assert target(page) == "À propos"


def test_what_is_not_chosen_is_left_and_can_still_be_taken(client, page):
    content = changed(page).replace(b"[fr] Who we are", b"Qui nous sommes")
    url, shown_page = preview(client, content)
    client.post(url, {"take": chosen(shown_page)[:1], "chosen": "1"})
    again = shown(client.get(url))
    assert (target(page), target(page, "introduction")) == ("À propos", "[fr] Who we are")
    client.post(url, {"take": chosen(again), "chosen": "1"})
    assert target(page, "introduction") == "Qui nous sommes"


def test_conflict_is_shown_and_not_chosen(client, page):
    content = changed(page)
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    url, shown_page = preview(client, content)
    assert "since the file was made" in shown_page.main.text
    assert chosen(shown_page) == []
    client.post(url, {"take": shown_page.select_one("[name=take]")["value"], "chosen": "1"})
    assert target(page) == "À propos"


def test_what_is_typed_while_somebody_looks_is_not_overwritten(client, page):
    url, shown_page = preview(client, changed(page))
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    response = client.post(url, {"take": chosen(shown_page), "chosen": "1"}, follow=True)
    assert target(page) == "Qui nous sommes"
    assert "changed this passage meanwhile" in response.content.decode()


def test_source_that_moves_on_while_somebody_looks_is_shown_again(client, page):
    url, shown_page = preview(client, changed(page))
    edit(page, title_en="About us all")
    client.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert target(page) == "[fr] About us"
    again = shown(client.get(url))
    assert "older English text" in again.main.text
    client.post(url, {"take": chosen(again), "chosen": "1"})
    assert (target(page), states(page)["title"]) == ("À propos", "outdated")


def test_everything_without_conflict_is_taken_at_once(client, page, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 1)
    content = changed(page).replace(b"[fr] Who we are", b"Qui nous sommes")
    url, shown_page = preview(client, content)
    assert len(shown_page.select("[name=take]")) == 1
    assert shown_page.select("button[name=all]")
    client.post(url, {"all": "1"})
    assert (target(page), target(page, "introduction")) == ("À propos", "Qui nous sommes")


def test_file_that_is_put_away_is_gone(client, page):
    url, _page = preview(client, changed(page))
    kept = Session.objects.count()
    client.post(url, {"discard": "1"})
    assert Session.objects.count() == kept - 1
    assert client.get(url)["Location"] == FILES
    assert target(page) == "[fr] About us"


def test_file_is_not_kept_for_ever(client, page):
    url, _page = preview(client, changed(page))
    Session.objects.filter(pk=url.rstrip("/").rpartition("/")[2]).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    assert client.get(url)["Location"] == FILES


def test_untouched_file_is_said_to_change_nothing(client, page):
    response = send(client, outgoing(page))
    assert response["Location"] == FILES
    assert "nothing changes" in client.get(FILES).content.decode()


def test_refused_file_says_why_and_changes_nothing(client, page):
    before = database()
    response = send(client, b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>", name="x.xlf")
    assert response.status_code == 422
    assert "not a file for translators" in response.content.decode()
    assert database() == before


def test_hostile_texts_are_shown_as_text(client, page):
    hostile = '<script>x()</script>" onmouseover=x()'
    content = changed(page, hostile.replace('"', '\\"'))
    content += b'\nmsgctxt "<script>y()</script>"\nmsgid "a"\nmsgstr "<script>z()</script>"\n'
    url, shown_page = preview(client, content)
    html = client.get(url).content.decode()
    assert not re.search(r"<script>[xyz]\(", html)
    assert "<script>x()</script>" in shown_page.main.text


# Who may


def test_nobody_without_a_language_gets_in(page):
    editor = translator()
    editor.groups.set(Group.objects.filter(name="Editors"))
    stranger = signed_in(editor)
    for url in (FILES, f"{FILES}export/", f"{FILES}import/"):
        assert is_refused(stranger.post(url))
    assert is_refused(stranger.get(FILES))


@pytest.mark.parametrize("groups", [translator, reviewer])
def test_files_of_another_language_are_refused(page, groups):
    client = signed_in(groups("es"))
    assert is_refused(export(client, what="all"))
    assert is_refused(send(client, changed(page)))
    assert target(page) == "[fr] About us"


def test_file_of_another_language_under_ones_own_is_refused(page):
    client = signed_in(translator("es"))
    response = send(client, changed(page), language="es")
    assert "français" in shown(response).select_one(".errorlist").text


def test_file_of_somebody_else_is_not_found(client, page):
    url, shown_page = preview(client, changed(page))
    other = signed_in(translator("fr"))
    assert other.get(url)["Location"] == FILES
    other.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert target(page) == "[fr] About us"


def test_session_of_somebody_is_no_file(client, page):
    key = client.session.session_key
    assert client.get(f"{FILES}{key}/")["Location"] == FILES
    assert Session.objects.filter(pk=key).exists()


def test_who_may_no_longer_translate_takes_nothing(page):
    person = translator("fr", "es")
    client = signed_in(person)
    url, shown_page = preview(client, changed(page))
    person.groups.set(person.groups.filter(name__contains="español"))
    assert is_refused(client.post(url, {"take": chosen(shown_page), "chosen": "1"}))
    assert target(page) == "[fr] About us"


@pytest.mark.parametrize("taken", ["x", "a b", "", "dci.sitepage-1/title x-y", "\x00 \x00"])
def test_crafted_choices_change_nothing(client, page, taken):
    url, _page = preview(client, changed(page))
    assert client.post(url, {"take": taken, "chosen": "1"}).status_code == 302
    assert target(page) == "[fr] About us"


# Ways there


def test_lane_and_desk_lead_to_the_files(client, page):
    ids = lane_of(page).pk
    assert f"{FILES}?language=fr&amp;ids={ids}" in client.get(lane_url(page)).content.decode()
    assert f'formaction="{FILES}"' in client.get(reverse("translation:desk")).content.decode()


def test_choice_of_the_desk_is_taken_along(client, page):
    response = client.post(FILES, {"lane": [lane_of(page).pk, "x", "9" * 30]})
    assert "What was chosen: About us" in response.content.decode()


def test_queries_do_not_grow_with_the_passages(client, page, django_assert_max_num_queries):
    body = [{"type": "heading", "value": f"Heading {n}", "id": str(n)} for n in range(60)]
    edit(page, body_en=body)
    translate(page)
    content = outgoing(page).replace(b"[fr] Heading", b"Titre")
    url, _page = preview(client, content)
    with django_assert_max_num_queries(45):
        client.get(url)


def test_spreadsheet_can_be_opened_and_says_the_languages(client, page):
    response = export(client, what="chosen", ids=str(lane_of(page).pk), format="xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]][:2] == ["English (en)", "français (fr)"]
    assert sheet.column_dimensions["E"].hidden


def test_object_that_is_deleted_during_an_export_is_left_out(page):
    other = ContentFactory(title_en="Actions")
    files = exporting.files(exporting.all_lanes("fr"), FORMATS["po"])
    kinds = [next(files)[0]]
    other.delete()
    kinds += [name for name, _content in files]
    assert not any("actions" in name for name in kinds)


def test_export_asks_for_little_a_lane(client, page, django_assert_max_num_queries):
    ContentFactory.create_batch(20)
    lanes_of_site = exporting.all_lanes("fr")
    with django_assert_max_num_queries(6 * lanes_of_site.count() + 5):
        list(exporting.files(lanes_of_site, FORMATS["po"]))
