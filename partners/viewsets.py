"""The register of organisations in the admin."""

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from dci.editing.page_lists import ExportMixin

from .columns import EXPORTED
from .importing.views import urlpatterns as importing
from .merging import views as merging
from .models import Organisation, Relationship
from .models.organisations import NAMES


class OrganisationSearch(BaseFilterForm):
    """Finds organisations by any of their names, in any language."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name or acronym")}),
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        if not self.is_searching:
            return objects
        return objects.named(self.search_query)


class OrganisationChooseView(ChooseView):
    filter_form_class = OrganisationSearch


class OrganisationChooseResultsView(ChooseResultsView):
    filter_form_class = OrganisationSearch


class OrganisationChooser(AdminSnippetChooser):
    """Says what it is for in each reader's language, where Wagtail's keeps the first one's."""

    def __init__(self, **kwargs):
        texts = {
            "choose_one_text": _("Choose an organisation"),
            "choose_another_text": _("Choose another organisation"),
            "link_to_chosen_text": _("Edit this organisation"),
        }
        super().__init__(**texts, **kwargs)


class OrganisationChooserViewSet(SnippetChooserViewSet):
    base_widget_class = OrganisationChooser
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView


def _usage(organisation: Organisation) -> str:
    return reverse("wagtailsnippets_partners_organisation:usage", args=[organisation.pk])


class OrganisationListView(ExportMixin, IndexView):
    """With how many pages and other things show each organisation."""

    exported = EXPORTED

    @property
    def header_more_buttons(self) -> list[Button]:
        importing = Button(
            _("Import a spreadsheet"),
            url=reverse("wagtailsnippets_partners_organisation:import"),
            icon_name="upload",
            priority=90,
        )
        may_import = self.user_has_permission("add") and self.user_has_permission("change")
        return [*super().header_more_buttons, *([importing] if may_import else [])]

    def get_base_queryset(self) -> QuerySet:
        used = ReferenceIndex.usage_count_subquery(Organisation)
        relationships = Prefetch(
            "relationships", Relationship.objects.select_related("other"), to_attr="shown"
        )
        organisations = super().get_base_queryset().annotate(usage_count=used)
        return organisations.prefetch_related(relationships)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.named(self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Organisation) -> list[Button]:
        return [
            *super().get_list_more_buttons(instance),
            *merging.button(instance, self.request.user),
        ]


class OrganisationEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *merging.button(self.object, self.request.user)]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = OrganisationListView
    edit_view_class = OrganisationEditView
    list_display = [
        "__str__",
        "kind",
        "country",
        TitleColumn("usage_count", label=_("Used"), sort_key="usage_count", get_url=_usage),
    ]
    list_filter = ["kind", "country"]
    export_filename = "organisations"
    search_fields = NAMES
    chooser_viewset_class = OrganisationChooserViewSet

    def get_urlpatterns(self) -> list:
        return [*super().get_urlpatterns(), *importing, *merging.urlpatterns]
