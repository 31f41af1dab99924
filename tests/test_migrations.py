"""While a new version is put up, old code and new code work on one database: first it grows by what
the new one needs, and what nobody needs any more goes with a later version.
"""

import shutil

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

from tests.queries import APPS, ROOT

OURS = {one.label for one in apps.get_app_configs() if one.name.partition(".")[0] in APPS}
# The last of each that stood before the site was put up anywhere; they may do what they like.
BEFORE = {
    "contact": "0001", "dci": "0012", "guests": "0001", "links": "0001", "network": "0002",
    "outbox": "0001", "page_cache": "0001", "partners": "0002", "projects": "0001",
    "rounds": "0001", "search": "0003", "translation": "0004", "upkeep": "0001",
}  # fmt: skip
DROPPING = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("guests", "0001_initial")]
    operations = [migrations.RemoveField("GuestLink", "made_at")]
"""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_site")]


def found(app: str) -> int:
    """How many migrations of an app the version before could not live with."""
    linter = MigrationLinter(no_cache=True, no_output=True, database="default")
    for label, name in MigrationLoader(connection).disk_migrations:
        if label == app and name[:4] > BEFORE.get(app, ""):
            linter.lint_migration(linter.migration_loader.get_migration(label, name))
    return linter.nb_erroneous


def test_the_version_before_can_live_with_every_migration():
    assert {app for app in OURS if found(app)} == set()


def test_column_that_goes_in_one_step_is_found(tmp_path, settings, monkeypatch):
    package = tmp_path / "dropping"
    shutil.copytree(ROOT / "dci" / "guests" / "migrations", package)
    (package / "0002_dropping.py").write_text(DROPPING)
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"guests": "dropping"}
    assert found("guests") == 1
