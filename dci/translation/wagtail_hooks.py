"""The desk's place in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override, registry
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from dci import languages

from .desk import DeskView, lane_url
from .lane_views import LanePreview, LaneView
from .models import Translation
from .roles import languages_of

# Wagtail chooses a widget by the exact class of a field, and a column has a class of its own.
register_form_field_override(
    TranslationField, override=lambda column: registry.get(column.translated_field) or {}
)


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return bool(languages_of(request.user))


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", DeskView.as_view(), name="desk"),
        path("<int:pk>/", LaneView.as_view(), name="lane"),
        path("<int:pk>/preview/", LanePreview.as_view(), name="preview"),
    ]
    return [path("translations/", include((urls, "translation")))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    url = reverse("translation:desk")
    return DeskMenuItem(_("Translations"), url, name="translations", icon_name="globe", order=150)


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    """A link from the page editor into each lane that ``user`` may translate."""
    codes = languages_of(user)
    for lane in Translation.objects.of(page).filter(language__in=codes) if codes else ():
        label = _("%(language)s: %(state)s") % {
            "language": languages.name(lane.language),
            "state": lane.get_state_display(),
        }
        yield Button(label, lane_url(lane), icon_name="globe", priority=90)
