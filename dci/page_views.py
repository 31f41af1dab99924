"""The page editor's views, with the row lock and the merge of ``dci.merging``."""

from functools import partial, wraps

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet

from dci import languages
from dci.models import SitePage
from dci.writing import page_write

PAGE_KEYS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk"}


def under_lock(view):
    """``view`` with the rows of the pages in its address held while it answers a POST."""

    @wraps(view)
    def locked(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with page_write(*(int(kwargs[name]) for name in PAGE_KEYS & kwargs.keys())):
            return view(request, *args, **kwargs)

    return locked


class MergingMixin:
    """Saves are merged with what others have stored since the form was opened."""

    # The merge decides, field by field; Wagtail would refuse the autosave as a whole.
    is_out_of_date = False

    def post(self, request, *args, **kwargs):
        self.form_class = partial(self.form_class, merging=True)
        self._forget_outdated_autosave()
        return super().post(request, *args, **kwargs)

    def _forget_outdated_autosave(self) -> None:
        """An autosave that is no longer the latest revision is history and is not overwritten."""
        overwritten = self.request.POST.get("overwrite_revision_id")
        latest = str(self.latest_revision.pk) if self.latest_revision else None
        if overwritten and overwritten != latest:
            self.request.POST = self.request.POST.copy()
            del self.request.POST["overwrite_revision_id"]

    def form_invalid(self, form):
        form.show_latest()
        response = super().form_invalid(form)
        if form.conflicts:
            response.status_code = 409
        return response


class MergingEditView(MergingMixin, EditView):
    pass


class MergingRevertView(MergingMixin, RevisionsRevertView):
    pass


class PlaceholderTitleMixin:
    """A preview before there is a title: Wagtail fills in ``title``, our forms have ``title_en``."""

    def get_form(self, query_dict):
        if query_dict and not query_dict.get("title_en"):
            query_dict = query_dict.copy()
            query_dict["title_en"] = _("Placeholder title")
        return super().get_form(query_dict)


class EditPreviewView(PlaceholderTitleMixin, PreviewOnEditView):
    pass


class CreatePreviewView(PlaceholderTitleMixin, PreviewOnCreateView):
    pass


class SourceCopyForm(CopyForm):
    """Copies pages; aliases, which could not be translated, are not offered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        cleaned_data = super().clean()
        parent = cleaned_data.get("new_parent_page") or self.page.get_parent()
        slug = cleaned_data.get("new_slug")
        if slug and not SitePage._slug_is_available(slug, parent):
            self.add_error("new_slug", _("A page beside it uses this address in some language."))
        return cleaned_data


class SourceCopyView(CopyView):
    """Names the copy in the source language, whatever the language of the admin."""

    def get_form_class(self):
        return SourceCopyForm

    def form_valid(self, form):
        data = form.cleaned_data
        parent = data["new_parent_page"] or self.parent_page
        may_publish = parent.permissions_for_user(self.request.user).can_publish_subpage()
        copy = CopyPageAction(
            page=self.page,
            to=parent,
            recursive=data.get("copy_subpages"),
            update_attrs={"title": data["new_title"], "slug": data["new_slug"]},
            keep_live=bool(may_publish and data.get("publish_copies")),
            user=self.request.user,
        )
        with languages.source_language():
            new_page = copy.execute()
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[new_page.pk]), _("Edit"))
        text = _("The page “%(title)s” was copied.") % {"title": self.page.draft_title}
        messages.success(self.request, text, buttons=[edit])
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=[parent.pk]))


class SitePageViewSet(PageViewSet):
    """Wagtail's page views; each of them takes the row lock before it reads what it writes."""

    model = SitePage
    copy_view_class = SourceCopyView
    edit_view_class = MergingEditView
    revisions_revert_view_class = MergingRevertView
    preview_on_add_view_class = CreatePreviewView
    preview_on_edit_view_class = EditPreviewView

    def get_view_by_name(self, name):
        return self._locked_views[name]

    @cached_property
    def _locked_views(self):
        return {name: under_lock(view) for name, view in self.views.items()}


class LockedBulkAction:
    """A bulk action that locks its pages, and reads them again, before it touches them."""

    def form_valid(self, form):
        self.cleaned_form = form
        pages, _refused = self.get_actionable_objects()
        keys = [page.pk for page in pages]
        if form.cleaned_data.get("include_descendants"):
            keys += [
                pk for page in pages for pk in page.get_descendants().values_list("pk", flat=True)
            ]
        with page_write(*keys):
            return super().form_valid(form)


BULK_ACTIONS = [
    type(f"Locked{action.__name__}", (LockedBulkAction, action), {})
    for action in (DeleteBulkAction, MoveBulkAction, PublishBulkAction, UnpublishBulkAction)
]
