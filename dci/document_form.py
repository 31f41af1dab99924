"""The form of a document, wherever one is uploaded or edited."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm


class SiteDocumentForm(BaseDocumentForm):
    """Lets a new file take the name of the old one, which is the end of the document's address.

    So it is a file of the same type: ``report.pdf`` that is a text would deceive its readers.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._is_kept and "file" in self.fields:
            self.fields["file"].help_text = _(
                "A new file takes the place of the old one everywhere. The address of the document "
                "stays: %(address)s"
            ) % {"address": self.instance.url}

    @property
    def _is_kept(self) -> bool:
        return bool(self.instance.pk and self.original_file)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not (self._is_kept and "file" in self.changed_data):
            return file
        kept = PurePosixPath(self.original_file.name)
        if PurePosixPath(file.name).suffix.lower() != kept.suffix.lower():
            message = _(
                "The address of the document ends in %(suffix)s, so choose such a file. One of "
                "another type is another document: add it, and replace this one with it."
            )
            self.add_error("file", message % {"suffix": kept.suffix})
            return file
        file.name = kept.name
        return file
