from wagtail import hooks

from dci.page_views import BULK_ACTIONS, SitePageViewSet

hooks.register("register_admin_viewset", SitePageViewSet)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)
