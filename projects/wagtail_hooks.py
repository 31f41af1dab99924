from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin_list import ProjectListViewSet
from .viewsets import RegionViewSet, ThemeViewSet

hooks.register("register_admin_viewset", lambda: ProjectListViewSet("project_list"))
register_snippet(RegionViewSet)
register_snippet(ThemeViewSet)
