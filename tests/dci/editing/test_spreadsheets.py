"""No spreadsheet of the admin fails on what is in its rows, and none runs it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import resolve
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Workflow

from dci.editing import wagtails_lists
from dci.editing.cells import HarmlessCellsMixin
from dci.models import SitePage
from tests import addresses
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    EditorFactory,
    ImageFactory,
    OrganisationFactory,
)
from tests.translation.at_the_desk import signed_in

HOSTILE = "=1+\x0b1\x1f"  # as a page's title may be, after an import
HARMLESS = "'=1+ 1"


def exporting() -> dict[str, type]:
    """The addresses of the admin that hand out spreadsheets, with their views."""
    found = {}
    for route, _name in addresses.patterns():
        if "<" not in route:
            view = getattr(resolve(f"/admin/{route}").func, "view_class", object)
            if issubclass(view, SpreadsheetExportMixin) and view.list_export:
                found[f"/admin/{route}"] = view
    return found


@pytest.fixture
def editor(db):
    """Somebody who sees everything, on a site whose texts are hostile."""
    editor = EditorFactory(first_name=HOSTILE)
    page = ContentFactory(title_en=HOSTILE)
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    Workflow.objects.first().start(page, editor)
    SitePage.objects.filter(pk=page.pk).update(locked=True, locked_by=editor)
    Redirect.objects.create(old_path="/old", redirect_link=HOSTILE)
    OrganisationFactory(name_en=HOSTILE)
    ImageFactory(title=HOSTILE)
    DocumentFactory(title=HOSTILE)
    return editor


def cells_of(answer, kind: str) -> set[str]:
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return {cell for row in csv.reader(StringIO(content.decode())) for cell in row}
    rows = load_workbook(BytesIO(content)).active.iter_rows()
    cells = [cell for row in rows for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    return {str(cell.value) for cell in cells}


def test_every_view_with_a_spreadsheet_has_harmless_cells():
    views = exporting()
    assert len(views) > 12
    assert [one for one, view in views.items() if not issubclass(view, HarmlessCellsMixin)] == []


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_no_spreadsheet_fails_or_runs_anything(editor, kind):
    client, found = signed_in(editor), {}
    for address in exporting():
        answer = client.get(address, {"export": kind})
        assert answer.status_code == 200, address
        found[address] = " | ".join(cells_of(answer, kind))
        assert "=1+\x0b" not in found[address]
    for address in wagtails_lists.LISTS:
        assert HARMLESS in found[f"/admin/{address}"]
