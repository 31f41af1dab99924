"""What is done in the background is done, whatever happens to who does it."""

import os
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from dci.management.commands import resume_tasks
from tests import databases
from tests.dci.background import tasks
from tests.factories import ImageFactory
from tests.queries import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def rows():
    """Tasks wait in the database."""
    immediate = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    yield
    task_backends["default"] = immediate


def worker(*arguments: str) -> subprocess.Popen:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dci.settings",
        "DATABASE_URL": databases.address(connection.settings_dict["NAME"]),
        "TASKS": "database",
    }
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", *arguments]
    return subprocess.Popen([*command, "--no-reload", "--verbosity=0"], cwd=ROOT, env=environment)


def test_task_whose_worker_is_killed_is_done_by_the_next(tmp_path, monkeypatch):
    file = tmp_path / "written"
    tasks.write_slowly.enqueue(str(file), 60)
    first = worker()
    while not file.exists() or not file.read_text():
        time.sleep(0.1)
    first.kill()
    first.wait()
    monkeypatch.setattr(resume_tasks, "LONGEST", resume_tasks.timedelta())
    call_command("resume_tasks")
    assert worker("--batch").wait() == 0
    assert file.read_text() == "begun\nbegun\nended\n"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_task_of_what_was_rolled_back_is_not_there(tmp_path):
    with transaction.atomic():
        tasks.write_slowly.enqueue(str(tmp_path / "never"), 0)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_what_fails_is_tried_again_a_few_times(tmp_path):
    tasks.fail.enqueue()
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)
    call_command("resume_tasks")
    task = DBTaskResult.objects.get()
    assert (task.status, task.run_after > task.finished_at) == ("READY", True)
    DBTaskResult.objects.update(status="FAILED", worker_ids=["one"] * resume_tasks.TRIES)
    call_command("resume_tasks")
    assert DBTaskResult.objects.get().status == "FAILED"


def test_index_of_who_uses_what_can_wait(db):
    ImageFactory()
    paths = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "wagtail.tasks.update_reference_index_task" in paths


def test_task_does_not_wait_for_the_time_of_a_wrong_clock(ahead, rows, tmp_path):
    for _ in range(2):
        tasks.write_slowly.enqueue(str(tmp_path / "never"), 0)
    failed, lost = DBTaskResult.objects.all()
    DBTaskResult.objects.filter(pk=failed.pk).update(run_after=ahead)
    DBTaskResult.objects.filter(pk=lost.pk).update(status="RUNNING", started_at=ahead)
    call_command("resume_tasks")
    assert DBTaskResult.objects.ready().count() == 2


def test_task_that_may_begin_at_once_is_left_as_it_is(rows, tmp_path):
    tasks.write_slowly.enqueue(str(tmp_path / "never"), 0)
    before = DBTaskResult.objects.get().run_after
    call_command("resume_tasks")
    assert DBTaskResult.objects.get().run_after == before
