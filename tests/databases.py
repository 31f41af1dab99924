"""The databases of a test run: prepared once, then copied.

``empty`` is migrated, ``home`` has its home page besides, ``starter`` the starter content. Each
worker has its own copy of each, where tests roll back what they do, and makes a fresh one for each
test that commits.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from tests.settings import MEDIA_ROOT, TEST_FOLDER, WORKER

PREFIX = f"test_{TEST_FOLDER.name}"
STARTER_MEDIA = TEST_FOLDER / "media_starter"
POSTGRES = os.environ.get("TEST_DATABASE_URL")

MAKE_HOME = "from tests.factories import HomeFactory; HomeFactory()"
FILL = {"home": ["shell", "--command", MAKE_HOME], "starter": ["load_starter"]}


def use(template: str, commits: bool) -> None:
    """Point Django at a copy of a template, a fresh one for a test that commits."""
    before = connection.settings_dict["NAME"]
    name = location(f"{WORKER}_{f'{COMMITTED}{next(numbers)}' if commits else template}")
    if name == before:
        return
    connection.close()
    if name not in copies:
        copy(prepared(template), name)
        copies.add(name)
    if template == "starter":
        shutil.copytree(STARTER_MEDIA, MEDIA_ROOT, dirs_exist_ok=True)
    connection.settings_dict["NAME"] = name
    if COMMITTED in str(before):
        drop(before)


copies: set[str] = set()
# A browser may ask for something when its test is over, so no fresh copy is called like another.
COMMITTED = "committed_"
numbers = count()


def prepared(template: str) -> str:
    """The template's name; the first worker that asks makes it, the others wait."""
    name, done = location(template), TEST_FOLDER / f"{template}.done"
    with lock(template):
        if not done.exists():
            if template == "empty":
                create(name)
                manage(name, "migrate", "--verbosity=0")
            else:
                copy(prepared("empty"), name)
                manage(name, *FILL[template], "--verbosity=0")
            done.touch()
    return name


def manage(name: str, *arguments: str) -> None:
    """Run a command of the site on one of the databases, unmeasured: that is no test."""
    environment = {key: os.environ[key] for key in os.environ if not key.startswith("COVERAGE")}
    result = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment
        | {"DATABASE_URL": address(name), "MEDIA_ROOT": str(STARTER_MEDIA), "DEBUG": "1"}
        | {"DJANGO_SETTINGS_MODULE": "dci.settings"},
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise RuntimeError(f"{arguments[0]} failed:\n{result.stdout}\n{result.stderr}")


@contextmanager
def lock(name: str):
    with (TEST_FOLDER / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# The two kinds of database


def location(name: str) -> str:
    return f"{PREFIX}_{name}" if POSTGRES else str(TEST_FOLDER / f"{name}.sqlite3")


def address(name: str) -> str:
    return (
        urlsplit(POSTGRES)._replace(path=f"/{name}").geturl() if POSTGRES else f"sqlite:///{name}"
    )


def create(name: str) -> None:
    """An empty database, without tables."""
    drop(name)
    if POSTGRES:
        on_server("CREATE DATABASE {}", name)


def copy(source: str, target: str) -> None:
    """source: a database that is at rest; of SQLite's, all is in the one file then."""
    drop(target)
    if POSTGRES:
        on_server("CREATE DATABASE {} TEMPLATE {}", target, source)
    else:
        shutil.copyfile(source, target)


def drop(name: str) -> None:
    if POSTGRES:
        on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    else:
        for file in (name, f"{name}-wal", f"{name}-shm"):
            Path(file).unlink(missing_ok=True)


def on_server(statement: str, *names: str) -> list:
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        cursor = server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        return cursor.fetchall() if cursor.description else []


def drop_all() -> None:
    """Leave nothing of this run on a server that goes on running."""
    if POSTGRES:
        for (name,) in on_server("SELECT datname FROM pg_database"):
            if name.startswith(PREFIX):
                drop(name)


if __name__ == "__main__":
    for template in ("empty", *FILL):
        prepared(template)
