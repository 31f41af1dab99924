"""What waits for somebody, on the admin's home page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from dci import languages

from ..models import State, Translation
from ..roles import languages_of, may_publish
from .filters import ME, NOBODY, STATES_TO_DO, TO_DO
from .listing import desk_url, listed, objects, without_texts
from .rows import Cell, rows

SHOWN = 5


@dataclass(frozen=True)
class Task:
    """So many lanes that wait for the same, where they are listed, and the first of them."""

    text: str
    url: str
    state: str
    cells: list[Cell] = field(default_factory=list)


class WaitingPanel(Component):
    """Lanes that were returned to the user, are theirs, wait for their review, or for anybody."""

    name = "translations_waiting"
    template_name = "translation/desk_home.html"
    order = 50

    class Media:
        css = {"all": ["translation/desk.css"]}

    def get_context_data(self, parent_context) -> dict:
        return {
            "tasks": list(tasks(parent_context["request"].user)),
            "desk": desk_url(),
            "source": languages.SOURCE,
        }


def tasks(user) -> Iterator[Task]:
    """What there is to do for ``user``, what somebody waits for first."""
    if returned := returned_to(user):
        yield returned
    if mine := first_mine(user):
        yield mine
    codes = languages_of(user)
    counted = counts(codes)
    for code in languages.TARGETS:
        waiting = counted.get((code, State.WAITING))
        if waiting and may_publish(user, code):
            text = ngettext(
                "%(language)s: %(number)d translation waits for review",
                "%(language)s: %(number)d translations wait for review",
                waiting,
            )
            yield _task(text, waiting, code, State.WAITING)
    for code in languages.TARGETS:
        if outdated := counted.get((code, State.OUTDATED)):
            text = ngettext(
                "%(language)s: %(number)d translation is outdated",
                "%(language)s: %(number)d translations are outdated",
                outdated,
            )
            yield _task(text, outdated, code, State.OUTDATED)
    free = counts(codes, assignee=None)
    for code in languages.TARGETS:
        if missing := free.get((code, State.MISSING)):
            text = ngettext(
                "%(language)s: %(number)d translation is missing, and nobody has it",
                "%(language)s: %(number)d translations are missing, and nobody has them",
                missing,
            )
            yield _task(text, missing, code, State.MISSING, assignee=NOBODY)


def returned_to(user) -> Task | None:
    """What ``user`` has submitted and is to change."""
    reviews = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Translation),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=user,
    )
    keys = [int(key) for key in reviews.values_list("object_id", flat=True)]
    lanes = without_texts(Translation.objects.filter(pk__in=keys, language__in=languages_of(user)))
    cells = [Cell(lane.language, lane, user) for lane in lanes.order_by("-state_since", "pk")]
    if not cells:
        return None
    text = ngettext(
        "%(number)d translation was returned to you",
        "%(number)d translations were returned to you",
        len(cells),
    )
    # Whatever the desk lists, these are in no list of its own: the first of them is opened.
    return Task(text % {"number": len(cells)}, cells[0].address, cells[0].lane.state, cells[:SHOWN])


def first_mine(user) -> Task | None:
    """What is assigned to ``user`` and is their turn, with what needs most."""
    mine = listed().filter(assignee=user, state__in=STATES_TO_DO)
    number = mine.count()
    if not number:
        return None
    text = ngettext(
        "%(number)d translation is assigned to you",
        "%(number)d translations are assigned to you",
        number,
    )
    found = rows(objects(mine)[:SHOWN], user, mine)
    cells = [cell for row in found for cell in row.cells if cell]
    return Task(text % {"number": number}, desk_url(assignee=ME, state=TO_DO), TO_DO, cells)


def counts(codes: list[str], **conditions) -> dict[tuple[str, str], int]:
    """How many lanes there are in each of these languages and each state: one query."""
    lanes = listed().filter(language__in=codes, **conditions).order_by().values("language", "state")
    found = lanes.annotate(number=Count("pk"))
    return {(row["language"], row["state"]): row["number"] for row in found}


def _task(text: str, number: int, code: str, state: State, **filters) -> Task:
    words = {"language": capfirst(languages.name(code)), "number": number}
    return Task(text % words, desk_url(language=code, state=state, **filters), state)
