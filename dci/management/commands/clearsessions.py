"""Django's command, noted for the state of the site."""

from django.contrib.sessions.management.commands import clearsessions

from dci.rounds.noting import NotedCommand


class Command(NotedCommand, clearsessions.Command):
    pass
