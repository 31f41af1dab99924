from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.fields import StreamField

from dci import admin_start
from dci.consent import publishing, report
from dci.content_checks import checker
from dci.editing import (
    explorer,
    guide,
    media_lists,
    old_figures,
    own_work,
    quick_add,
    redirects,
    staff_notice,
    unused,
    waiting,
)
from dci.editing.locked import BULK_ACTIONS, SitePageViewSet, register_api
from dci.fields import BodyWidget
from dci.models import SiteDocument, SiteImage
from dci.page_link_handler import ReaderPageLinkHandler, SafeDocumentLinkHandler
from dci.replacing import before_deleting
from dci.replacing import history as replacing_history
from dci.replacing import views as replacing_views
from dci.signing_in import history
from dci.signing_in import views as signing_in
from dci.specimen.views import specimen
from dci.uploads.borders import TrimOperation

hooks.register("register_admin_viewset", SitePageViewSet)
hooks.register("construct_admin_api", register_api)
hooks.register("construct_page_chooser_queryset", explorer.of_chooser)
hooks.register("construct_homepage_panels", quick_add.add_panel)
hooks.register("construct_homepage_panels", waiting.add_panel)
hooks.register("construct_homepage_panels", staff_notice.add_panel)
for what_waits in own_work.IN_ORDER:
    hooks.register(waiting.HOOK, what_waits)
hooks.register(waiting.HOOK, own_work.sent, order=100)
hooks.register("insert_global_admin_js", admin_start.script)
hooks.register("construct_wagtail_userbar", checker.use)
hooks.register("insert_global_admin_css", admin_start.styles)
hooks.register("register_log_actions", history.register)
hooks.register("register_log_actions", replacing_history.register)
hooks.register("register_admin_urls", replacing_views.urls)
hooks.register(before_deleting.HOOK, replacing_views.replacing_url)
hooks.register("before_publish_page", publishing.before_publish_page)
hooks.register("register_admin_urls", report.urls)
hooks.register("register_admin_urls", old_figures.urls)
hooks.register("register_admin_urls", redirects.urls, order=-1)  # before Wagtail's own
hooks.register("register_reports_menu_item", old_figures.menu_item)
hooks.register("register_admin_urls", media_lists.urls, order=-1)  # before Wagtail's own
hooks.register("register_admin_urls", unused.urls)
hooks.register("register_reports_menu_item", unused.menu_item("images", 1170))
hooks.register("register_reports_menu_item", unused.menu_item("documents", 1180))
hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("register_admin_urls", guide.urls)
hooks.register("register_help_menu_item", guide.menu_item)
hooks.register("register_admin_urls", signing_in.account_urls)
hooks.register("register_account_menu_item", signing_in.factor_item)
hooks.register("register_account_menu_item", signing_in.sessions_item)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=1)  # in place of Wagtail's, so after them

register_form_field_override(
    StreamField, override=lambda field: {"widget": BodyWidget(field.stream_block)}
)


@hooks.register("register_image_operations")
def register_trim():
    return [("trim", TrimOperation)]


@hooks.register(quick_add.HOOK, order=3)
def offer_media(user):
    yield from quick_add.additions(SiteImage, "wagtailimages:add_multiple", "image", user)
    yield from quick_add.additions(SiteDocument, "wagtaildocs:add_multiple", "doc-full", user)


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features):
    features.register_link_type(ReaderPageLinkHandler)
    features.register_link_type(SafeDocumentLinkHandler)


@hooks.register("register_admin_urls")
def register_specimen():
    return [path("style/", specimen, name="specimen")]


@hooks.register("register_settings_menu_item")
def register_specimen_in_menu():
    return MenuItem(_("Style sheet"), reverse_lazy("specimen"), icon_name="view", order=9000)
