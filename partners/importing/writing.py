"""Writing what a table changes: all of it, or nothing."""

import hashlib
import json
from dataclasses import dataclass, field

from django.db import models, transaction
from wagtail.log_actions import log

from dci.row_lock import row_lock, table_lock

from ..models import Organisation
from .comparing import Row, Sent, compare

MOST_AT_ONCE = 500  # a transaction of some ten seconds, while others wait on SQLite


@dataclass
class Outcome:
    """What became of the rows of a table."""

    added: list[Organisation] = field(default_factory=list)
    changed: list[Organisation] = field(default_factory=list)
    changed_meanwhile: list[Row] = field(default_factory=list)


def stamps(rows: list[Row]) -> dict[str, str]:
    """For each row that would be written now, what it would write over."""
    written = [row for row in rows if row.is_new or row.is_changed][:MOST_AT_ONCE]
    return {str(row.sent.line): _stamp(row) for row in written}


@transaction.atomic
def write(sent: list[Sent], seen: dict[str, str], user: models.Model) -> Outcome:
    """Write the rows that somebody has ``seen``, as ``stamps`` has it, and log each as theirs.

    They are compared again under lock: an organisation that is no longer as it was seen is left
    as it is. Anything that fails takes all of it back.
    """
    keys = [row.organisation.pk for row in compare(sent) if row.organisation]
    outcome = Outcome()
    with table_lock(Organisation), row_lock(Organisation, *filter(None, keys)):
        for row in compare(sent):
            line = str(row.sent.line)
            if line not in seen or not (row.problem or row.is_new or row.is_changed):
                continue
            if row.problem or seen[line] != _stamp(row):
                outcome.changed_meanwhile.append(row)
                continue
            action = "wagtail.create" if row.is_new else "wagtail.edit"
            (outcome.added if row.is_new else outcome.changed).append(row.organisation)
            row.organisation.save()
            log(instance=row.organisation, action=action, user=user, content_changed=True)
    return outcome


def _stamp(row: Row) -> str:
    text = json.dumps([row.organisation.pk, row.before], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
