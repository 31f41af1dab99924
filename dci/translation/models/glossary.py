"""The words that the organisation always translates in the same way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Term(ClusterableModel):
    """A word or name of the source, with what it is called in the other languages."""

    text = models.CharField(_("term"), max_length=255, unique=True)
    is_kept = models.BooleanField(
        _("not to be translated"),
        default=False,
        help_text=_("The term stands in every language as it is here."),
    )
    is_case_sensitive = models.BooleanField(
        _("capitals matter"),
        default=False,
        help_text=_("For abbreviations and names that are also ordinary words."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What it means, or when to use which translation.")
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class TermTranslation(models.Model):
    """A term in one language, or a word that must not be used for it."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    text = models.CharField(_("translation"), max_length=255)
    is_forbidden = models.BooleanField(
        _("forbidden"), default=False, help_text=_("This must not be used for the term.")
    )

    class Meta:
        verbose_name = _("translation of a term")
        verbose_name_plural = _("translations of a term")
        ordering = ["language", "is_forbidden", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "text"], name="one_translation_of_a_term_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
