"""What waits for somebody, on the admin's home page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from dci import languages

from ..models import State
from ..roles import languages_of, may_publish
from .filters import ME, STATES_TO_DO, TO_DO
from .listing import desk_url, listed, objects
from .rows import Cell, rows

SHOWN = 5


@dataclass(frozen=True)
class Task:
    """So many lanes that wait for the same, and where they are listed."""

    text: str
    url: str
    state: str


class WaitingPanel(Component):
    """Lanes that are assigned to the user, wait for their review, or have become outdated."""

    name = "translations_waiting"
    template_name = "translation/desk_home.html"
    order = 50

    class Media:
        css = {"all": ["translation/desk.css"]}

    def get_context_data(self, parent_context) -> dict:
        user = parent_context["request"].user
        mine = listed().filter(assignee=user, state__in=STATES_TO_DO)
        counted = counts(languages_of(user), user)
        return {
            "tasks": list(tasks(counted, user)),
            "mine": list(first_cells(mine, user)),
            "desk": desk_url(),
        }


def counts(codes: list[str], user) -> dict[tuple[str, str], dict]:
    """``number`` of lanes and how many are ``own`` by language and state: one query."""
    own = Count("pk", filter=Q(assignee=user))
    lanes = listed().filter(language__in=codes).order_by().values("language", "state")
    found = lanes.annotate(number=Count("pk"), own=own)
    return {(row["language"], row["state"]): row for row in found}


def tasks(counted: dict[tuple[str, str], dict], user) -> Iterator[Task]:
    """What there is to do, what somebody waits for first."""
    own = sum(row["own"] for (_code, state), row in counted.items() if state in STATES_TO_DO)
    if own:
        text = ngettext(
            "%(number)d translation is assigned to you",
            "%(number)d translations are assigned to you",
            own,
        )
        yield Task(text % {"number": own}, desk_url(assignee=ME, state=TO_DO), TO_DO)
    for code in languages.TARGETS:
        waiting = counted.get((code, State.WAITING), {}).get("number")
        if waiting and may_publish(user, code):
            text = ngettext(
                "%(language)s: %(number)d translation waits for review",
                "%(language)s: %(number)d translations wait for review",
                waiting,
            )
            yield _task(text, waiting, code, State.WAITING)
    for code in languages.TARGETS:
        if outdated := counted.get((code, State.OUTDATED), {}).get("number"):
            text = ngettext(
                "%(language)s: %(number)d translation is outdated",
                "%(language)s: %(number)d translations are outdated",
                outdated,
            )
            yield _task(text, outdated, code, State.OUTDATED)


def _task(text: str, number: int, code: str, state: State) -> Task:
    words = {"language": capfirst(languages.name(code)), "number": number}
    return Task(text % words, desk_url(language=code, state=state), state)


def first_cells(lanes, user) -> Iterator[Cell]:
    """The lanes that need most among ``lanes``, a few of them."""
    for row in rows(objects(lanes)[:SHOWN], user, lanes):
        yield from filter(None, row.cells)
