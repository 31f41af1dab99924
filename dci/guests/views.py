"""The draft that a guest sees, and the links that staff make and take back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn

from dci import languages
from dci.editing.about_page import AboutPageView
from dci.editing.reports import EditorsReport
from dci.models import SitePage
from dci.views import for_readers

from .drafts import draft
from .forms import GuestLinkForm
from .models import GuestLink

REPORT = "guest_links_report"


@for_readers
def guest_draft(request: HttpRequest, token: str) -> HttpResponse:
    """The draft behind a link; one that is expired or taken back is as if it had never been."""
    link = GuestLink.objects.behind(token)
    if link is None:
        raise Http404
    with override(link.language):
        page = draft(link.page, link.language)
        response = page.make_preview_request(
            request, link.language, extra_request_attrs={"guest_link": link}
        )
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def links_url(page: SitePage) -> str:
    return reverse("guest_links", args=[page.pk])


class GuestLinksView(AboutPageView):
    """The links of a page, for whoever may edit it: made, and taken back."""

    template_name = "guests/links.html"
    page_title = gettext_lazy("Links for guests")
    header_icon = "link"

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if taken_back := request.POST.get("taken_back"):
            self._links().filter(pk=taken_back if taken_back.isdecimal() else None).delete()
            messages.success(request, _("The link leads nowhere any more."))
            return redirect(links_url(self.page))
        form = GuestLinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save(self.page, request.user)
        return redirect(links_url(self.page))

    def _links(self):
        return GuestLink.objects.filter(page=self.page)

    def get_breadcrumbs_items(self) -> list[dict]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        own = {
            "links": self._links().good().select_related("made_by"),
            "form": GuestLinkForm(),
        }
        return super().get_context_data(**own | kwargs)


class GuestLinksReport(EditorsReport):
    """All good links to pages that one may edit, those that expire first at the top."""

    model = GuestLink
    page_title = gettext_lazy("Links for guests")
    header_icon = "link"
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    default_ordering = "expires_at"
    columns = [
        TitleColumn("page", label=gettext_lazy("Page"), get_url=lambda link: links_url(link.page)),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda link: languages.name(link.language),
        ),
        Column("purpose", label=gettext_lazy("For whom")),
        Column(
            "expires_at",
            label=gettext_lazy("Good until"),
            accessor=lambda link: date_format(link.expires_at),
            sort_key="expires_at",
        ),
        Column("made_by", label=gettext_lazy("Made by"), accessor=lambda link: link.made_by or ""),
    ]

    def get_base_queryset(self):
        links = GuestLink.objects.good().filter(page__in=self.own_pages)
        return links.select_related("page", "made_by")


admin_urls = [
    path("guests/", GuestLinksReport.as_view(), name=REPORT),
    path("guests/results/", GuestLinksReport.as_view(results_only=True), name=f"{REPORT}_results"),
    path("guests/<int:pk>/", GuestLinksView.as_view(), name="guest_links"),
]
