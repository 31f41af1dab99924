"""On the admin's home page: what waits for the person who looks at it.

Each app says what it knows of with the hook ``register_waiting``: a function of the user that
yields a ``Waiting`` for each kind of thing, and nothing where nothing waits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.ui.components import Component

from dci import languages

from .rights import may_edit_some

HOOK = "register_waiting"
SHOWN = 5
WAGTAILS = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}


@dataclass(frozen=True)
class Entry:
    """One thing, where it is seen to, and a word about it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Waiting:
    """So many things that wait for the same, the first of them, and where all of them are."""

    heading: str
    number: int
    entries: list[Entry]
    url: str = ""


def first_of(
    heading: str, rows: QuerySet, entry: Callable[..., Entry], url: str = ""
) -> Iterator[Waiting]:
    """The first of ``rows``, each made an ``entry`` of: two queries, however many there are."""
    if number := rows.count():
        yield Waiting(heading, number, [entry(row) for row in rows[:SHOWN]], url)


def all_waiting(user) -> list[Waiting]:
    return [one for hook in hooks.get_hooks(HOOK) for one in hook(user)]


class WaitingPanel(Component):
    """Says also that nothing waits, to those who edit; others have it where something does."""

    name = "waiting"
    template_name = "editing/waiting.html"
    order = 20

    def __init__(self, found: list[Waiting]):
        self.found = found

    def get_context_data(self, parent_context) -> dict:
        return {"waiting": self.found, "source": languages.SOURCE}


def add_panel(request, panels: list[Component]) -> None:
    """In the place of Wagtail's two panels of reviews, which ask the database for each row."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in WAGTAILS]
    found = all_waiting(request.user)
    if found or may_edit_some(request.user):
        panels.append(WaitingPanel(found))
