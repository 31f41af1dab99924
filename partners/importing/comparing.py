"""What a table would change in the register, row by row. Nothing is written here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dci import languages, sheets
from dci.translation.exchange.refusal import Refusal

from ..columns import KEY, WRITTEN, field_of, shown, value_of
from ..models import Organisation

NAME = languages.column("name", languages.SOURCE)
MOST_ROWS = 2000


@dataclass(frozen=True)
class Sent:
    """A row of the table: its number there, and the text of each field that it has."""

    line: int
    texts: dict[str, str]
    problem: str = ""


@dataclass
class Row:
    """A row with the organisation that it means; ``problem`` says why it can't be written."""

    sent: Sent
    organisation: Organisation | None = None
    before: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def is_new(self) -> bool:
        return not self.problem and not self.organisation.pk

    @cached_property
    def changes(self) -> list[tuple[str, str, str]]:
        """Label, text before and text after, of each field that would be another."""
        after = shown(self.organisation)
        return [
            (str(label), self.before.get(name, ""), after[name])
            for name, label in WRITTEN.items()
            if self.before.get(name, "") != after[name]
        ]

    @property
    def is_changed(self) -> bool:
        return not self.problem and not self.is_new and bool(self.changes)

    @property
    def title(self) -> str:
        return self.sent.texts.get(NAME) or str(self.organisation or "")


def received(content: bytes) -> list[Sent]:
    """The rows of a file. Raises ``Refusal`` for one that is no table of organisations."""
    head, *lines = sheets.read(content, MOST_ROWS)
    fields = [field_of(heading) for heading in head.cells]
    if NAME not in fields and KEY not in fields:
        text = _("No column is called “%(name)s”. Begin from the list that can be downloaded.")
        raise Refusal(text % {"name": WRITTEN[NAME]})
    if doubled := [name for name, number in Counter(filter(None, fields)).items() if number > 1]:
        text = _("The column “%(name)s” is there twice.")
        raise Refusal(text % {"name": WRITTEN.get(doubled[0], doubled[0])})
    return [Sent(line.number, _texts(fields, line.cells), line.problem) for line in lines]


def _texts(fields: list[str | None], cells: list[str]) -> dict[str, str]:
    cells = [*cells, *[""] * (len(fields) - len(cells))]
    return {name: cell for name, cell in zip(fields, cells, strict=False) if name}


def compare(rows: Iterable[Sent]) -> list[Row]:
    """Each row with the organisation as it would be; two queries, whatever their number."""
    register = {organisation.pk: organisation for organisation in Organisation.objects.all()}
    by_name: dict[str, list[int]] = {}
    for pk, organisation in register.items():
        by_name.setdefault(_key(organisation.name_en), []).append(pk)
    taken: dict[object, int] = {}
    return [_row(sent, register, by_name, taken) for sent in rows]


def _row(sent: Sent, register: dict, by_name: dict, taken: dict) -> Row:
    try:
        if sent.problem:
            raise Refusal(sent.problem)
        pk = _meant(sent, register, by_name)
        _only_once(sent, pk, taken)
        organisation = register[pk] if pk else Organisation()
        row = Row(sent, organisation, shown(organisation) if pk else {})
        for name, text in sent.texts.items():
            if name in WRITTEN and text != " ".join(row.before.get(name, "").split()):
                _put(organisation, name, text)
        _check(organisation)
    except Refusal as refusal:
        return Row(sent, problem=str(refusal))
    return row


def _meant(sent: Sent, register: dict, by_name: dict) -> int | None:
    """The key of the organisation that a row is about, ``None`` for a new one."""
    if number := sent.texts.get(KEY, ""):
        if not (number.isdecimal() and len(number) < 19 and int(number) in register):
            text = _("There is no organisation with the number %(number)s.")
            raise Refusal(text % {"number": number[:40]})
        return int(number)
    name = sent.texts.get(NAME, "")
    if not name:
        raise Refusal(_("The name is missing."))
    found = by_name.get(_key(name), [])
    if len(found) > 1:
        raise Refusal(_("Several organisations have this name: write the number as well."))
    return found[0] if found else None


def _only_once(sent: Sent, pk: int | None, taken: dict) -> None:
    line = taken.setdefault(pk or _key(sent.texts.get(NAME, "")), sent.line)
    if line != sent.line:
        text = _("The same organisation stands in line %(line)d.")
        raise Refusal(text % {"line": line})


def _put(organisation: Organisation, name: str, text: str) -> None:
    value = value_of(name, text)
    if value is None:
        words = {"field": capfirst(str(WRITTEN[name])), "text": text[:60]}
        raise Refusal(_("%(field)s: “%(text)s” is not known.") % words)
    setattr(organisation, name, value)


def _check(organisation: Organisation) -> None:
    """Raise ``Refusal`` for a text that is too long or no address; choices are known by now."""
    texts = set(WRITTEN) - {"kind", "country"}
    try:
        organisation.clean_fields({part.name for part in organisation._meta.fields} - texts)
    except ValidationError as error:
        name, said = next(iter(error.message_dict.items()))
        raise Refusal(f"{capfirst(str(WRITTEN[name]))}: {said[0]}") from error


def _key(name: str | None) -> str:
    return (name or "").casefold()
