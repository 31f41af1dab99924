"""The table of the desk: a row an object, a cell a language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from dci import languages

from ..models import State, Translation
from ..roles import may_translate
from .listing import lane_url, without_texts

A_MINUTE = timedelta(minutes=1)


@dataclass
class Cell:
    """An object in one language, as far as ``user`` is concerned."""

    language: str
    lane: Translation
    user: object

    @property
    def address(self) -> str:
        """Where the lane is translated."""
        return lane_url(self.lane)

    @property
    def is_open(self) -> bool:
        """Whether the user may translate it."""
        return may_translate(self.user, self.language)

    @property
    def language_name(self) -> str:
        return capfirst(languages.name(self.language))

    @property
    def state(self) -> str:
        return str(capfirst(State(self.lane.state).label))

    @property
    def has_draft(self) -> bool:
        """Whether something was saved beside what visitors read."""
        return self.lane.live and self.lane.has_unpublished_changes

    @property
    def age(self) -> str:
        """For how long the state has been what it is."""
        return age(self.lane.state_since)

    @property
    def is_mine(self) -> bool:
        return self.lane.assignee_id == self.user.pk

    @property
    def assignee(self) -> str:
        """Who sees to the lane, "" where nobody does."""
        return get_user_display_name(self.lane.assignee) if self.lane.assignee_id else ""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to translate: it says so, and there is nothing to choose."""
        return self.lane.state == State.MISSING and not self.lane.words_left


@dataclass
class Row:
    """An object with its lanes; ``words`` and ``since`` are of those that are asked for."""

    lanes: dict[str, Translation]
    user: object
    words: int
    since: datetime | None

    @property
    def age(self) -> str:
        """For how long something has been unfinished, "" where nothing is."""
        return age(self.since) if self.since else ""

    @property
    def _any(self) -> Translation:
        return next(iter(self.lanes.values()))

    @property
    def title(self) -> str:
        return self._any.title

    @property
    def type(self) -> str:
        """What kind of thing it is; a page is of its own type."""
        key = self._any.specific_type_id or self._any.content_type_id
        return str(capfirst(ContentType.objects.get_for_id(key).model_class()._meta.verbose_name))

    @cached_property
    def cells(self) -> list[Cell | None]:
        """One for each language, ``None`` where there is no lane yet."""
        return [
            Cell(code, self.lanes[code], self.user) if code in self.lanes else None
            for code in languages.TARGETS
        ]


def rows(found: Iterable[dict], user, lanes: QuerySet[Translation] | None = None) -> list[Row]:
    """The rows of ``listing.objects``, in their order: with all their lanes, or with ``lanes``."""
    by_object = {(item["content_type"], item["object_id"]): (item, {}) for item in found}
    if lanes is None:
        lanes = Translation.objects.filter(object_id__in={key for _type, key in by_object})
    for lane in without_texts(lanes):
        _item, own = by_object.get((lane.content_type_id, lane.object_id), (None, {}))
        own[lane.language] = lane
    return [Row(own, user, item["words"], item["since"]) for item, own in by_object.values() if own]


def age(since: datetime) -> str:
    """How long ago that was, roughly: "3 weeks"."""
    is_new = timezone.now() - since < A_MINUTE
    return _("a moment") if is_new else timesince(since, depth=1)
