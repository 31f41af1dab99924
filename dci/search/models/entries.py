"""The index: what can be found, under which words, and by what it can be narrowed.

Plain tables and not the databases' own text search, so that SQLite and PostgreSQL answer alike: a
word of a text is a row with its weight, and the best texts are those with the greatest sum.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from dci.at_once import Wanted, at_once


class Kind(models.TextChoices):
    """What a found thing is."""

    PROJECT = "project", _("project")
    PARTNER = "partner", _("partner")
    PAGE = "page", _("page")
    DOCUMENT = "document", _("document")


class EntryQuerySet(models.QuerySet):
    def of_page(self, pk: int) -> "EntryQuerySet":
        """The page's own entries, without those of documents on it."""
        return self.filter(page=pk, document=None)

    def visible(self, private: list[tuple[str, str]] | None = None) -> "EntryQuerySet":
        """What every visitor may see: live pages without a restriction, files in open collections.

        Asked for with each search, so that nothing that has just become private is found.
        ``private`` is what ``private_paths`` gives, if the caller has it.
        """
        private = private_paths() if private is None else private
        return self.filter(page__live=True).exclude(hidden(private))


def private_paths() -> list[tuple[str, str]]:
    """The paths in the trees below which only some visitors may see what is there.

    Read first, for there are few: in a subquery, SQLite would look through all pages for each
    entry.
    """
    return paths_of(at_once(*RESTRICTIONS))


RESTRICTIONS = (
    Wanted(PageViewRestriction, None, ("page",)),
    Wanted(CollectionViewRestriction, None, ("collection",)),
)


def paths_of(restrictions: list[dict]) -> list[tuple[str, str]]:
    """What ``private_paths`` says, from the rows of ``RESTRICTIONS``."""
    pages, files = restrictions
    found = [("page__path", one.page.path) for one in pages.values()]
    return found + [("document__collection__path", one.collection.path) for one in files.values()]


def hidden(private: list[tuple[str, str]], prefix: str = "") -> Q:
    """What lies below these paths, of the entries that ``prefix`` leads to."""
    below = [Q(**{f"{prefix}{column}__startswith": path}) for column, path in private]
    return Q.create(below, connector=Q.OR) if below else Q()


class Entry(models.Model):
    """A page in one of its languages, or a document, as it is found and shown among results."""

    page = models.ForeignKey("dci.SitePage", on_delete=models.CASCADE, related_name="+")
    # A document is found where a page shows it, which is ``page``.
    document = models.ForeignKey(
        "dci.SiteDocument", null=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=Kind)
    heading = models.TextField()
    lead = models.TextField(blank=True)
    content = models.TextField(blank=True)
    digest = models.CharField(max_length=40)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=Q(document=None),
                name="one_entry_a_page_and_language",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(document__isnull=False),
                name="one_entry_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language})"


class Posting(models.Model):
    """A word of an entry, reduced (``words.keys``) and with its language before it: "fr:priv"."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    word = models.CharField(max_length=60)
    weight = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["word", "entry", "weight"], name="posting_word"),
            models.Index(fields=["entry"], name="posting_entry"),
        ]

    def __str__(self) -> str:
        return self.word


class Facet(models.Model):
    """Something that results can be narrowed by: ("region", "africa"), ("year", "2014")."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    axis = models.CharField(max_length=20)
    code = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["axis", "code", "entry"], name="facet_code")]

    def __str__(self) -> str:
        return f"{self.axis}: {self.code}"


class DocumentText(models.Model):
    """The text of a file, read once: ``file_hash`` says of which file."""

    document = models.OneToOneField(
        "dci.SiteDocument", on_delete=models.CASCADE, related_name="text_read"
    )
    file_hash = models.CharField(max_length=40)
    content = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.document)
