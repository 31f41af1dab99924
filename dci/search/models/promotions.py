"""What staff want readers to find first."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from dci import languages

from ..words import signature


def site_languages() -> list[tuple[str, str]]:
    """The codes of the site's languages with their own names."""
    return [(code, languages.name(code)) for code in languages.ALL]


class Promotion(models.Model):
    """A page that stands first for some searches in one language."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=site_languages,
        default=languages.SOURCE,
        help_text=_("The language in which readers search."),
    )
    searches = models.TextField(
        _("searches"),
        help_text=_(
            "What readers type, one search a line. Endings, accents and the order of the words"
            " make no difference: “prisons” stands for “prison” too."
        ),
    )
    page = models.ForeignKey(
        "dci.SitePage",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown first, if it is published in that language."),
    )

    panels = [FieldPanel("language"), FieldPanel("searches"), PageChooserPanel("page")]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["language", "pk"]

    def is_for(self, words: str, language: str) -> bool:
        """Whether exactly these words are searched for, endings and order aside."""
        wanted = signature(words, language)
        return self.language == language and any(
            wanted and signature(line, language) == wanted for line in self.searches.splitlines()
        )

    def __str__(self) -> str:
        return f"{', '.join(self.searches.splitlines())[:80]} ({languages.name(self.language)})"
