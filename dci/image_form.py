"""The form of an image, wherever one is uploaded or edited."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm
from wagtail.models import ReferenceIndex

from dci.choices import Consent
from dci.models import SitePage
from dci.search.texts import pages_with
from dci.uploads.fields import PictureFormField

CONSENT = ("consent", "consent_until")
FOCUS = tuple(f"focal_point_{part}" for part in ("x", "y", "width", "height"))


class SiteImageForm(BaseImageForm):
    """Asks what the picture shows, unless it is only decoration.

    Another file for the same image is another picture: its consent is asked for anew, and it is not
    taken while a public page shows it without.
    """

    consent_holds = forms.BooleanField(
        label=_("The consent holds for the new file too"),
        required=False,
        help_text=_(
            "Tick this if you choose a new file and those shown on it have agreed as noted above. "
            "Read the description again as well. The pages that show the picture show the new one."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):  # the upload of many asks for it beforehand
            self.fields["file"] = PictureFormField(
                label=wagtails.label, widget=wagtails.widget, required=wagtails.required
            )
        if not (self.instance.pk and wagtails and CONSENT[0] in self.fields):
            del self.fields["consent_holds"]
        else:
            names = list(self.fields)
            names.insert(names.index(CONSENT[-1]) + 1, names.pop())
            self.order_fields(names)

    def clean(self) -> dict:
        cleaned = super().clean()
        is_described = cleaned.get("alt_en") or cleaned.get("is_decorative")
        if "alt_en" in self.fields and not is_described:
            message = _("Say what the picture shows, or that it is only decoration.")
            self.add_error("alt_en", message)
        if "consent_holds" in self.fields and "file" in self.changed_data:
            self._clean_other_file(cleaned)
        return cleaned

    def _clean_other_file(self, cleaned: dict) -> None:
        is_said = cleaned.get("consent_holds") or {*CONSENT} & {*self.changed_data}
        if not is_said:
            message = _("This is another file: say whether those shown on it have agreed.")
            self.add_error("consent", message)
        elif _is_lacking(cleaned) and self._is_public():
            message = _("A public page shows this picture, so a new file needs consent.")
            self.add_error("consent", message)
        if not {*FOCUS} & {*self.changed_data}:  # what mattered in the old picture
            cleaned.update(dict.fromkeys(FOCUS))

    def _is_public(self) -> bool:
        """Whether a public page shows the picture, or an organisation, which is always public."""
        pages = pages_with(self.instance)
        references = ReferenceIndex.get_references_to(self.instance)
        by_others = references.exclude(object_id__in=map(str, pages))
        return by_others.exists() or SitePage.objects.live().filter(pk__in=pages).exists()


def _is_lacking(cleaned: dict) -> bool:
    until = cleaned.get("consent_until")
    has_run_out = bool(until) and until < timezone.localdate()
    is_given = cleaned.get("consent") == Consent.GIVEN
    return cleaned.get("consent") == Consent.UNKNOWN or (is_given and has_run_out)
