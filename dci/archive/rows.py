"""A table as lines of JSON, one a row, the same on every kind of database.

Values are read and written as the database has them, past the fields of the models: a stored text
or block that today's code would write otherwise is neither mended nor lost.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, cached_property
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.expressions import Col

AT_A_TIME = 500
# Fields that do more than their column: what they keep is written as that of a plain one.
PLAIN = {
    "AutoField": models.IntegerField,
    "BigAutoField": models.BigIntegerField,
    "FileField": models.CharField,
}


class Table:
    """The table of ``model``. The columns in ``emptied`` lead to what stays behind.

    ``forgotten`` has the keys that do so inside a column of JSON, each with what stands there then.
    """

    def __init__(
        self,
        model: type[models.Model],
        emptied: Iterable[str] = (),
        forgotten: Mapping[str, dict] | None = None,
    ):
        self.model, self.emptied, self.forgotten = model, set(emptied), forgotten or {}
        self.name = model._meta.label_lower

    @cached_property
    def columns(self) -> list["Column"]:
        return [Column(field) for field in self.model._meta.local_concrete_fields]

    def lines(self) -> Iterator[str]:
        """Every row in the order of its key, read little by little."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(self._select)
            while rows := cursor.fetchmany(AT_A_TIME):
                yield from map(self._line, rows)

    def _line(self, row: tuple) -> str:
        values = {
            column.name: None if column.name in self.emptied else column.value(stored)
            for column, stored in zip(self.columns, row, strict=True)
        }
        for name, instead in self.forgotten.items():
            values[name] |= {key: instead[key] for key in instead.keys() & values[name].keys()}
        return json.dumps(
            values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_text
        )

    def insert(self, lines: Iterable[str]) -> None:
        """Write rows as ``lines`` gave them. Raises ``KeyError`` or ``ValueError`` for others."""
        with connection.cursor() as cursor:
            for some in batches(lines):
                rows = [
                    [column.stored(row[column.name]) for column in self.columns] for row in some
                ]
                cursor.executemany(self._insert, rows)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self._table}")  # noqa: S608 the name is the model's

    @property
    def files(self) -> list[str]:
        """The columns that name an uploaded file."""
        fields = self.model._meta.local_concrete_fields
        return [field.column for field in fields if isinstance(field, models.FileField)]

    # -- SQL, of the names of the models only ---------------------------------------------

    @cached_property
    def _table(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @cached_property
    def _names(self) -> str:
        return ", ".join(connection.ops.quote_name(column.name) for column in self.columns)

    @property
    def _select(self) -> str:
        key = connection.ops.quote_name(self.model._meta.pk.column)
        return f"SELECT {self._names} FROM {self._table} ORDER BY {key}"  # noqa: S608

    @cached_property
    def _insert(self) -> str:
        places = ", ".join(["%s"] * len(self.columns))
        return f"INSERT INTO {self._table} ({self._names}) VALUES ({places})"  # noqa: S608


class Column:
    """What a column holds, in Python and in the database."""

    def __init__(self, field: models.Field):
        self.name, self.is_empty = field.column, field.null
        self.kind = _plain(_kind(field))
        self.is_json = isinstance(self.kind, models.JSONField)

    @cached_property
    def _converters(self) -> list[Callable]:
        """The database's own, which know what SQLite keeps as text or as a number."""
        return connection.ops.get_db_converters(Col("", self.kind))

    def value(self, stored):
        for convert in self._converters:
            stored = convert(stored, None, connection)
        return json.loads(stored) if self.is_json and stored is not None else stored

    def stored(self, value):
        if self.is_json and value is None and not self.is_empty:
            return connection.ops.adapt_json_value(None, None)
        return self.kind.get_db_prep_save(self.kind.to_python(value), connection)


def batches(lines: Iterable[str]) -> Iterator[list[dict]]:
    lines = iter(lines)
    while some := [json.loads(line) for line in islice(lines, AT_A_TIME)]:
        yield some


def reset_sequences(tables: Iterable[Table]) -> None:
    """Let the keys of new rows begin behind those that were written."""
    found = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)


def _kind(field: models.Field) -> str:
    while field.is_relation:
        field = field.target_field
    return field.get_internal_type()


@cache
def _plain(kind: str) -> models.Field:
    return PLAIN.get(kind, getattr(models, kind))()


def _text(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return str(value)
