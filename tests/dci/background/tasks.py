"""A task that takes its time, for the tests."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write_slowly(path: str, seconds: float) -> None:
    with Path(path).open("a") as file:
        file.write("begun\n")
        file.flush()
        time.sleep(seconds if Path(path).stat().st_size < 10 else 0)  # the first time only
        file.write("ended\n")


@task()
def fail() -> None:
    raise RuntimeError("it fails")
