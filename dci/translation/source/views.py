"""What the page editor does for the translations of the page."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.log_actions import log

from . import forecast as source_side
from .panel import SourceSidePanel

MINOR = "minor_change"
LOGGED = "translation.minor_change"
WAGTAILS = "wagtailadmin/pages/edit.html"


class ShowsTranslations:
    """A page editor with the panel of translations; from the start, for autosave fills it anew."""

    def get_side_panels(self):
        panels = super().get_side_panels()
        return MediaContainer([*panels, SourceSidePanel(self.page, self.request)])


class TellsOfTranslations(ShowsTranslations):
    """A page editor that tells what becomes outdated, and can publish a change as a minor one."""

    def get_template_names(self) -> list[str]:
        names = super().get_template_names()
        return ["translation/source_edit.html" if one == WAGTAILS else one for one in names]

    @cached_property
    def _forecast(self) -> str:
        return source_side.in_words(source_side.forecast(self.page))

    def get_context_data(self, **kwargs) -> dict:
        may_publish = self.page.permissions_for_user(self.request.user).can_publish()
        shown = {"may_be_minor": may_publish, "forecast": self._forecast}
        return super().get_context_data(**kwargs) | shown

    def add_save_confirmation_message(self) -> None:
        super().add_save_confirmation_message()
        if self._forecast:
            messages.warning(self.request, self._forecast)

    def publish_action(self):
        """Publish; a minor change leaves what was translated valid.

        Only at once: a scheduled page is published when nobody is there to say so.
        """
        page = self.form.instance
        page.is_minor_change = MINOR in self.request.POST
        response = super().publish_action()
        if page.is_minor_change and page.go_live_at and page.go_live_at > timezone.now():
            text = _("A change that is published later counts as a change of meaning.")
            messages.warning(self.request, text)
        elif page.is_minor_change:
            log(self.page, LOGGED, user=self.request.user, revision=self.page.live_revision)
        return response


def register_log_action(actions) -> None:
    """The words for a minor change in a page's history."""
    label = gettext_lazy("Publish as a minor change")
    message = gettext_lazy("Published as a minor change: translations stay valid")
    actions.register_action(LOGGED, label, message)
