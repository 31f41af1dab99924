"""What every test may ask for.

``db``             the migrated site with nothing but its home page, which most tests need and
                   ``HomeFactory`` gives; what a test writes is rolled back
``empty_site``     the same without the home page
``starter_site``   the same with the starter content
``transactional_db``, ``live_server``  a database of the test's own, where it may commit and use
                   threads; together with ``starter_site`` it holds the starter content
``page``           (tests/browser) a tab of a real Chromium
"""

import gc

import pytest
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings

from dci.translation.help import memory
from tests import databases
from tests.effort import tries

settings.register_profile(
    "site",
    deadline=None,  # two test processes share a small machine
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("site")

SITES = ("starter", "empty")
COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_collection_finish(session):
    """All that is loaded by now stays: not to search it for garbage saves a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config, items):
    """The long ones first; on PostgreSQL, without those that need no database.

    These have run on SQLite, but for `make audit`, which runs all on PostgreSQL.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if databases.POSTGRES and tries(True, audit=False):
        without = [item for item in items if not wants_database(item)]
        items[:] = [item for item in items if wants_database(item)]
        config.hook.pytest_deselected(items=without)


def wants_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or {*item.fixturenames} & (COMMITS | {"db"}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture: the right database, empty caches, no language left from another test."""
    mark = item.get_closest_marker("django_db")
    fixtures = set(item.fixturenames)
    if wants_database(item):
        databases.use(
            template=next((name for name in SITES if f"{name}_site" in fixtures), "home"),
            commits=bool(fixtures & COMMITS or (mark and mark.kwargs.get("transaction"))),
        )
    for cache in caches.all():
        cache.clear()
    memory.empty_process()
    translation.deactivate()


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        databases.drop_all()


@pytest.fixture(scope="session")
def django_db_setup():
    """In place of pytest-django's own: the databases are ready before the fixtures begin.

    Nor is anything flushed that a test has committed: the next one has a fresh copy.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        yield


@pytest.fixture
def empty_site(db):
    """The site of a database that has been migrated, and nothing more."""


@pytest.fixture
def starter_site(db):
    """The site as ``make run`` brings it up, with the starter content in three languages."""
