"""Triggers by which every change of public content changes the version of the public site.

They see what no hook of Django's sees: a queryset's ``update``, SQL by hand, another program. A
table is public unless it is named here, so that one that is forgotten costs speed and not truth.
"""

import hashlib
from collections.abc import Callable, Iterator
from uuid import uuid4

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import PublicVersion

NAME = "public_change"

# What visitors see nothing of: whole apps, models, and columns of models.
PRIVATE_APPS = {
    "account", "auth", "axes", "contenttypes", "django_tasks_database", "guests", "links", "mfa",
    "outbox", "page_cache", "rounds", "search", "sessions", "tallies", "upkeep", "usersessions",
    "wagtailadmin", "wagtailembeds", "wagtailforms", "wagtailsearch", "wagtailusers",
}  # fmt: skip
PRIVATE_MODELS = {
    "contact.Message", "dci.SiteRendition", "dci.StaffNotice", "dci.StarterObject",
    "translation.Comment", "translation.DigestPreference", "translation.MemoryEntry",
    "translation.ReviewWorkflow", "translation.Term", "translation.TermTranslation",
    "wagtailcore.APIToken", "wagtailcore.Comment", "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription", "wagtailcore.ReferenceIndex", "wagtailcore.Revision",
    "wagtailcore.Task", "wagtailcore.TaskState", "wagtailcore.UploadedFile",
    "wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState", "wagtailcore.WorkflowTask",
    "wagtailimages.Rendition",
}  # fmt: skip
OF_DRAFTS = {
    "expire_at", "go_live_at", "has_unpublished_changes", "latest_revision", "live_revision",
    "locked", "locked_at", "locked_by",
}  # fmt: skip
PRIVATE_COLUMNS = {
    "dci.SitePage": OF_DRAFTS | {"draft_title", "latest_revision_created_at", "owner"},
    "translation.Translation": OF_DRAFTS
    | {"assignee", "overrides", "retired", "segments", "slug", "specific_type", "state"}
    | {"state_since", "title", "words_left"},
}


def public_models() -> list[type[models.Model]]:
    """The models of which a changed row may be a changed page."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in PRIVATE_APPS
        and model._meta.label not in PRIVATE_MODELS
    ]


def public_columns(model: type[models.Model]) -> list[str]:
    private = PRIVATE_COLUMNS.get(model._meta.label, set())
    return [
        field.column for field in model._meta.local_concrete_fields if field.name not in private
    ]


def install(using: str) -> None:
    """Put the triggers up where they do not stand as they should, and begin a version."""
    connection = connections[using]
    if not _has_table(connection):
        return
    statements = _statements(connection)
    digest = _digest(statements)
    row, _created = PublicVersion.objects.using(using).get_or_create(pk=PublicVersion.ROW)
    if row.triggers == digest:
        return
    remove(using)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    PublicVersion.objects.using(using).update(triggers=digest, token=uuid4())


def are_right(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the triggers that stand are those of today's models."""
    told = PublicVersion.objects.using(using).filter(pk=PublicVersion.ROW)
    return told.filter(triggers=_digest(_statements(connections[using]))).exists()


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    return [*VENDORS[connection.vendor](connection.ops.quote_name)]


def _digest(statements: list[str]) -> str:
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def remove(using: str) -> None:
    connection = connections[using]
    if not _has_table(connection):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {NAME}() CASCADE")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
                [f"{NAME}%"],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        PublicVersion.objects.using(using).update(triggers="", token=uuid4())


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    return PublicVersion._meta.db_table in connection.introspection.table_names()


def _on_postgresql(quote: Callable[[str], str]) -> Iterator[str]:
    """Told when a transaction commits, and once: nobody waits for another's version meanwhile."""
    yield """CREATE FUNCTION public_change() RETURNS trigger LANGUAGE plpgsql
        SET search_path FROM CURRENT AS $$ BEGIN
            IF current_setting('dci.public_change', true) IS DISTINCT FROM 'told' THEN
                UPDATE public_version SET token = gen_random_uuid();
                PERFORM set_config('dci.public_change', 'told', true);
            END IF;
            RETURN NULL;
        END $$"""
    deferred = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    for model in public_models():
        table = quote(model._meta.db_table)
        for when in ("INSERT", "DELETE"):
            yield (
                f"CREATE CONSTRAINT TRIGGER {NAME}_{when.lower()} AFTER {when} ON {table}"
                f" {deferred} EXECUTE FUNCTION {NAME}()"
            )
        old, new = (
            ", ".join(f"{row}.{quote(column)}" for column in public_columns(model))
            for row in ("OLD", "NEW")
        )
        yield (
            f"CREATE CONSTRAINT TRIGGER {NAME}_update AFTER UPDATE ON {table} {deferred}"
            f" WHEN (ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION {NAME}()"
        )


def _on_sqlite(quote: Callable[[str], str]) -> Iterator[str]:
    """Told at once: on SQLite, writers wait for each other in any case."""
    told = "BEGIN UPDATE public_version SET token = lower(hex(randomblob(16))); END"
    for model in public_models():
        table = model._meta.db_table
        differs = " OR ".join(
            f"OLD.{column} IS NOT NEW.{column}" for column in map(quote, public_columns(model))
        )
        for when, condition in (("INSERT", ""), ("DELETE", ""), ("UPDATE", f"WHEN {differs}")):
            name = quote(f"{NAME}_{table}_{when.lower()}")
            yield f"CREATE TRIGGER {name} AFTER {when} ON {quote(table)} {condition} {told}"


VENDORS = {"postgresql": _on_postgresql, "sqlite": _on_sqlite}
