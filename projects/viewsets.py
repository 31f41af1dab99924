"""What projects are sorted by, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Region, Theme


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "globe"
    menu_label = _("Regions")
    list_display = ["__str__", "desk_en"]
    sort_order_field = "sort_order"


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["__str__"]


class SubjectsGroup(SnippetViewSetGroup):
    items = [RegionViewSet, ThemeViewSet]
    menu_label = _("Regions and themes")
    menu_icon = "tag"
    menu_order = 220
