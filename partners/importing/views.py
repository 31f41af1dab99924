"""The register from a spreadsheet, in the admin: sent, looked at, and written."""

import csv
import json
from dataclasses import asdict

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from dci import put_by
from dci.translation.exchange.archive import LARGEST_FILE
from dci.translation.exchange.receiving import check_size
from dci.translation.exchange.refusal import Refusal
from dci.translation.spreadsheets import guarded

from ..columns import KEY, NUMBER, WRITTEN
from ..models import Organisation
from .comparing import MOST_ROWS, Row, Sent, compare, received
from .writing import MOST_AT_ONCE, Outcome, stamps, write

SUBJECT = "organisations"
PER_PAGE = 100
NAMED = 5
LIST = "wagtailsnippets_partners_organisation:list"


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            "XLSX or CSV, with the columns of the list that can be downloaded. You see what it "
            "would change before anything is changed."
        ),
    )

    def clean_file(self):
        """Read the file; ``rows`` is what it holds."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, LARGEST_FILE)
            self.rows = received(file.read())
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class ImportingView(WagtailAdminTemplateMixin, TemplateView):
    """For those who may both add and change organisations."""

    header_icon = "upload"
    page_title = gettext_lazy("Organisations from a spreadsheet")

    def dispatch(self, request: HttpRequest, **kwargs) -> HttpResponse:
        policy = policy_registry.get_by_type(Organisation)
        if not all(policy.user_has_permission(request.user, name) for name in ("add", "change")):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": capfirst(Organisation._meta.verbose_name_plural)},
            {"url": "", "label": self.page_title},
        ]


class ImportView(ImportingView):
    """Takes a table in, and keeps it until its sender has seen what it would change."""

    template_name = "partners/import.html"

    def get_context_data(self, **kwargs) -> dict:
        own = {"form": TableForm(), "most": MOST_ROWS, "megabytes": LARGEST_FILE // 1024**2}
        return super().get_context_data(**{**own, **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        key = put_by.keep(request.user, SUBJECT, [asdict(row) for row in form.rows])
        return redirect("wagtailsnippets_partners_organisation:import_preview", key)


class PreviewView(ImportingView):
    """What a table would change, row by row; and then, what was seen of it, changed."""

    template_name = "partners/import_preview.html"

    def dispatch(self, request: HttpRequest, key: str) -> HttpResponse:
        kept = put_by.kept(request.user, SUBJECT, key)
        if kept is None:
            text = _("This file is no longer kept. Send it once more to see what it would change.")
            messages.warning(request, text)
            return redirect("wagtailsnippets_partners_organisation:import")
        self.key = key
        self.sent = [Sent(**row) for row in kept]
        return super().dispatch(request, key=key)

    @cached_property
    def rows(self) -> list[Row]:
        return compare(self.sent)

    @cached_property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.problem]

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if "refused" in request.GET:
            return self._as_csv(self.refused)
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        new = [row for row in self.rows if row.is_new]
        changed = [row for row in self.rows if row.is_changed]
        pages = Paginator([*changed, *new], PER_PAGE)
        return {
            **super().get_context_data(**kwargs),
            "new": len(new),
            "changed": len(changed),
            "unchanged": len(self.rows) - len(new) - len(changed) - len(self.refused),
            "refused": self.refused,
            "page": pages.get_page(self.request.GET.get("p")),
            "seen": json.dumps(stamps(self.rows)),
            "most_at_once": MOST_AT_ONCE if len(new) + len(changed) > MOST_AT_ONCE else None,
        }

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        is_discarded = "discard" in request.POST
        if is_discarded:
            messages.info(request, _("The file is put away. Nothing was changed."))
        else:
            self._tell(write(self.sent, self._seen(), request.user))
        if is_discarded or not any(map(_is_left, self.rows)):
            put_by.forget(request.user, SUBJECT, key)
            return redirect(LIST)
        return redirect("wagtailsnippets_partners_organisation:import_preview", key)

    def _seen(self) -> dict[str, str]:
        try:
            seen = json.loads(self.request.POST.get("seen", ""))
        except (ValueError, RecursionError) as error:
            raise BadRequest("seen is not what the preview makes of it.") from error
        if not isinstance(seen, dict):
            raise BadRequest("seen is not what the preview makes of it.")
        return seen

    def _tell(self, outcome: Outcome) -> None:
        added, changed = len(outcome.added), len(outcome.changed)
        texts = [
            ngettext("%(n)d organisation added.", "%(n)d organisations added.", added),
            ngettext("%(n)d organisation changed.", "%(n)d organisations changed.", changed),
        ]
        said = " ".join(text % {"n": n} for text, n in zip(texts, (added, changed), strict=True))
        (messages.success if added or changed else messages.info)(self.request, said)
        for row in outcome.changed_meanwhile[:NAMED]:
            text = _("Line %(line)d, “%(title)s”: changed by somebody meanwhile, and left alone.")
            messages.warning(self.request, text % {"line": row.sent.line, "title": row.title})
        if (more := len(outcome.changed_meanwhile) - NAMED) > 0:
            text = _("%(number)d more were left alone for the same reason.")
            messages.warning(self.request, text % {"number": more})

    def _as_csv(self, rows: list[Row]) -> HttpResponse:
        """The rows that can't be written, to be mended and sent again."""
        name = "organisations-refused.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
        names = [name for name in (KEY, *WRITTEN) if any(name in row.sent.texts for row in rows)]
        labels = {KEY: NUMBER, **WRITTEN}
        table = csv.writer(response)
        head = [_("line"), _("reason"), *(str(labels[name]) for name in names)]
        table.writerow(capfirst(text) for text in head)
        for row in rows:
            cells = [row.problem, *(row.sent.texts.get(name, "") for name in names)]
            table.writerow([row.sent.line, *map(guarded, cells)])
        return response


def _is_left(row: Row) -> bool:
    return bool(row.problem) or row.is_new or row.is_changed


urlpatterns = [
    path("import/", ImportView.as_view(), name="import"),
    path("import/<slug:key>/", PreviewView.as_view(), name="import_preview"),
]
