"""The form of an image, wherever one is uploaded or edited."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from dci.uploads.fields import PictureFormField


class SiteImageForm(BaseImageForm):
    """Asks what the picture shows, unless it is only decoration."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):  # the upload of many asks for it beforehand
            self.fields["file"] = PictureFormField(
                label=wagtails.label, widget=wagtails.widget, required=wagtails.required
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        is_described = cleaned.get("alt_en") or cleaned.get("is_decorative")
        if "alt_en" in self.fields and not is_described:
            message = _("Say what the picture shows, or that it is only decoration.")
            self.add_error("alt_en", message)
        return cleaned
