"""Wagtail's ways of writing a page, each with the rows locked before it reads what it writes."""

from collections.abc import Callable
from functools import wraps

from django.utils.functional import cached_property
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.admin.viewsets.pages import PageViewSet

from dci import languages
from dci.editing import explorer, views
from dci.models import SitePage
from dci.models.copies import CopyWithLanes
from dci.writing import page_write, tree_write, with_descendants

# The pages that a view is for, by its address or what was posted.
PAGES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
POSTED_PAGES = ("new_parent_page", "destination_page_id")

CHANGE_THE_TREE = {"add", "copy", "delete", "move", "move_confirm", "set_page_position"}
WITH_PAGES_BELOW = {"unpublish", "publish"}
WRITE_NO_PAGE = {"preview_on_add", "preview_on_edit"}


def page_lock(action: str, pks: list[int]):
    """What to hold while ``action`` writes these pages."""
    if action in CHANGE_THE_TREE:
        return tree_write(*pks)
    return page_write(*(with_descendants(*pks) if action in WITH_PAGES_BELOW else pks))


def locked_view(name: str, view: Callable) -> Callable:
    """A view of the page editor that locks the pages in its address while it answers a POST."""

    @wraps(view)
    def locked(request, *args, **kwargs):
        if request.method != "POST" or name in WRITE_NO_PAGE:
            return view(request, *args, **kwargs)
        named = [kwargs.get(key) for key in PAGES] + [request.POST.get(key) for key in POSTED_PAGES]
        with page_lock(name, [int(pk) for pk in named if str(pk or "").isdecimal()]):
            return view(request, *args, **kwargs)

    return locked


class SitePageViewSet(PageViewSet):
    """Wagtail's page views under lock, some of them ours."""

    model = SitePage
    add_view_class = views.SourceCreateView
    content_type_use_view_class = explorer.TypeView
    copy_view_class = views.SourceCopyView
    edit_view_class = views.MergingEditView
    filterset_class = explorer.ExplorerFilterSet
    index_view_class = explorer.ExplorerView
    revisions_revert_view_class = views.MergingRevertView
    preview_on_add_view_class = views.CreatePreviewView
    preview_on_edit_view_class = views.EditPreviewView
    workflow_action_view_class = views.OwnWorkflowActionView
    collect_workflow_action_data_view_class = views.OwnWorkflowDataView

    def get_index_view_kwargs(self, **kwargs) -> dict:
        """Without the columns, which our lists know by themselves."""
        kwargs = super().get_index_view_kwargs(**kwargs)
        return {name: value for name, value in kwargs.items() if name != "columns"}

    @cached_property
    def views(self):
        return {name: locked_view(name, view) for name, view in super().views.items()}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


class LockedBulkAction:
    """A bulk action that locks its pages, and reads them again, before it touches them."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return super().get_queryset(model, [pk for pk in object_ids if str(pk).isdecimal()])

    def get_all_objects_in_listing_query(self, parent_id):
        """All pages of a list; none of a list that is not there."""
        if parent_id is None or SitePage.objects.filter(pk=_number(parent_id)).exists():
            return super().get_all_objects_in_listing_query(parent_id)
        return SitePage.objects.none().values_list("pk", flat=True)

    def form_valid(self, form):
        self.cleaned_form = form
        pages, _refused = self.get_actionable_objects()
        if destination := form.cleaned_data.get("chooser"):
            pages = [*pages, destination]
        with page_lock(self.action_type, [page.pk for page in pages]):
            return super().form_valid(form)


BULK_ACTIONS = [
    type(f"Locked{action.__name__}", (LockedBulkAction, action), {})
    for action in (DeleteBulkAction, MoveBulkAction, PublishBulkAction, UnpublishBulkAction)
]


class CopyWithLanesAPI(CopyPageAPIAction):
    """The internal API's way to copy a page: with its translations, as the copy form does."""

    def _action_from_data(self, instance, data):
        plain = super()._action_from_data(instance, data)
        return CopyWithLanes(
            page=plain.page,
            to=plain.to,
            recursive=plain.recursive,
            keep_live=plain.keep_live,
            update_attrs=plain.update_attrs,
            user=plain.user,
        )


class LockedPagesAPI(PagesAdminAPIViewSet):
    """The actions of Wagtail's internal API: under lock, and in the source language.

    Without those that make aliases or a tree a language.
    """

    actions = {
        name: action
        for name, action in PagesAdminAPIViewSet.actions.items()
        if name not in {"create_alias", "convert_alias", "copy_for_translation"}
    } | {"copy": CopyWithLanesAPI}

    def action_view(self, request, pk, action_name):
        destination = request.data.get("destination_page_id")
        pks = [pk, destination] if str(destination or "").isdecimal() else [pk]
        with page_lock(action_name, pks), languages.source_language():
            return super().action_view(request, pk, action_name)


def register_api(router) -> None:
    """Take the place of Wagtail's own endpoint."""
    router.register_endpoint("pages", LockedPagesAPI)
