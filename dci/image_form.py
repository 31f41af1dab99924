"""The form of an image, wherever one is uploaded or edited."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Wagtail's, which looks at the beginning of a file only and fails on a damaged one later."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                file.seek(0)
                Image.open(file).load()
                file.seek(0)
        except ValidationError:
            raise
        except Exception as error:  # image libraries fail in many ways
            message = _("This picture can't be read: the file is damaged or not complete.")
            raise ValidationError(message) from error
        return file


class SiteImageForm(BaseImageForm):
    """Asks what the picture shows, unless it is only decoration."""

    file = WholeImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def clean(self) -> dict:
        cleaned = super().clean()
        is_described = cleaned.get("alt_en") or cleaned.get("is_decorative")
        if "alt_en" in self.fields and not is_described:
            message = _("Say what the picture shows, or that it is only decoration.")
            self.add_error("alt_en", message)
        return cleaned
