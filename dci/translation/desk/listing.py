"""Which lanes the desk lists, and in which order."""

from django.db.models import F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.http import urlencode

from ..models import State, Translation

TITLE = "title"  # a lane's, which is one column and not one a language

UNFINISHED = ~Q(state=State.UP_TO_DATE)

# How the objects can be sorted, by the name in the desk's address.
#
# Need is the words that are left, counted once for each step of how public they are (0 for what
# no visitor sees, 3 for the pages of the menu); among equals comes first what has waited longest.
# Age is how long something has been as it is; what is up to date does not wait and comes last.
OLDEST = [F("since").asc(nulls_last=True), "settled"]
NEED = "need"
ORDERS = {
    NEED: ["-need", "-rank", *OLDEST],
    "title": ["name"],
    "-title": ["-name"],
    "age": OLDEST,
    "-age": [F("since").desc(nulls_last=True), "-settled"],
}


def listed() -> QuerySet[Translation]:
    """The lanes in which there is something to translate: not those of a picture without text.

    Asks nothing of the segments themselves, which would be read whole for every lane.
    """
    return Translation.objects.exclude(state=State.MISSING, words_left=0)


def objects(lanes: QuerySet[Translation], order: str = NEED) -> QuerySet:
    """The objects that ``lanes`` are of, in an order: dicts with the sums over their lanes.

    Of the lanes that are asked for: the French alone have their own needs.
    """
    return (
        lanes.order_by()
        .values("content_type", "object_id")
        .annotate(
            words=Sum("words_left"),
            need=Sum(F("words_left") * F("publicity")),
            rank=Max("publicity"),
            since=Min("state_since", filter=UNFINISHED),
            settled=Min("state_since"),
            name=Lower(Min(TITLE)),
        )
        .order_by(*ORDERS[order], "content_type", "object_id")
    )


def without_texts(lanes: QuerySet[Translation]) -> QuerySet[Translation]:
    """``lanes`` without their segments, which make a long row and which no list shows."""
    return lanes.defer("segments", "retired", "overrides").prefetch_related("assignee")


def lane_url(lane: Translation) -> str:
    """Where a lane is translated."""
    return reverse("translation:lane", args=[lane.pk])


def desk_url(**filters) -> str:
    """The desk with some filters: ``desk_url(language="fr", state="outdated")``."""
    query = urlencode({name: value for name, value in filters.items() if value})
    return reverse("translation:desk") + (f"?{query}" if query else "")
