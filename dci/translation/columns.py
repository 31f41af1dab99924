"""Models with a column a language, and who may write which column.

English (the source) and what all languages share are written by ``save()``. The columns of the
other languages are written by publishing a lane and by nothing else (see ``lanes``): a save
leaves them alone, a revision does not contain them, a new row starts without them.
"""

from dataclasses import dataclass
from html import escape

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_serializable_data_for_fields,
    model_from_serializable_data,
)

from dci import languages

from .characters import printable

TEXTS = (models.CharField, models.TextField)
NOTHING = SafeString()  # which nobody has to escape


@dataclass(frozen=True)
class Text:
    """A text and the language it is written in, which templates must never separate."""

    text: object
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return str(self.text or "")

    def __html__(self) -> str:
        """As ``conditional_escape``, which looks first for texts that are lazy."""
        text = "" if self.text is None else self.text
        return text.__html__() if hasattr(text, "__html__") else SafeString(escape(str(text)))

    @property
    def is_foreign(self) -> bool:
        """Whether the text is in another language than the one being read."""
        return self.language != languages.current()

    @property
    def attrs(self) -> SafeString:
        """`` lang="en" dir="ltr"`` when the text is foreign, else nothing."""
        if not self.is_foreign:
            return NOTHING
        return format_html(' lang="{}" dir="{}"', self.language, languages.direction(self.language))


class TranslatedColumns(models.Model):
    """A model whose ``translated_fields`` have one column a language."""

    translated_fields: list[str] = []

    class Meta:
        abstract = True

    @classmethod
    def target_columns(cls) -> list[str]:
        """Names of the columns that only the publishing of a lane writes."""
        return [
            languages.column(field, code)
            for field in cls.translated_fields
            for code in languages.TARGETS
        ]

    def is_available(self, language: str) -> bool:
        """Whether the object can be read in ``language``: publishing a lane fills its columns."""
        if language == languages.SOURCE:
            return True
        return any(
            getattr(self, languages.column(name, language)) for name in self.translated_fields
        )

    def translated(self, field: str, language: str | None = None) -> Text:
        """``field`` in ``language`` (the active one), else in the source, with its language."""
        language = language or languages.current()
        value = getattr(self, languages.column(field, language))
        if value or language == languages.SOURCE:
            return Text(value, language)
        return Text(getattr(self, languages.column(field, languages.SOURCE)), languages.SOURCE)

    def written_columns(self) -> list[str]:
        """What ``save()`` writes: every loaded field but the columns of the other languages."""
        left_out = {*self.target_columns(), *self.get_deferred_fields()}
        fields = [
            field.name
            for field in self._meta.concrete_fields
            if not field.primary_key
            and field.name not in left_out
            and field.attname not in left_out
        ]
        relations = [rel.get_accessor_name() for rel in get_all_child_relations(self)]
        return fields + relations + [field.name for field in get_all_child_m2m_relations(self)]

    def is_stored(self) -> bool:
        """Whether the object has a row, which one that comes out of a revision may have lost."""
        return self.pk is not None and type(self)._base_manager.filter(pk=self.pk).exists()

    def empty_target_columns(self) -> None:
        """Forget every translation held in memory."""
        for name in self.target_columns():
            setattr(self, name, None)

    def save(self, **kwargs) -> None:
        """Write the source language and the shared values."""
        with languages.source_language():
            if kwargs.get("update_fields") is None:
                if self.is_stored():
                    kwargs["update_fields"] = self.written_columns()
                else:
                    self.empty_target_columns()
            super().save(**kwargs)

    def full_clean(self, *args, **kwargs) -> None:
        with languages.source_language():
            self._clean_characters()
            super().full_clean(*args, **kwargs)

    def _clean_characters(self) -> None:
        """Take out of every text what would break feeds and spreadsheets."""
        for field in self._meta.concrete_fields:
            text = isinstance(field, TEXTS) and getattr(self, field.attname)
            if isinstance(text, str) and (cleaned := printable(text)) != text:
                setattr(self, field.attname, cleaned)

    def serializable_data(self) -> dict:
        """The content of a revision: the source language and the shared values."""
        with languages.source_language():
            inherited = getattr(super(), "serializable_data", None)
            data = inherited() if inherited else get_serializable_data_for_fields(self)
        for name in self.target_columns():
            data.pop(name, None)
        return data

    @classmethod
    def from_serializable_data(cls, data: dict, check_fks=True, strict_fks=False):
        """An object from a revision, with the translations that its live row has now."""
        inherited = getattr(super(), "from_serializable_data", None)
        with languages.source_language():
            if inherited:
                obj = inherited(data, check_fks=check_fks, strict_fks=strict_fks)
            else:
                obj = model_from_serializable_data(
                    cls, data, check_fks=check_fks, strict_fks=strict_fks
                )
        if obj is not None and obj.pk is not None:
            obj.take_translations_of_row()
        return obj

    def take_translations_of_row(self) -> None:
        """Fill the target columns from the database, where only lanes write them."""
        names = self.target_columns()
        row = type(self)._base_manager.filter(pk=self.pk).values(*names).first()
        for name in names:
            setattr(self, name, row[name] if row else None)


def reading(rows, language: str | None = None) -> list:
    """The rows that can be read in ``language`` (the active one), in their order."""
    language = language or languages.current()
    return [row for row in rows if row.is_available(language)]
