"""Two organisations side by side in the admin, and one button that makes them one."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from dci.replacing.telling import refused
from dci.replacing.uses import uses_of
from dci.replacing.writing import Refused
from dci.translation.primary_keys import key_in

from ..models import Organisation
from .fields import FIELDS, lines, stamp
from .writing import ChangedMeanwhile, merge

URLS = "wagtailsnippets_partners_organisation"
WITH = "with"


class OtherForm(forms.Form):
    """Which organisation is the same as ``kept``."""

    def __init__(self, kept: Organisation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        widget = Organisation.snippet_viewset.chooser_viewset.widget_class()
        self.fields[WITH] = forms.ModelChoiceField(
            Organisation.objects.all(),
            widget=widget,
            label=_("The same organisation, once more"),
            help_text=_("It will be deleted; what it is used for will use the one that is kept."),
        )

    def clean(self) -> dict:
        if self.cleaned_data.get(WITH) == self.kept:
            self.add_error(WITH, _("Choose another organisation than this one."))
        return self.cleaned_data


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """For those who may change and delete organisations."""

    template_name = "partners/merge.html"
    header_icon = "group"
    page_title = gettext_lazy("Merge organisations")

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_merge(request.user):
            raise PermissionDenied
        self.kept = get_object_or_404(Organisation, pk=pk)
        return super().dispatch(request, pk=pk)

    @cached_property
    def form(self) -> OtherForm:
        asked = key_in(self.request.GET.get(WITH, ""))
        return OtherForm(self.kept, {WITH: asked} if asked else None)

    @cached_property
    def other(self) -> Organisation | None:
        return self.form.cleaned_data.get(WITH) if self.form.is_valid() else None

    def get_page_subtitle(self) -> str:
        return str(self.kept)

    def get_breadcrumbs_items(self) -> list[dict]:
        plural = capfirst(Organisation._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{URLS}:list"), "label": plural},
            {"url": reverse(f"{URLS}:edit", args=[self.kept.pk]), "label": str(self.kept)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        context = {"form": self.form, "media": self.form.media, "kept": self.kept}
        if self.other:
            uses = [
                use
                for use in uses_of(self.other, self.request.user)
                if use.obj not in (self.kept, self.other)
            ]
            context |= {
                "other": self.other,
                "lines": lines(self.kept, self.other),
                "relationships": self.other.relationships.select_related("other").exclude(
                    other=self.kept
                ),
                "uses": uses,
                "is_refused": any(use.refusal for use in uses),
                "seen": stamp(self.kept, self.other),
            }
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        other = key_in(request.POST.get("other", ""))
        taken = [name for name in FIELDS if request.POST.get(name) == "other"]
        again = f"{request.path}?{WITH}={other or ''}"
        try:
            if other is None or other == self.kept.pk:
                raise ChangedMeanwhile
            kept = merge(self.kept.pk, other, taken, request.POST.get("seen", ""), request.user)
        except ChangedMeanwhile:
            text = _("Somebody has changed one of the two meanwhile. Look at them again.")
            messages.warning(request, text)
            return redirect(again)
        except Refused as refusal:
            messages.error(request, refused(refusal))
            return redirect(again)
        except ValidationError as error:  # a page that may not be published, a field that is wrong
            messages.error(request, " ".join(error.messages))
            return redirect(again)
        messages.success(request, _("The two are one now: “%(name)s”.") % {"name": kept})
        return redirect(f"{URLS}:edit", kept.pk)


def may_merge(user) -> bool:
    policy = policy_registry.get_by_type(Organisation)
    return all(policy.user_has_permission(user, name) for name in ("change", "delete"))


def button(organisation: Organisation, user) -> list[Button]:
    """Leads to the merge, for those who may."""
    url = merging_url(organisation, user)
    return [Button(_("Merge with another"), url=url, icon_name="group", priority=60)] if url else []


def merging_url(obj: Model, user) -> str | None:
    """Where an organisation is merged, for those who may."""
    if not (isinstance(obj, Organisation) and may_merge(user)):
        return None
    return reverse(f"{URLS}:merge", args=[obj.pk])


urlpatterns = [path("merge/<int:pk>/", MergeView.as_view(), name="merge")]
