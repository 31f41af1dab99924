"""Files that are asked for in the admin, and the ways there."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dci.translation.exchange import exporting
from dci.translation.exchange.formats import FORMATS
from tests.factories import ContentFactory, ImageFactory, ProjectFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_of, lane_url, signed_in, translator
from tests.translation.exchange.at_the_files import FILES, export, preview
from tests.translation.exchange.files import database, every_format, outgoing

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return ZipFile(BytesIO(b"".join(response.streaming_content))).namelist()


# Getting files


@every_format
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
