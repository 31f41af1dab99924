"""What the process of the tests keeps in memory."""

import ctypes
import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

MOST = 50  # megabytes that thousands of requests may leave behind
OF_PYTHON = 700, 10, 10  # when it looks for garbage; the other tests let it wait much longer


def resident() -> float:
    """Megabytes of this process, without what can be thrown away.

    That is garbage, and memory that Python has given back to the C library: after one request with
    thousands of rows it keeps hundreds of megabytes for the next one. glibc lets itself be asked.
    """
    gc.collect()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
    return psutil.Process(os.getpid()).memory_info().rss / 1024**2


@contextmanager
def steady() -> Iterator[None]:
    """What runs inside leaves no more than ``MOST`` megabytes behind.

    Garbage is looked for as on the site. Nothing is logged meanwhile: pytest keeps every record,
    with all that its traceback refers to.
    """
    of_tests = gc.get_threshold()
    before = resident()
    logging.disable()
    gc.set_threshold(*OF_PYTHON)
    try:
        yield
    finally:
        gc.set_threshold(*of_tests)
        logging.disable(logging.NOTSET)
    grown = resident() - before
    assert grown < MOST, f"{grown:.0f} MB more than before"
