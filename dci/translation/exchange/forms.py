"""What somebody asks for: a file, or that a file be taken."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dci import languages

from ..base_page import base_page
from ..models import Translation
from ..primary_keys import keys_in
from ..roles import languages_of
from . import exporting
from .formats import FORMATS
from .receiving import ReceivedFile, receive
from .refusal import Refusal

CHOSEN, PART, ALL = "chosen", "part", "all"
INDENT = "\u2003"


class LanguageForm(forms.Form):
    """A form for one of the languages that somebody may translate into."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = languages_of(user)
        self.fields["language"].choices = [(code, languages.name(code)) for code in codes]


class ExportForm(LanguageForm):
    """Which lanes, and as what."""

    ids = forms.CharField(required=False, widget=forms.HiddenInput)
    what = forms.ChoiceField(label=gettext_lazy("What"), widget=forms.RadioSelect)
    page = forms.ChoiceField(label=gettext_lazy("Part of the site"), required=False)
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        widget=forms.RadioSelect,
        choices=[(one.code, one.label) for one in FORMATS.values()],
        initial=next(iter(FORMATS)),
    )
    only_open = forms.BooleanField(
        label=gettext_lazy("Only passages without a valid translation"), required=False
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        ids = self.data.get("ids", "") or self.initial.get("ids", "")
        self.keys = keys_in(ids.split(","))
        chosen = [(CHOSEN, self._chosen())] if self.keys else []
        self.fields["what"].choices = [
            *chosen,
            (PART, _("A page and all pages below it")),
            (ALL, _("Everything there is to translate")),
        ]
        self.initial.setdefault("what", CHOSEN if self.keys else ALL)
        self.fields["page"].choices = [("", "–"), *self._parts()]

    def _chosen(self) -> str:
        titles = list(
            Translation.objects.filter(pk__in=self.keys).values_list("title", flat=True)[:4]
        )
        named = ", ".join(titles[:3]) + (" …" if len(titles) > 3 else "")
        return _("What was chosen: %(titles)s") % {"titles": named}

    @staticmethod
    def _parts() -> list[tuple[str, str]]:
        """The pages that have others below, as the tree they are."""
        title = languages.column("title", languages.SOURCE)
        rows = base_page().objects.filter(depth__gt=1, numchild__gt=0).order_by("path")
        found = rows.values_list("pk", "depth", title)
        return [(str(pk), f"{INDENT * (depth - 2)}{name}") for pk, depth, name in found]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("what") == PART and not data.get("page") and "page" not in self.errors:
            self.add_error("page", _("Choose the page where the part begins."))
        return data

    def lanes(self):
        """The lanes that are asked for."""
        language, what = self.cleaned_data["language"], self.cleaned_data["what"]
        if what == CHOSEN:
            return exporting.lanes_like(language, self.keys)
        if what == PART:
            page = base_page().objects.get(pk=self.cleaned_data["page"])
            return exporting.lanes_of_part(language, page)
        return exporting.all_lanes(language)


class ImportForm(LanguageForm):
    """A file that has come back."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PO, XLIFF or XLSX as it was made here, or a ZIP of such files. You see what it would "
            "change before anything is changed."
        ),
    )
    received: list[ReceivedFile]

    def clean(self) -> dict:
        """Read the file; ``received`` is what it holds."""
        data = super().clean()
        if not self.errors:
            file = data["file"]
            try:
                self.received = receive(file.name, file, file.size, [data["language"]])
            except Refusal as refusal:
                self.add_error("file", str(refusal))
        return data
