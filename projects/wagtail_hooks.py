from wagtail import hooks
from wagtail.snippets.models import register_snippet

from dci.editing import explorer, media_lists, old_figures, quick_add

from . import document_sets
from .admin_list import ProjectListViewSet, explorer_columns
from .models import ProjectPage
from .old_figures import old_figures as key_figures
from .viewsets import RegionViewSet, ThemeViewSet

hooks.register("register_admin_viewset", lambda: ProjectListViewSet("project_list"))
hooks.register(explorer.HOOK, explorer_columns)
hooks.register("register_admin_urls", document_sets.urls)
hooks.register("register_reports_menu_item", document_sets.menu_item)
hooks.register(old_figures.HOOK, key_figures)
hooks.register(media_lists.SETS, document_sets.lacks_by_document)
register_snippet(RegionViewSet)
register_snippet(ThemeViewSet)


@hooks.register(quick_add.HOOK, order=1)
def offer(user):
    yield from quick_add.page_additions(ProjectPage, "folder-open-inverse", user)
