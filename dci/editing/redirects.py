"""Redirects from a spreadsheet, all of them or none.

In the place of Wagtail's own import, which fails on odd files, leaves them on the server's disk,
and does not know a page by its address.
"""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import IndexView
from wagtail.log_actions import log
from wagtail.models import Site
from wagtail.permissions import policy_registry

from dci import addresses, languages, sheets
from dci.models import SitePage
from dci.row_lock import table_lock
from dci.translation.exchange.archive import LARGEST_FILE
from dci.translation.exchange.receiving import check_size
from dci.translation.exchange.refusal import Refusal

MOST = 1000
LONGEST = 255
is_address = URLValidator(schemes=["http", "https"])


@dataclass
class Sent:
    """A line of the table; ``problem`` says why no redirect can be made of it."""

    line: int
    old: str
    new: str
    problem: str = ""


def read(content: bytes) -> list[Sent]:
    """The lines of a table without its headings. Raises ``Refusal`` for what is no table."""
    lines = sheets.read(content, MOST)
    found = []
    for line in lines:
        old, new = [*line.cells, "", ""][:2]
        if line is lines[0] and not _is_written_as_address(old):
            continue
        found.append(Sent(line.number, _here(old), _here(new), line.problem))
    if not found:
        raise Refusal(_("There is no address in the file."))
    for sent in found:
        sent.problem = sent.problem or _problem(sent)
    _compare(found)
    return found


def _is_written_as_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://"))


def _here(text: str) -> str:
    """An address of this site without protocol and host."""
    return text.removeprefix(settings.BASE_URL) or "/" if text else ""


def _is_path(text: str) -> bool:
    return text.startswith("/") and not text.startswith(("//", "/\\"))


def _problem(sent: Sent) -> str:
    if not sent.old or not sent.new:
        return _("Two addresses are needed: the old one and the new one.")
    if not _is_path(sent.old):
        return _("The old address must be one of this site and begin with /.")
    if max(len(sent.old), len(settings.BASE_URL + sent.new)) > LONGEST:
        return _("The address is too long.")
    if normal(sent.old) == normal(sent.new):
        return _("It leads to itself.")
    try:
        is_address(settings.BASE_URL + sent.new if _is_path(sent.new) else sent.new)
    except ValidationError:
        return _("The new address must begin with / or with https://.")
    return ""


def normal(address: str) -> str:
    """As Wagtail looks for it."""
    return Redirect.normalise_path(address) if _is_path(address) else address


def _compare(found: list[Sent]) -> None:
    """Note what is there twice, in the table or with what there is already."""
    good = [sent for sent in found if not sent.problem]
    counted = Counter(normal(sent.old) for sent in good)
    known = Redirect.objects.filter(old_path__in=counted).values_list("old_path", flat=True)
    for sent in good:
        if counted[normal(sent.old)] > 1:
            sent.problem = _("The old address is in the table more than once.")
        elif normal(sent.old) in known:
            sent.problem = _("There is a redirect from this address already.")


def make(found: list[Sent], user) -> None:
    """Make the redirects; what leads to a page goes on doing so when the page moves."""
    pages = _pages({sent.new for sent in found})
    for sent in found:
        page = pages.get(_with_slash(sent.new))
        link = settings.BASE_URL + sent.new if _is_path(sent.new) else sent.new
        made = Redirect.objects.create(
            old_path=normal(sent.old),
            redirect_page_id=page,
            redirect_link="" if page else link,
        )
        log(instance=made, action="wagtail.create", user=user)


def _pages(wanted: set[str]) -> dict[str, int]:
    """The keys of the published pages at these addresses: one query a language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    found: dict[str, int] = {}
    for code in languages.ALL if site else ():
        start, column = f"/{code}/", addresses.path_column(code)
        root = site.root_page.url_path
        paths = [
            root + _with_slash(one)[len(start) :]
            for one in wanted
            if _with_slash(one).startswith(start)
        ]
        pages = SitePage.objects.live().filter(**{f"{column}__in": paths})
        for pk, at in pages.values_list("pk", column):
            found[start + at[len(root) :]] = pk
    return found


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/"


class RedirectsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy(
            "XLSX or CSV: the old address in the first column, the new one in the second."
        ),
    )


class ImportRedirectsView(WagtailAdminTemplateMixin, TemplateView):
    """Makes the redirects of a table, or says line by line why it makes none."""

    template_name = "editing/import_redirects.html"
    page_title = gettext_lazy("Import redirects")
    header_icon = "redirect"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        if not policy_registry.get_by_type(Redirect).user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RedirectsForm(request.POST, request.FILES)
        found: list[Sent] = []
        if form.is_valid():
            try:
                file = form.cleaned_data["file"]
                check_size(file.size, LARGEST_FILE)
                with table_lock(Redirect):  # until the request has ended
                    found = read(file.read())
            except Refusal as refusal:
                form.add_error("file", str(refusal))
        bad = [sent for sent in found if sent.problem]
        if bad or not form.is_valid():
            context = self.get_context_data(form=form, bad=bad)
            return self.render_to_response(context, status=422)
        make(found, request.user)
        text = ngettext("%(n)d redirect was made.", "%(n)d redirects were made.", len(found))
        messages.success(request, text % {"n": len(found)})
        return redirect("wagtailredirects:index")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailredirects:index"), "label": IndexView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**{"form": RedirectsForm(), "bad": [], **kwargs})


def closed(request: HttpRequest) -> HttpResponse:
    """In the place of the second step of Wagtail's import, which ours does not have."""
    raise Http404


def urls() -> list:
    return [
        path("redirects/import/", ImportRedirectsView.as_view(), name="import_redirects"),
        path("redirects/import/process/", closed),
    ]
