"""What administrators can do with somebody's account, besides what Wagtail offers."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.users.views.users import EditView, User, UserViewSet

from . import belongings, leaving

NAMESPACE = "wagtailusers_users"


class PersonView(WagtailAdminTemplateMixin, TemplateView):
    """Asks first. Only for administrators, whatever other rights over accounts somebody has."""

    template_name = "people/person.html"
    question: str
    button: str
    is_serious = False

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        self.person = get_object_or_404(User, pk=pk)
        return super().dispatch(request, pk=pk)

    def get_page_subtitle(self) -> str:
        return get_user_display_name(self.person)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:index"), "label": _("Users")},
            {"url": self.back, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    @property
    def back(self) -> str:
        return reverse(f"{NAMESPACE}:edit", args=[self.person.pk])

    def refused(self, reason: str) -> HttpResponse:
        messages.warning(self.request, reason)
        return redirect(self.back)


class FactorView(PersonView):
    page_title = gettext_lazy("Lost second factor")
    header_icon = "key"
    question = gettext_lazy(
        "Their second factor is taken away and their sessions end; they sign in with the password "
        "and set up a new one. Make sure first, in person or by telephone, that it is they who ask."
    )
    button = gettext_lazy("Take away the second factor")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not leaving.reset_factor(self.person, by=request.user):
            return self.refused(_("This account has no second factor."))
        messages.success(request, _("The second factor was taken away."))
        return redirect(self.back)


class ExportView(PersonView):
    page_title = gettext_lazy("Data about this person")
    header_icon = "download"
    question = gettext_lazy(
        "A file (JSON) with everything that is kept of them: account, roles, sessions, what they "
        "have done and written. Passwords and keys are not in it."
    )
    button = gettext_lazy("Download")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        log(self.person, leaving.EXPORTED, user=request.user)
        answer = JsonResponse(
            belongings.of(self.person), json_dumps_params={"indent": 1, "ensure_ascii": False}
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="person-{pk}.json"'
        return answer


class EraseView(PersonView):
    page_title = gettext_lazy("Erase this person’s data")
    header_icon = "bin"
    question = gettext_lazy(
        "Name, addresses, password, keys, sessions and settings are erased for good, and nobody "
        "can sign in with the account. What they have written stays, as that of a former "
        "colleague. This cannot be undone."
    )
    button = gettext_lazy("Erase for good")
    is_serious = True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.person == request.user:
            return self.refused(_("You can’t erase your own account; another administrator can."))
        try:
            leaving.erase(self.person, by=request.user)
        except leaving.LastAdministratorError:
            return self.refused(_("This is the only administrator."))
        messages.success(request, _("The data were erased."))
        return redirect(reverse(f"{NAMESPACE}:index"))


VIEWS = {"lost_factor": FactorView, "data": ExportView, "erase": EraseView}


class PersonEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *self._own()]

    def _own(self):
        if not self.request.user.is_superuser:
            return
        has_factor = Authenticator.objects.filter(user=self.object).exists()
        for place, (name, view) in enumerate(VIEWS.items()):
            if (view is FactorView and not has_factor) or (
                view is EraseView and self.object == self.request.user
            ):
                continue
            url = reverse(f"{NAMESPACE}:{name}", args=[self.object.pk])
            icon = view.header_icon
            yield Button(view.page_title, url=url, icon_name=icon, priority=40 + 10 * place)


class PeopleViewSet(UserViewSet):
    edit_view_class = PersonEditView

    def get_urlpatterns(self) -> list:
        own = [path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in VIEWS.items()]
        return [*super().get_urlpatterns(), *own]
