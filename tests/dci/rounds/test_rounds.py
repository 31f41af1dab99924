"""What administrators and programs are told of what the site does by itself."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dci.contact.models import Message
from dci.health import LATE, backup
from dci.outbox.models import Mail
from dci.rounds.models import Round
from dci.rounds.noting import LEAPT
from dci.rounds.state import COMMANDS
from dci.settings import WORKERS
from tests.dci.people.test_people import signed_in_days_ago
from tests.dci.test_health import WELL, ask
from tests.factories import EditorFactory, MessageFactory

STATE = "/admin/state/"
SECRET = "postgres://user:canary@host"


@pytest.fixture
def lines(client, db):
    """What the page says, by the names of its lines."""

    def lines(language: str = "en") -> dict[str, str]:
        client.force_login(EditorFactory(language=language))
        page = BeautifulSoup(client.get(STATE).content, "html.parser")
        rows = page.select("main tbody tr:has(td)")
        return {row.th.get_text(): " ".join(row.get_text(" ").split()) for row in rows}

    return lines


def waiting_for(**time: float) -> Mail:
    content = {"subject": "Hello", "to": ["maria@example.org"], "body": "canary"}
    return Mail.objects.create(content=content, written_at=timezone.now() - timedelta(**time))


def test_backup_says_when_where_and_how_large(lines, tmp_path):
    call_command("backup", tmp_path)
    (file,) = tmp_path.iterdir()
    said = lines()["Back up"]
    assert str(file) in said
    assert said.startswith("Back up 0\xa0minutes ago".replace("\xa0", " "))
    assert said.endswith("well")


def test_command_that_fails_says_why_and_keeps_its_last_success(lines, tmp_path):
    call_command("backup", tmp_path)
    before = Round.objects.get().ended_well
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "nothing")
    assert f"{tmp_path / 'nothing'} is no folder. look at it" in lines()["Back up"]
    assert Round.objects.get().ended_well == before


def test_error_of_another_kind_is_not_quoted(db, monkeypatch):
    def fail(*arguments):
        raise RuntimeError(SECRET)

    monkeypatch.setattr("dci.outbox.sending.send_due", fail)
    with pytest.raises(RuntimeError):
        call_command("send_mails")
    assert Round.objects.get().failure == "RuntimeError"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_there_and_notes_its_round(command):
    from django.core.management import get_commands, load_command_class

    from dci.rounds.noting import NotedCommand

    assert isinstance(load_command_class(get_commands()[command], command), NotedCommand)


@pytest.mark.parametrize("tasks", ["immediate", "database"])
def test_tasks_that_are_done_are_forgotten_after_their_days(db, settings, tasks):
    settings.TASKS = {"default": {"BACKEND": WORKERS[tasks]}}
    for status, days in [("SUCCESSFUL", 1), ("SUCCESSFUL", 3), ("FAILED", 3), ("FAILED", 31)]:
        finished = timezone.now() - timedelta(days=days)
        about = {"task_path": "none", "args_kwargs": {}, "queue_name": "other"}
        DBTaskResult.objects.create(
            status=status, backend_name="default", finished_at=finished, **about
        )
    call_command("prune_db_task_results")
    kept = DBTaskResult.objects.order_by("-finished_at")
    assert [row.status for row in kept] == ["SUCCESSFUL", "FAILED"]


@pytest.mark.parametrize(("days", "said"), [(2, "well"), (4, "look at it")])
def test_command_that_was_missed_three_times_is_to_be_looked_at(lines, days, said):
    ended = timezone.now() - timedelta(days=days)
    Round.objects.create(command="check_links", ended=ended, ended_well=ended)
    assert lines()["Check links"].endswith(said)


def test_mails_that_wait_and_those_given_up_are_told(lines):
    waiting_for(hours=2)
    gone = waiting_for(days=4)
    Mail.objects.filter(pk=gone.pk).update(next_try=None, problem="SMTPRecipientsRefused 550")
    said = lines()
    assert said["Waiting"] == "Waiting 1 look at it"
    assert said["Given up"] == "Given up 1 look at it"
    assert "“Hello” to maria@example.org" in " ".join(said.values())


def test_tasks_that_wait_and_those_that_failed_are_told(lines, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for status in ("READY", "READY", "FAILED"):
        DBTaskResult.objects.create(status=status, task_path="none", args_kwargs={})
    said = lines()
    assert said["Tasks that wait"] == "Tasks that wait 2"
    assert said["Tasks that failed"] == "Tasks that failed 1 look at it"


def test_page_speaks_the_language_of_its_reader(lines):
    assert "Sauvegarder" in lines("fr")
    assert "Hacer una copia de seguridad" in lines("es")


def test_page_holds_no_value_of_a_setting(lines, settings):
    settings.SECRET_KEY = settings.EMAIL_HOST_PASSWORD = "canary-of-settings"
    waiting_for(hours=1)
    assert "canary" not in " ".join(lines().values())


def test_only_administrators_see_it(client, db):
    client.force_login(EditorFactory(is_superuser=False))
    assert client.get(STATE).status_code == 302


# Programs


def test_late_mail_and_backup_are_named_and_the_site_is_ready(transactional_db, settings):
    settings.MAIL_WAITS_AT_MOST, settings.BACKUP_EVERY = 3, 26
    waiting_for(hours=4)
    assert ask("/readyz") == (200, WELL | {"mail": "late", "backup": "late"})


def test_mail_and_backup_of_today_are_well(transactional_db, settings):
    settings.MAIL_WAITS_AT_MOST, settings.BACKUP_EVERY = 3, 26
    waiting_for(hours=2)
    Round.objects.create(command="backup", ended_well=timezone.now() - timedelta(hours=25))
    assert ask("/readyz") == (200, WELL | {"mail": "ok", "backup": "ok"})


# A clock that was wrong


@pytest.fixture
def last_round(db):
    """``last_round(command, days=3)``: how long ago it was, by the clock."""

    def last_round(command: str, **ago: float) -> Round:
        ended = timezone.now() - timedelta(**ago)
        return Round.objects.create(command=command, ended=ended, ended_well=ended)

    return last_round


def test_nothing_is_erased_by_a_clock_that_has_just_leapt(last_round):
    last_round("erase_messages", days=365)
    MessageFactory()
    Message.objects.update(submit_time=timezone.now() - timedelta(days=365))
    with pytest.raises(CommandError, match="If the clock is right"):
        call_command("erase_messages")
    assert (Message.objects.count(), Round.objects.get().failure) == (1, LEAPT)
    call_command("erase_messages")
    assert not Message.objects.exists()


def test_no_account_is_disabled_by_a_clock_that_has_just_leapt(last_round):
    last_round("disable_unused_accounts", days=365)
    signed_in_days_ago(365, username="boss")
    person = signed_in_days_ago(365, username="maria", is_superuser=False)
    with pytest.raises(CommandError, match="If the clock is right"):
        call_command("disable_unused_accounts")
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("command", ["erase_messages", "publish_scheduled"])
@pytest.mark.parametrize("hours", [-24, 1, 24])
def test_small_leap_or_one_back_stops_nothing(last_round, command, hours):
    last_round(command, hours=hours)
    call_command(command)
    assert Round.objects.get().failure == ""


@pytest.mark.parametrize("days", [-365, 4])
def test_round_of_a_wrong_clock_is_no_sign_that_all_is_well(lines, last_round, days):
    last_round("check_links", days=days)
    waiting_for(days=days)
    said = lines()
    assert said[str(COMMANDS["check_links"][1])].endswith("look at it")
    assert said["Waiting"].endswith("look at it")


def test_backup_of_a_wrong_clock_is_none(last_round, ahead):
    last_round("backup", days=-365)
    assert backup(timedelta(hours=26)) == LATE
