"""The desk's place in the admin."""

from django.db.transaction import non_atomic_requests
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.forms.models import register_form_field_override, registry
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import guide, inline_marks
from .desk.views import AssignView, DeskExport, DeskView
from .desk.waiting import WaitingPanel
from .exchange.urls import urlpatterns as exchange_urls
from .help import views as help_views
from .help.glossary_admin import TermViewSet
from .lane.segment_views import ChooserView, EditorView, PresenceView, SegmentView
from .lane.views import LanePreview, LaneView
from .models import Translation
from .review import comment_views, history_views
from .review import views as review_views
from .review.account import DigestPanel, MailsPanel
from .roles import languages_of
from .source import views as source_views

# Wagtail chooses a widget by the exact class of a field, and a column has a class of its own.
register_form_field_override(
    TranslationField, override=lambda column: registry.get(column.translated_field) or {}
)


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return bool(languages_of(request.user))


register_admin_url_finder(Translation, review_views.LaneURLFinder)
register_snippet(TermViewSet)


hooks.register("register_log_actions", source_views.register_log_action)
hooks.register("register_rich_text_features", inline_marks.register)
hooks.register("register_account_settings_panel", DigestPanel)
hooks.register("register_account_settings_panel", MailsPanel)


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", DeskView.as_view(), name="desk"),
        path("translations.<str:extension>", DeskExport.as_view(), name="export"),
        path("assign/", AssignView.as_view(), name="assign"),
        path("<int:pk>/", LaneView.as_view(), name="lane"),
        path("<int:pk>/preview/", LanePreview.as_view(), name="preview"),
        path("<int:pk>/segment/", SegmentView.as_view(), name="segment"),
        path("<int:pk>/editor/", non_atomic_requests(EditorView.as_view()), name="editor"),
        path("<int:pk>/chooser/", ChooserView.as_view(), name="chooser"),
        path("<int:pk>/presence/", non_atomic_requests(PresenceView.as_view()), name="presence"),
        *review_views.urls,
        *history_views.urls,
        *comment_views.urls,
        *help_views.urls,
        *guide.urls,
        *exchange_urls,
    ]
    return [path("translations/", include((urls, "translation")))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    url = reverse("translation:desk")
    return DeskMenuItem(_("Translations"), url, name="translations", icon_name="globe", order=150)


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    if languages_of(request.user):
        panels.append(WaitingPanel())
