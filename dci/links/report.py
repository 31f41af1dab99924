"""The report of the links that lead nowhere."""

from django.db.models import Q, QuerySet
from django.urls import path
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.filters import ChoiceFilter
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from dci import languages
from dci.editing.page_lists import ExportMixin
from dci.editing.reports import EditorsReport
from dci.editing.rights import editable_pages
from dci.models import SitePage

from .keeping import linked_models, owner_type
from .models import Link, LinkQuerySet

NAME = "broken_links"
INSIDE, OUTSIDE = "inside", "outside"


def broken_for(user) -> LinkQuerySet:
    """The broken links that ``user`` may mend, of pages that are on the site."""
    mendable = Q(pk__in=[])
    for model in linked_models():
        mendable |= Q(content_type=owner_type(model), object_id__in=_mendable(model, user))
    return Link.objects.broken().filter(mendable).for_display()


def _mendable(model, user) -> QuerySet:
    if issubclass(model, AbstractPage):
        return SitePage.objects.live().filter(pk__in=editable_pages(user)).values("pk")
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_permission_for(user, "change").values("pk")


def page_links_of(user) -> LinkQuerySet:
    """Those on the pages that ``user`` has made or looks after."""
    own = SitePage.objects.filter(Q(owner=user) | Q(upkeep__keeper=user))
    return broken_for(user).filter(
        content_type=owner_type(SitePage), object_id__in=own.values("pk")
    )


def place(link: Link) -> str:
    """Where the link leads to: an address, or the title of something here."""
    if link.elsewhere:
        return link.elsewhere.url
    return link.target_title or (_("a page") if link.target_page else _("a document"))


def why(link: Link) -> str:
    if link.elsewhere:
        return link.elsewhere.get_reason_display()
    return _("it is not published") if link.target_title else _("it was deleted")


def since(link: Link) -> str:
    """Since when an address fails; of what is inside the site nobody has noted it."""
    return date_format(link.elsewhere.failing_since) if link.elsewhere else ""


def checked(link: Link) -> str:
    return date_format(link.elsewhere.checked_at) if link.elsewhere else _("now")


def language(link: Link) -> str:
    return capfirst(languages.name(link.language)) if link.language else _("all")


class BrokenLinksFilterSet(WagtailFilterSet):
    where = ChoiceFilter(
        label=gettext_lazy("Leads to"),
        choices=[
            (INSIDE, gettext_lazy("this site")),
            (OUTSIDE, gettext_lazy("other sites")),
        ],
        method="filter_where",
        empty_label=gettext_lazy("All"),
    )
    language = ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=[(code, capfirst(languages.name(code))) for code in languages.ALL],
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Link
        fields = []

    def filter_where(self, links, _name, value):
        return links.filter(elsewhere__isnull=value == INSIDE)


class PlaceColumn(Column):
    cell_template_name = "links/place_cell.html"


class BrokenLinksReport(ExportMixin, EditorsReport):
    """Links to what is gone or not published here, and to addresses that have failed for days."""

    model = Link
    page_title = gettext_lazy("Broken links")
    header_icon = "link-external"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    default_ordering = "pk"
    filterset_class = BrokenLinksFilterSet
    columns = [
        TitleColumn("owner", label=gettext_lazy("Where it stands"), get_url=lambda link: link.url),
        Column("language", label=gettext_lazy("Language"), accessor=language),
        PlaceColumn("place", label=gettext_lazy("Leads to"), accessor=place),
        Column("why", label=gettext_lazy("What is wrong"), accessor=why),
        Column(
            "since",
            label=gettext_lazy("Since"),
            accessor=since,
            sort_key="elsewhere__failing_since",
        ),
        Column("checked", label=gettext_lazy("Last checked"), accessor=checked),
    ]
    exported = [
        (gettext_lazy("where it stands"), lambda link: link.owner),
        (gettext_lazy("language"), language),
        (gettext_lazy("leads to"), place),
        (gettext_lazy("what is wrong"), why),
        (gettext_lazy("since"), lambda link: link.elsewhere and link.elsewhere.failing_since),
    ]

    def get_base_queryset(self):
        return broken_for(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        finder = AdminURLFinder(self.request.user)
        for link in object_list:
            link.url = finder.get_edit_url(link.owner)
        return object_list


urls = [
    path("reports/links/", BrokenLinksReport.as_view(), name=NAME),
    path(
        "reports/links/results/",
        BrokenLinksReport.as_view(results_only=True),
        name=f"{NAME}_results",
    ),
]
