"""Several people at once: threads, each with a connection to the database of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def together(*actions: Callable) -> list:
    """What the actions return, all begun at the same moment."""
    start = Barrier(len(actions))

    def act(action: Callable):
        try:
            start.wait()
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as people:
        return [begun.result() for begun in [people.submit(act, action) for action in actions]]
