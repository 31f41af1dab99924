"""Loads the organisation's content in all its languages."""

from django.core.management.base import BaseCommand

from dci.starter.loading import Loader


class Command(BaseCommand):
    help = (
        "Loads the starter content: pages, projects, partners, the network. Can be run again at "
        "any time: what was loaded before is left as staff have made it since."
    )

    def handle(self, *args, verbosity: int = 1, **options):
        say = self.stdout.write if verbosity else lambda line: None
        loader = Loader(say)
        loader.load()
        say(f"Loaded {loader.loaded}; already there and unchanged {loader.unchanged}.")
        for line in loader.left_alone:
            say(f"Left alone: {line}")
