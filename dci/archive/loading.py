"""Puts an archive into an empty site: all of it, or nothing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import Error, connection, transaction
from wagtail.models import Site

from dci.models import SiteDocument, SitePage
from dci.search import index
from dci.translation.columns import TranslatedColumns

from .contents import UNTOUCHED, Kind, is_among, models, tables
from .reading import Archive, damage
from .refusal import Refusal
from .rows import Table, reset_sequences
from .writing import chunks

# Whoever is to work on a site that is imported is there before: accounts, and their own settings.
# Their history does not: it names types of content by keys that are others afterwards.
STAYING = {"auth.user", "account", "mfa", "wagtailusers", "wagtailcore.apitoken", *UNTOUCHED}


def load(archive: Archive, kind: Kind) -> None:
    """Write every row and file, and compare each with the archive. Raises ``Refusal``."""
    try:
        check_empty(kind)
        archive.check(kind)
        _check_no_files(archive)
        with transaction.atomic(), _no_files_left_behind() as written, _groups_kept(kind):
            _clear(kind)
            for table in tables(kind):
                with damage(table.name):
                    table.insert(archive.lines(table))
            reset_sequences(tables(kind))
            connection.check_constraints()
            _compare(archive, kind)
            _write_files(archive, written)
            _make_anew()
    except Error as error:
        raise Refusal(f"The database does not take it: {str(error).strip()}.") from error
    except OSError as error:
        raise Refusal(f"A file could not be written: {error}.") from error
    finally:
        _forget()


def check_empty(kind: Kind) -> None:
    """Raise ``Refusal`` if anybody has worked here: what is there would be gone."""
    content = [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatedColumns | SiteDocument) and model is not SitePage
    ]
    content += [get_user_model()] if kind == Kind.BACKUP else []
    found = [model for model in content if model._base_manager.exists()]
    if found:
        names = ", ".join(str(model._meta.verbose_name_plural) for model in found[:3])
        raise Refusal(
            f"This site is not empty: it has {names}. Take a new database, and run"
            " `manage.py migrate` on it and nothing else."
        )


def _check_no_files(archive: Archive) -> None:
    for name in archive.manifest.files:
        if default_storage.exists(name):
            raise Refusal(f"MEDIA_ROOT holds a file {name} already. Take an empty folder.")


def _clear(kind: Kind) -> None:
    """Empty every table, also those that are made anew, but for what stays."""
    staying = STAYING if kind == Kind.SITE else UNTOUCHED
    for model in models():
        if not is_among(model, staying):
            Table(model).clear()


@contextmanager
def _groups_kept(kind: Kind) -> Iterator[None]:
    """Who is here already stays in the groups of the same names."""
    membership = get_user_model().groups.through
    before = [(row.user_id, row.group.name) for row in membership.objects.select_related("group")]
    yield
    if kind == Kind.SITE:
        groups = {group.name: group for group in Group.objects.all()}
        membership.objects.bulk_create(
            membership(user_id=user, group=groups[name]) for user, name in before if name in groups
        )


def _compare(archive: Archive, kind: Kind) -> None:
    """Read every row again, as the database has taken it."""
    for table in tables(kind):
        for said, is_there in zip_longest(archive.lines(table), table.lines()):
            if said != is_there:
                raise Refusal(f"A row of {table.name} is not kept as it is: {said or is_there}")


def _write_files(archive: Archive, written: list[str]) -> None:
    for name, stored in archive.manifest.files.items():
        with archive.open(name) as content:
            written.append(default_storage.save(name, File(content)))
        digest = hashlib.sha256()
        with default_storage.open(written[-1]) as content:
            for chunk in chunks(content):
                digest.update(chunk)
        if written[-1] != name or digest.hexdigest() != stored["sha256"]:
            raise Refusal(f"The file {name} is not kept as it is.")


@contextmanager
def _no_files_left_behind() -> Iterator[list[str]]:
    """A transaction for files: those whose names are put into the list go if the work fails."""
    written: list[str] = []
    try:
        yield written
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def _make_anew() -> None:
    """What an archive does not hold because it follows from the rest."""
    _forget()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    index.rebuild()


def _forget() -> None:
    """What this process and the others remember of the rows before."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
