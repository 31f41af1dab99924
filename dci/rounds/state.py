"""The state of the site, in lines that administrators read. None holds a value of a setting."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from dci import health
from dci.clock import is_near
from dci.outbox.models import Mail
from dci.page_cache import triggers

from .models import Round

OFTEN, NIGHTLY = timedelta(minutes=5), timedelta(days=1)
# What is run by the clock, how often, and what it is for.
COMMANDS = {
    "publish_scheduled": (OFTEN, gettext_lazy("Publish and take off what is due")),
    "send_mails": (OFTEN, gettext_lazy("Send mails that wait")),
    "resume_tasks": (OFTEN, gettext_lazy("Resume tasks left behind")),
    "backup": (NIGHTLY, gettext_lazy("Back up")),
    "clearsessions": (NIGHTLY, gettext_lazy("Forget sessions that are over")),
    "prune_db_task_results": (NIGHTLY, gettext_lazy("Forget tasks that are done")),
    "make_renditions": (NIGHTLY, gettext_lazy("Make copies of pictures that are missing")),
    "erase_messages": (NIGHTLY, gettext_lazy("Erase old messages")),
    "send_translation_digests": (NIGHTLY, gettext_lazy("Tell translators what is new")),
    "send_reminders": (NIGHTLY, gettext_lazy("Remind of pages to look at again")),
    "check_site": (NIGHTLY, gettext_lazy("Look whether all fits together")),
    "disable_unused_accounts": (NIGHTLY, gettext_lazy("Disable unused accounts")),
    "check_links": (NIGHTLY, gettext_lazy("Check links")),
}
LATITUDE = 3  # times a command may be missed until somebody should look
LITTLE_ROOM = 0.05  # of a disk
LONG = timedelta(hours=1)  # for a mail to wait


@dataclass(frozen=True)
class Line:
    """Something that is so; ``is_well`` is ``None`` where there is nothing to judge."""

    name: str
    value: str
    is_well: bool | None = None


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[Line] = field(default_factory=list)


def parts() -> list[Part]:
    return [
        Part(_("Can it work?"), [*readiness()]),
        Part(_("Mails"), [*mails()]),
        Part(_("What it does by itself"), [*rounds()]),
        Part(_("Room and memory"), [*room(), *tasks()]),
        Part(_("Versions"), [*versions()]),
    ]


def readiness() -> Iterator[Line]:
    """The same as ``/readyz`` tells programs."""
    names = {
        "database": _("Database"),
        "migrations": _("Tables of the database"),
        "cache": _("Shared memory of the processes"),
        "storage": _("Place of uploaded files"),
    }
    for part, said in health.tried().items():
        is_well = said == "ok"
        yield Line(names.get(part, part), _("works") if is_well else _("does not work"), is_well)


def mails() -> Iterator[Line]:
    waiting = Mail.objects.waiting().order_by("written_at")
    oldest = waiting.first()
    is_well = oldest is None or is_near(oldest.written_at, LONG)
    yield Line(_("Waiting"), str(waiting.count()), is_well)
    if oldest:
        yield Line(_("The oldest waits since"), ago(oldest.written_at), is_well)
    if oldest and oldest.problem:
        yield Line(_("Why"), oldest.problem, is_well)
    given_up = Mail.objects.given_up()
    yield Line(_("Given up"), str(given_up.count()), not given_up.exists())
    for mail in given_up.order_by("-written_at")[:10]:
        told = {"subject": mail.content["subject"], "to": ", ".join(mail.recipients)}
        yield Line(ago(mail.written_at), _("“%(subject)s” to %(to)s") % told, False)


def rounds() -> Iterator[Line]:
    known = Round.objects.in_bulk(COMMANDS, field_name="command")
    for command, (interval, name) in COMMANDS.items():
        done = known.get(command)
        if done is None:
            yield Line(str(name), _("not yet"))
        elif done.failure:
            yield Line(str(name), f"{ago(done.ended)}: {done.failure}", False)
        else:
            is_well = is_near(done.ended, LATITUDE * interval)
            said = [ago(done.ended), *_details(done.details)]
            yield Line(str(name), ", ".join(said), is_well)


def _details(details: dict) -> Iterator[str]:
    if "file" in details:
        yield details["file"]
    if "size" in details:
        yield filesizeformat(details["size"])


def room() -> Iterator[Line]:
    """Of the disk that uploaded files are on, if they are on one of this machine."""
    place = Path(getattr(default_storage, "location", ""))
    if isinstance(default_storage._wrapped, FileSystemStorage) and place.exists():
        disk = shutil.disk_usage(place)
        sizes = {"free": filesizeformat(disk.free), "total": filesizeformat(disk.total)}
        said = _("%(free)s free of %(total)s") % sizes
        yield Line(_("Disk of uploaded files"), said, disk.free > LITTLE_ROOM * disk.total)
    yield Line(_("Finished pages are kept"), _("yes") if settings.PAGE_CACHE else _("no"))
    is_told = triggers.are_right()
    yield Line(_("Changes are seen by kept pages"), _("yes") if is_told else _("no"), is_told)


def tasks() -> Iterator[Line]:
    """Of those that are done in the background; where they are done at once, there are none."""
    results = DBTaskResult.objects
    yield Line(_("Tasks that wait"), str(results.ready().count()))
    failed = results.failed().count()
    yield Line(_("Tasks that failed"), str(failed), not failed)


def versions() -> Iterator[Line]:
    yield Line("Wagtail", wagtail.__version__)
    yield Line("Django", django.get_version())
    yield Line("Python", platform.python_version())
    number = connection.get_database_version()
    yield Line(connection.display_name, ".".join(map(str, number)))


def ago(moment: datetime) -> str:
    """A time as somebody tells it, and to the minute."""
    exact = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    return _("%(time)s ago (%(exact)s)") % {"time": timesince(moment, depth=1), "exact": exact}
