"""Choices that several apps offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dci import languages


class Qualifier(models.TextChoices):
    """What stands before a figure."""

    NONE = "none", pgettext_lazy("figure", "exactly")
    OVER = "over", pgettext_lazy("figure", "over")
    MORE_THAN = "more_than", pgettext_lazy("figure", "more than")
    ABOUT = "about", pgettext_lazy("figure", "about")
    NEARLY = "nearly", pgettext_lazy("figure", "nearly")


class DocumentKind(models.TextChoices):
    """What a document is, whatever its language."""

    REPORT = "report", _("report")
    GUIDE = "guide", _("guide")
    LEAFLET = "leaflet", _("leaflet")
    LETTER = "letter", _("letter")
    CALL = "call", _("call for papers")
    AGENDA = "agenda", _("programme or date")
    POLICY = "policy", _("policy or guidelines")
    OTHER = "other", _("other document")


class Consent(models.TextChoices):
    """Whether the persons on a picture agree to be shown."""

    UNKNOWN = "unknown", _("not known yet")
    NONE_NEEDED = "none_needed", _("none needed: nobody can be recognised")
    GIVEN = "given", _("given")


def document_languages() -> list[tuple[str, str]]:
    """Language codes with the languages' own names, those of the site first."""
    return languages.written()
