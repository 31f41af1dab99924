"""A picture or a document in the place of another, in the admin."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.actions.delete import DeleteAction
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from dci.models import SiteDocument, SiteImage
from dci.translation.primary_keys import key_in

from .telling import refused
from .uses import Use, uses_of
from .writing import Refused, replace_everywhere

WITH = "with"
KINDS = {
    SiteImage: ("replace_image", "wagtailimages", AdminImageChooser),
    SiteDocument: ("replace_document", "wagtaildocs", AdminDocumentChooser),
}


class ReplaceView(WagtailAdminTemplateMixin, TemplateView):
    """What would take the place of what where; and then, at a press of a button, does."""

    template_name = "replacing/replace.html"
    page_title = gettext_lazy("Replace everywhere")
    header_icon = "resubmit"
    model: type[models.Model] = SiteImage

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.old = get_object_or_404(self.model, pk=pk)
        if not self._may("change", self.old):
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def _may(self, action: str, obj: models.Model) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return policy.user_has_permission_for_instance(self.request.user, action, obj)

    @cached_property
    def form(self) -> forms.Form:
        form = forms.Form({WITH: self.new.pk} if self.new else None)
        form.fields[WITH] = forms.ModelChoiceField(
            self.model.objects.all(),
            widget=KINDS[self.model][2](),
            label=_("What takes its place"),
        )
        return form

    @cached_property
    def new(self) -> models.Model | None:
        """What was chosen, if it can be: another one, that this person may choose."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        found = self.model.objects.filter(pk=key_in(asked.get(WITH, ""))).first()
        return found if found and found != self.old and self._may("choose", found) else None

    def get_page_subtitle(self) -> str:
        return str(self.old)

    def get_breadcrumbs_items(self) -> list[dict]:
        _name, wagtails, _widget = KINDS[self.model]
        plural = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{wagtails}:index"), "label": plural},
            {"url": reverse(f"{wagtails}:edit", args=[self.old.pk]), "label": str(self.old)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        uses = uses_of(self.old, self.request.user)
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            old=self.old,
            new=self.new,
            uses=uses,
            is_refused=any(use.refusal for use in uses),
            may_delete=self._may("delete", self.old),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.new is None:
            messages.warning(request, _("Choose what takes its place."))
            return redirect(request.path)
        is_deleted = "delete" in request.POST
        if is_deleted and not self._may("delete", self.old):
            raise PermissionDenied
        try:
            uses = self._replace(is_deleted=is_deleted)
        except Refused as refusal:
            messages.error(request, refused(refusal))
            return redirect(f"{request.path}?{WITH}={self.new.pk}")
        except ValidationError as error:  # a page that can't be published with it
            messages.error(request, " ".join([_("Nothing has been changed."), *error.messages]))
            return redirect(f"{request.path}?{WITH}={self.new.pk}")
        self._tell(uses, is_deleted=is_deleted)
        return redirect(f"{KINDS[self.model][1]}:edit", self.new.pk)

    @transaction.atomic
    def _replace(self, *, is_deleted: bool) -> list[Use]:
        uses = replace_everywhere(self.old, self.new, self.request.user)
        if is_deleted:
            DeleteAction(self.model.objects.get(pk=self.old.pk), user=self.request.user).execute(
                skip_permission_checks=True
            )
        return uses

    def _tell(self, uses: list[Use], *, is_deleted: bool) -> None:
        text = ngettext(
            "“%(new)s” is in the place of “%(old)s” now, in %(number)d place.",
            "“%(new)s” is in the place of “%(old)s” now, in %(number)d places.",
            len(uses),
        )
        words = {"new": self.new, "old": self.old, "number": len(uses)}
        said = [text % words, *([_("The old one is deleted.")] if is_deleted else [])]
        messages.success(self.request, " ".join(said))


def replacing_url(obj: models.Model, user: models.Model) -> str | None:
    """Where a picture or a document is replaced, for those who may change it."""
    if type(obj) not in KINDS:
        return None
    policy = policy_registry.get_by_type(type(obj))
    may = policy.user_has_permission_for_instance(user, "change", obj)
    return reverse(KINDS[type(obj)][0], args=[obj.pk]) if may else None


def urls() -> list:
    return [
        path(
            "replace/images/<int:pk>/", ReplaceView.as_view(model=SiteImage), name="replace_image"
        ),
        path(
            "replace/documents/<int:pk>/",
            ReplaceView.as_view(model=SiteDocument),
            name="replace_document",
        ),
    ]
