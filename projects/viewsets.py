"""What projects are sorted by, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Region, Theme


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "globe"
    menu_label = _("Regions")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["__str__", "desk_en"]
    sort_order_field = "sort_order"


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_order = 230
    add_to_admin_menu = True
