"""The command of django-tasks-db, noted for the state of the site, and with this site's days."""

from django.core.management.base import CommandParser
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db.management.commands import prune_db_task_results

from dci.rounds.noting import NotedCommand


class Command(NotedCommand, prune_db_task_results.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        """All queues; and no failure where tasks are done at once and nothing can be forgotten."""
        super().add_arguments(parser)
        backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
        parser.set_defaults(backend=backend, queue_name="*")
        parser.set_defaults(min_age_days=2, failed_min_age_days=30)
