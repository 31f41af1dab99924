"""What is merged as a whole: a field, or all rows of a list."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from wagtail.blocks import StreamValue

from dci.editing.normal import normal
from dci.editing.words import block_in_words, in_words

ABOUT_THE_ROW = {"id", ORDERING_FIELD_NAME, DELETION_FIELD_NAME}


class Unit(ABC):
    """A part of a page form. A bound form has what was typed, an unbound one what is stored."""

    label: str

    @property
    @abstractmethod
    def values(self) -> list:
        """The normal values of its parts: blocks, rows, or the field itself."""

    @property
    @abstractmethod
    def words(self) -> list[str]:
        """The same parts as a person would say them."""

    @abstractmethod
    def untouched(self, stored: "Unit") -> None:
        """What was sent as it was received, and nobody else has changed."""

    @abstractmethod
    def keep(self, stored: "Unit") -> None:
        """Take what is stored, and not what was typed."""

    @abstractmethod
    def refuse(self, message: str) -> None:
        """Let the form be invalid, with a message here."""

    def difference(self, other: "Unit") -> list[str]:
        """In words, what ``other`` does not have; everything, if it lacks nothing."""
        theirs = other.values
        lacking = [
            text for value, text in zip(self.values, self.words, strict=True) if value not in theirs
        ]
        return lacking or self.words


class FieldUnit(Unit):
    def __init__(self, form: forms.Form, name: str):
        self.form, self.name = form, name
        self.field = form.fields[name]
        self.label = str(self.field.label or "")

    @property
    def value(self):
        if not self.form.is_bound:
            return self.form.get_initial_for_field(self.field, self.name)
        return self.field.widget.value_from_datadict(
            self.form.data, self.form.files, self.form.add_prefix(self.name)
        )

    @property
    def values(self) -> list:
        value = self.value
        found = normal(self.field, value)
        return found if isinstance(value, StreamValue) else [found]

    @property
    def words(self) -> list[str]:
        value = self.value
        if isinstance(value, StreamValue):
            return [block_in_words(child.block, child.value) for child in value]
        return [in_words(self.field, self.field.prepare_value(value))]

    def keep(self, stored: "FieldUnit") -> None:
        value = self.field.prepare_value(stored.value)
        self.field.widget.value_from_datadict = lambda data, files, name: value

    def untouched(self, stored: "FieldUnit") -> None:
        """It stays to the letter, where the editor gives new keys to paragraphs and blocks."""
        self.keep(stored)

    def refuse(self, message: str) -> None:
        self.field.clean = _refusal(message)


class ListUnit(Unit):
    """All rows of a list, with the lists inside them."""

    def __init__(self, form: forms.Form, name: str):
        self.form, self.name = form, name
        self.formset = form.formsets[name]
        self.label = str(self.formset.model._meta.verbose_name_plural)
        if form.is_bound:
            self._settle_rows()

    def _settle_rows(self) -> None:
        """Let the list be the rows that were posted, whatever others have done with them.

        A stored row that was not posted leaves; a posted one that others have deleted comes
        back as a new one.
        """
        numbers = range(self.formset.total_form_count())
        names = [f"{self.formset.add_prefix(number)}-id" for number in numbers]
        posted = {self.formset.data.get(name) for name in names}
        stored = {str(row.pk): row for row in self.formset.get_queryset() if row.pk}
        self._manager.remove(*(stored[key] for key in stored.keys() - posted))
        for name in names:
            if self.formset.data.get(name) not in stored:
                self.formset.data[name] = ""

    @property
    def _manager(self):
        return getattr(self.formset.instance, self.name)

    @property
    def _rows(self) -> list[forms.ModelForm]:
        """The forms of the rows that there will be, in their order."""
        if not self.form.is_bound:
            return self.formset.forms
        return sorted(filter(self._stays, self.formset.forms), key=_position)

    def _stays(self, row: forms.ModelForm) -> bool:
        if row.data.get(row.add_prefix(DELETION_FIELD_NAME)):
            return False
        return row in self.formset.initial_forms or row.has_changed()

    @property
    def values(self) -> list:
        return [{unit.name: unit.values for unit in units_of(row)} for row in self._rows]

    @property
    def words(self) -> list[str]:
        return [
            ", ".join(text for unit in units_of(row) for text in unit.words if text)
            for row in self._rows
        ]

    def untouched(self, stored: "ListUnit") -> None:
        for row, stored_row in zip(self._rows, stored._rows, strict=True):
            for unit, stored_unit in zip(units_of(row), units_of(stored_row), strict=True):
                unit.untouched(stored_unit)

    def keep(self, stored: "ListUnit") -> None:
        """The stored rows stay with the page, and stand in the form when it is shown again."""
        self._manager.set(stored._manager.all())
        self.form.kept_lists[self.name] = stored.formset
        del self.form.formsets[self.name]

    def refuse(self, message: str) -> None:
        self.formset.clean = _refusal(message)


def units_of(form: forms.Form, left_out: set[str] = ABOUT_THE_ROW) -> Iterator[Unit]:
    """The units of a form, but for those named."""
    for name in form.fields:
        if name not in left_out:
            yield FieldUnit(form, name)
    for name in getattr(form, "formsets", {}):
        if name not in left_out:
            yield ListUnit(form, name)


def _position(row: forms.ModelForm) -> int:
    position = str(row.data.get(row.add_prefix(ORDERING_FIELD_NAME)))
    return int(position) if position.isdecimal() else 0


def _refusal(message: str) -> Callable[..., None]:
    def clean(*args):
        raise ValidationError(message)

    return clean
