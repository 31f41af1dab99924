from wagtail.snippets.models import register_snippet

from .viewsets import RegionViewSet, ThemeViewSet

register_snippet(RegionViewSet)
register_snippet(ThemeViewSet)
