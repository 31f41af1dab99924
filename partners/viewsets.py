"""The register of organisations in the admin."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from dci import languages

from .models import Organisation

NAMES = [
    languages.column(field, code)
    for field in ("name", "acronym", "former_name")
    for code in languages.ALL
]


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
        lookups = [Q(**{f"{name}__icontains": self.search_query}) for name in NAMES]
        return objects.filter(Q.create(lookups, connector=Q.OR))


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


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "country"]
    list_filter = ["kind"]
    search_fields = NAMES
    chooser_viewset_class = OrganisationChooserViewSet
