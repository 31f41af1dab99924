"""What the process of the tests keeps in memory."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

MOST = 50  # megabytes that thousands of requests may leave behind


def resident() -> float:
    """Megabytes of this process, without what can be thrown away."""
    gc.collect()
    return psutil.Process(os.getpid()).memory_info().rss / 1024**2


@contextmanager
def steady() -> Iterator[None]:
    """What runs inside leaves no more than ``MOST`` megabytes behind.

    Nothing is logged meanwhile: pytest keeps every record, with all that its traceback refers to.
    """
    before = resident()
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
    grown = resident() - before
    assert grown < MOST, f"{grown:.0f} MB more than before"
