"""The page editor's views, with the row lock and the merge of ``dci.editing.form``."""

from functools import partial

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.generic import HookResponseMixin
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import TaskState

from dci import languages
from dci.models import SitePage, titles
from dci.models.copies import CopyWithLanes
from dci.translation.source.views import ShowsTranslations, TellsOfTranslations


class MergingMixin(TellsOfTranslations):
    """Saves are merged with what others have stored since the form was opened."""

    # The merge decides, field by field; Wagtail would refuse an autosave as a whole.
    is_out_of_date = False

    def get(self, request, *args, **kwargs):
        self._begin_from_latest()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self._begin_from_latest()
        self._forget_outdated_autosave()
        return super().post(request, *args, **kwargs)

    def _begin_from_latest(self) -> None:
        latest = self.real_page_record.get_latest_revision_as_object()
        by_hand = not self.expects_json_response
        self.form_class = partial(self.form_class, latest=latest, by_hand=by_hand)

    def _forget_outdated_autosave(self) -> None:
        """An autosave that is no longer the latest revision is history and is not overwritten."""
        overwritten = self.request.POST.get("overwrite_revision_id")
        if overwritten != str(self.real_page_record.latest_revision_id):
            self.request.POST = self.request.POST.copy()
            self.request.POST.pop("overwrite_revision_id", None)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.kept and not self.expects_json_response:
            text = _("Kept, because others have changed it meanwhile: %(what)s.")
            kept = get_text_list([unit.label for unit in form.kept], _("and"))
            messages.info(self.request, text % {"what": kept})
        return response

    def form_invalid(self, form):
        if not form.conflicts:
            return super().form_invalid(form)
        if self.expects_json_response:
            text = _("Somebody else has changed the same meanwhile. Save to see both versions.")
            response = self.json_error_response("validation_error", text)
        else:
            response = super().form_invalid(form)
        response.status_code = 409
        return response

    def get_context_data(self, **kwargs):
        self.form.show_kept_lists()
        return super().get_context_data(**kwargs)

    def get_editing_sessions(self):
        """Who else is at work, without Wagtail's warning that a save would overwrite theirs."""
        sessions = super().get_editing_sessions()
        sessions.revision_id = sessions.revision_created_at = None
        return sessions


class SourceCreateView(ShowsTranslations, CreateView):
    pass


class MergingEditView(MergingMixin, EditView):
    pass


class MergingRevertView(MergingMixin, RevisionsRevertView):
    pass


class PlaceholderTitleMixin:
    """A preview before there is a title: Wagtail gives one to ``title``, our form has another."""

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
        self.fields["new_title"].initial = self.page.title_en
        self.fields.pop("alias", None)

    def clean_new_title(self) -> str:
        if titles.is_one_line(title := self.cleaned_data["new_title"]):
            return title
        raise ValidationError(titles.ONE_LINE)

    def clean(self):
        data = super().clean()
        slug, parent = data.get("new_slug"), data.get("new_parent_page")
        if slug and parent and not SitePage._slug_is_available(slug, parent):
            self.add_error("new_slug", _("A page beside it uses this address in some language."))
        return data


class SourceCopyView(HookResponseMixin, CopyView):
    """Names the copy in the source language, whatever the language of the admin."""

    def get_form_class(self):
        return SourceCopyForm

    def form_valid(self, form):
        data = form.cleaned_data
        self.parent_page = data["new_parent_page"]
        may_publish = self.parent_page.permissions_for_user(self.request.user).can_publish_subpage()
        action = CopyWithLanes(
            page=self.page,
            to=self.parent_page,
            recursive=data.get("copy_subpages"),
            update_attrs={"title": data["new_title"], "slug": data["new_slug"]},
            keep_live=bool(may_publish and data.get("publish_copies")),
            user=self.request.user,
        )
        with languages.source_language():
            copy = action.execute()
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[copy.pk]), _("Edit"))
        text = _("The page “%(title)s” was copied.") % {"title": self.page.draft_title}
        messages.success(self.request, text, buttons=[edit])
        response = self.run_hook("after_copy_page", self.request, self.page, copy)
        return response or redirect(
            self.next_url or reverse("wagtailadmin_explore", args=[self.parent_page.pk])
        )


class OwnTaskMixin:
    """Only what the page itself waits for is decided here.

    Wagtail takes the key of any task, a translation's too, which has its own view and rules.
    """

    def get_task_state(self) -> TaskState:
        own = TaskState.objects.for_instance(self.object)
        return get_object_or_404(own, pk=self.task_state_id).specific


class OwnWorkflowActionView(OwnTaskMixin, WorkflowActionView):
    pass


class OwnWorkflowDataView(OwnTaskMixin, CollectWorkflowActionDataView):
    pass
