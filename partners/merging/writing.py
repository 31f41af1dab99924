"""Making one organisation of two."""

from collections.abc import Collection

from django.db import models, transaction
from wagtail.actions.delete import DeleteAction
from wagtail.log_actions import log

from dci.replacing.writing import replace_everywhere
from dci.row_lock import row_lock
from dci.translation import lanes
from dci.translation.alignment import VALID
from dci.translation.models import Translation

from ..models import Organisation, Relationship
from .fields import FIELDS, TEXTS, same_in, stamp
from .history import MERGED


class ChangedMeanwhile(Exception):  # noqa: N818 what the person is told, not a fault
    """One of the two is no longer what was seen."""


@transaction.atomic
def merge(kept_pk: int, other_pk: int, taken: Collection[str], seen: str, user: models.Model):
    """Let one organisation be both; the other is deleted, and all that used it uses this one.

    ``taken`` names the fields that the other's value is kept of, ``seen`` is the ``stamp`` of both
    as they were looked at. Raises ``ChangedMeanwhile``, or what ``replace_everywhere`` raises; all
    is as it was then. Returns the organisation.
    """
    with row_lock(Organisation, *sorted((kept_pk, other_pk))):
        found = Organisation.objects.in_bulk([kept_pk, other_pk])
        if len(found) < 2 or stamp(found[kept_pk], found[other_pk]) != seen:
            raise ChangedMeanwhile
        kept, other = found[kept_pk], found[other_pk]
        fields = [name for name in FIELDS if name in taken]
        texts = _texts_of(other, [name for name in TEXTS if f"{name}_en" in fields])
        drafts = Translation.objects.of(kept).filter(has_unpublished_changes=True)
        drafted = set(drafts.values_list("language", flat=True))
        replace_everywhere(other, kept, user, left=(kept, other))
        _join_relationships(kept, other)
        kept = Organisation.objects.get(pk=kept.pk)
        for name in fields:
            setattr(kept, name, getattr(other, name))
        kept.full_clean()
        kept.save()
        _carry_over(kept, texts, drafted, user)
        data = {"other": str(other), "fields": fields}
        log(instance=kept, action=MERGED, user=user, data=data, content_changed=True)
        DeleteAction(Organisation.objects.get(pk=other.pk), user=user).execute(
            skip_permission_checks=True
        )
    return kept


def _join_relationships(kept: Organisation, other: Organisation) -> None:
    """The rows of both, but none twice and none between the two."""
    kept.relationships.filter(other=other).delete()
    rows = list(Relationship.objects.filter(organisation=kept))
    for row in Relationship.objects.filter(organisation=other).exclude(other=kept):
        if not same_in(rows, row):
            rows.append(row)
    for place, row in enumerate(rows):
        Relationship.objects.filter(pk=row.pk).update(organisation=kept, sort_order=place)


def _texts_of(other: Organisation, names: list[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """By language and path, source and translation of what comes from ``other`` and is public."""
    begins = tuple([f"{name}{sign}" for name in names for sign in ".#"] + ["relationships."])
    return {
        lane.language: {
            segment.path: (segment.source, segment.target)
            for segment in lane.get_segments()
            if segment.state == VALID and f"{segment.path}.".startswith(begins)
        }
        for lane in Translation.objects.of(other).filter(live=True)
    }


def _carry_over(kept: Organisation, texts: dict, drafted: set[str], user: models.Model) -> None:
    """Let the languages keep what has been public of the other, and stay public as a whole."""
    for language, known in texts.items():
        segments = lanes.segments(kept, language)
        answers = {
            segment.path: known[segment.path][1]
            for segment in segments
            if segment.path in known and known[segment.path][0] == segment.source
        }
        if not answers:
            continue
        lanes.save_draft(kept, language, answers, user=user)
        is_whole = all(segment.state == VALID or segment.path in answers for segment in segments)
        if is_whole and language not in drafted:
            lanes.publish(kept, language, user=user)
