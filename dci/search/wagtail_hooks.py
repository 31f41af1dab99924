from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import PromotionViewSet, menu_item, urls

register_snippet(PromotionViewSet)
hooks.register("register_admin_urls", urls)
hooks.register("register_reports_menu_item", menu_item)
