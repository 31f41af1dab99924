"""Rows of many tables in one query.

A page shows figures, milestones, organisations, logos, documents; Django's ``prefetch_related``
asks for each table by itself, and building these queries is most of the work of a page. Here they
are built once a process, for any keys, and travel together: each row as a list in JSON.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property

from django.db import connections, models
from django.db.models import Field, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.queryset import FakeQuerySet
from wagtail.fields import StreamField
from wagtail.models import AbstractPage

# In the place of the keys, which travel as a list in JSON as well.
KEYS = "the keys"
LISTED = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::{} FROM json_array_elements_text(%s::json)",
}
ROW = {"sqlite": "json_array({})", "postgresql": "json_build_array({})::text"}
TEXTS = (models.CharField, models.TextField)
# What is not in JSON as it is in Python.
READ = (models.DateField, models.DecimalField, models.UUIDField, StreamField)


@dataclass(frozen=True)
class Wanted:
    """The rows of ``model`` whose column ``by`` is one of ``keys``, with what ``lookups`` name.

    ``None`` in place of keys means all rows. Lookups are written as for ``prefetch_related``:
    "logo__renditions". Of pages the bodies stay behind, unless they are ``whole``.
    """

    model: type[Model]
    keys: Iterable[int | str] | None
    lookups: tuple[str, ...] = ()
    by: str = "pk"
    whole: bool = False

    @property
    def listed(self) -> str:
        return json.dumps(sorted({*(self.keys or ())} - {None}))

    def plan(self, database: str) -> tuple["Statement", ...]:
        """What to ask; nothing where there is nothing to look for."""
        if self.keys is None:
            return _plan(self.model, "", self.lookups, self.whole, database)
        if self.listed == "[]":
            return ()
        return _plan(self.model, self.by, self.lookups, self.whole, database)


@dataclass(frozen=True)
class Statement:
    """Asks for the rows of one table; ``step`` leads there from those of ``before``."""

    model: type[Model]
    sql: str
    parameters: tuple
    columns: tuple[Field, ...]
    before: int = 0
    step: Field | None = None

    @cached_property
    def names(self) -> list[str]:
        return [column.attname for column in self.columns]

    @cached_property
    def read(self) -> list[tuple[int, Callable]]:
        """The places of what JSON does not give as Python has it, and what reads it."""
        reads = [(place, _reads(column)) for place, column in enumerate(self.columns)]
        return [(place, read) for place, read in reads if read]

    @cached_property
    def beside(self) -> dict[str, object]:
        """What every object of the model has, beside its columns, as soon as it is made."""
        values = [1 if column.primary_key else None for column in self.columns]
        made = vars(self.model.from_db("", self.names, values))
        return {name: made[name] for name in made.keys() - {"_state", *self.names}}

    def row(self, values: list, database: str) -> Model:
        """As ``from_db`` would make it, which for a list of pages takes longer than the query."""
        for place, read in self.read:
            if values[place] is not None:
                values[place] = read(values[place])
        row = self.model.__new__(self.model)
        row._state = ModelState()
        row._state.adding, row._state.db = False, database
        vars(row).update((name, copy(value)) for name, value in self.beside.items())
        vars(row).update(zip(self.names, values, strict=True))
        return row


@dataclass
class Found:
    """The rows of one statement, by key."""

    statement: Statement
    rows: dict[int, Model] = field(default_factory=dict)


def at_once(*wanted: Wanted) -> list[dict[int, Model]]:
    """For each of ``wanted`` its rows by key, in the order of their model; one query for all.

    The bodies of pages stay behind, and are asked for if somebody needs them.
    """
    asked, own = [], []
    database = wanted[0].model._base_manager.db if wanted else ""
    for one in wanted:
        plan = one.plan(database)
        own.append(slice(len(asked), len(asked) + len(plan)))
        asked += [(statement, one.listed) for statement in plan]
    found = [Found(statement) for statement, _keys in asked]
    for place, values in _rows(asked, database):
        row = found[place].statement.row(values, database)
        found[place].rows[row.pk] = row
    for part in own:
        _join(found[part])
    return [
        _in_order(one.model, found[part.start].rows) if part.start < part.stop else {}
        for one, part in zip(wanted, own, strict=True)
    ]


def fetch_related(rows: Iterable[Model], *lookups: str) -> list[Model]:
    """``rows`` as a list, with what ``lookups`` name fetched along in one query.

    What the first step of a lookup leads to may be there already, and stays.
    A page being previewed has rows without a primary key, below which there is nothing to fetch.
    """
    rows = list(rows)
    if stored := [row for row in rows if row.pk]:
        fetch(stored, lookups)
    return rows


def fetch(
    rows: list[Model], lookups: Iterable[str], beside: Iterable[Wanted] = ()
) -> list[dict[int, Model]]:
    """The same; and in the same query what is wanted ``beside``, which is returned."""
    firsts = defaultdict(list)
    for lookup in lookups:
        name, _, rest = lookup.partition("__")
        step = rows[0]._meta.get_field(name)
        if not all(_has(row, step) for row in rows):
            firsts[step] += [rest] if rest else []
    steps = [*firsts]
    wanted = [_beyond(step, rows, tuple(firsts[step])) for step in steps]
    found = at_once(*wanted, *beside)
    for step, others in zip(steps, found, strict=False):
        _attach(step, rows, others)
    return found[len(steps) :]


def _has(row: Model, step: Field) -> bool:
    if step.many_to_many or step.one_to_many:
        return step.name in _prefetched(row)
    return step.is_cached(row)


def _beyond(step: Field, rows: list[Model], lookups: tuple[str, ...]) -> Wanted:
    """What lies beyond the first step from ``rows``, which are here already."""
    if step.many_to_many:
        through, target = step.remote_field.through, step.m2m_reverse_field_name()
        deeper = tuple(f"{target}__{lookup}" for lookup in lookups)
        keys = [row.pk for row in rows]
        return Wanted(through, keys, (target, *deeper), f"{step.m2m_field_name()}_id")
    if step.one_to_many:
        return Wanted(step.related_model, [row.pk for row in rows], lookups, step.field.attname)
    return Wanted(step.related_model, [getattr(row, step.attname) for row in rows], lookups)


@cache
def _plan(
    model: type[Model], by: str, lookups: tuple[str, ...], whole: bool, database: str
) -> tuple[Statement, ...]:
    """The statements for the rows themselves, all without ``by``, and for each step from them."""
    asked = [_rows_by(model, by, database)]
    plan, places = [_statement(asked[0], whole=whole)], {"": 0}
    for lookup in lookups:
        path = ""
        for name in lookup.split("__"):
            before, path = path, f"{path}__{name}"
            if path in places:
                continue
            at = places[before]
            for step in _steps(asked[at].model._meta.get_field(name)):
                asked.append(_next(asked[at], step))
                plan.append(_statement(asked[-1], at, step))
                at = len(plan) - 1
            places[path] = at
    return tuple(plan)


def _rows_by(model: type[Model], by: str, database: str) -> QuerySet:
    rows = model._base_manager.using(database)
    if not by:
        return rows.all()
    is_text = by != "pk" and isinstance(model._meta.get_field(by), TEXTS)
    listed = LISTED[connections[database].vendor].format("text" if is_text else "bigint")
    return rows.filter(**{f"{by}__in": RawSQL(listed, [KEYS])})  # noqa: S611  our own SQL


def _steps(step: Field) -> list[Field]:
    """From many to many there are two: to the rows between, and from there."""
    if not step.many_to_many:
        return [step]
    return [step, step.remote_field.through._meta.get_field(step.m2m_reverse_field_name())]


def _next(rows: QuerySet, step: Field) -> QuerySet:
    if step.many_to_many:
        links = step.remote_field.through._base_manager.using(rows.db)
        return links.filter(**{f"{step.m2m_field_name()}__in": rows.values("pk")})
    others = step.related_model._base_manager.using(rows.db)
    if step.one_to_many:
        return others.filter(**{f"{step.field.name}__in": rows.values("pk")})
    return others.filter(pk__in=rows.values(step.attname))


def _statement(
    rows: QuerySet, before: int = 0, step: Field | None = None, whole: bool = False
) -> Statement:
    compiler = rows.order_by().query.get_compiler(rows.db)
    sql, parameters = compiler.as_sql(with_col_aliases=True)
    columns = {
        f"col{number}": column.target
        for number, (column, _sql, _alias) in enumerate(compiler.select, start=1)
        if whole
        or not (issubclass(rows.model, AbstractPage) and isinstance(column.target, StreamField))
    }
    row = ROW[compiler.connection.vendor].format(", ".join(columns))
    sql = f"{row} FROM ({sql}) AS rows"
    return Statement(rows.model, sql, tuple(parameters), (*columns.values(),), before, step)


def _rows(asked: list[tuple[Statement, str]], database: str) -> Iterator[tuple[int, list]]:
    """The place of its statement, and the values of its columns, for each row."""
    sql = " UNION ALL ".join(
        f"SELECT {place}, {statement.sql}" for place, (statement, _keys) in enumerate(asked)
    )
    parameters = [
        keys if value == KEYS else value
        for statement, keys in asked
        for value in statement.parameters
    ]
    if not asked:
        return
    with connections[database].cursor() as cursor:
        cursor.execute(sql, parameters)
        for place, row in cursor.fetchall():
            yield place, json.loads(row)


def _reads(column: Field) -> Callable | None:
    """What makes a value of ``column`` from one in JSON, where it is another."""
    if isinstance(column, models.BooleanField):
        return bool
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, CountryField):
        return column.get_clean_value
    return column.to_python if isinstance(column, READ) else None


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _join(found: list[Found]) -> None:
    for one in reversed(found):
        if one.statement.step:
            rows = [*found[one.statement.before].rows.values()]
            _attach(one.statement.step, rows, _in_order(one.statement.model, one.rows))


def _attach(step: Field, rows: list[Model], others: dict[int, Model]) -> None:
    """Let ``rows`` have ``others``, to which ``step`` leads, as if they had been prefetched."""
    if step.many_to_many:
        _attach_many_to_many(step, rows, others)
    elif step.one_to_many:
        _attach_many(step, rows, others)
    else:
        for row in rows:
            step.set_cached_value(row, others.get(getattr(row, step.attname)))


def _attach_many(step: Field, rows: list[Model], others: dict[int, Model]) -> None:
    groups = defaultdict(list)
    for other in others.values():
        groups[getattr(other, step.field.attname)].append(other)
    for row in rows:
        _prefetched(row)[step.name] = _as_queryset(row, step, groups[row.pk])
        for other in groups[row.pk]:
            step.field.set_cached_value(other, row)


def _as_queryset(row: Model, step: Field, others: list[Model]) -> QuerySet | FakeQuerySet:
    """``others``, as ``row`` gives its rows; to build the query for them would take longest."""
    if isinstance(step.field, ParentalKey):
        return FakeQuerySet(step.related_model, others)
    fetched = getattr(row, step.get_accessor_name()).get_queryset()
    fetched._result_cache, fetched._prefetch_done = others, True
    return fetched


def _attach_many_to_many(step: Field, rows: list[Model], links: dict[int, Model]) -> None:
    own, other = f"{step.m2m_field_name()}_id", step.m2m_reverse_field_name()
    groups = defaultdict(dict)
    for link in links.values():
        target = getattr(link, other)
        groups[getattr(link, own)][target.pk] = target
    for row in rows:
        targets = [*_in_order(step.related_model, groups[row.pk]).values()]
        _prefetched(row)[step.name] = FakeQuerySet(step.related_model, targets)


def fetched(row: Model, name: str) -> list[Model]:
    """The rows that ``name`` leads to from ``row``, as its manager gives them.

    A draft's own first, then those that were fetched along: modelcluster builds two managers to
    look for them, which for a list of pages takes longer than the query.
    """
    is_drafted = name in row.__dict__.get("_cluster_related_objects", ())
    if is_drafted or name not in _prefetched(row):
        return [*getattr(row, name).all()]
    return [*_prefetched(row)[name]]


def _prefetched(row: Model) -> dict:
    return row.__dict__.setdefault("_prefetched_objects_cache", {})


def _in_order(model: type[Model], rows: dict[int, Model]) -> dict[int, Model]:
    """As the model sorts its rows, for a union knows no order."""
    names = model._meta.ordering or ["pk"]

    def place(row: Model) -> list[tuple]:
        values = [getattr(row, name) for name in names]
        return [(value is not None, _comparable(value)) for value in values]

    return {row.pk: row for row in sorted(rows.values(), key=place)}


def _comparable(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value or 0
