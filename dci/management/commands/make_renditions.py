"""``manage.py make_renditions``: the copies of pictures that are missing, after a restore."""

from django.apps import apps

from dci import renditions
from dci.models import SitePage
from dci.rounds.noting import NotedCommand


class Command(NotedCommand):
    help = "Makes the sizes and formats of pictures that pages show and that are missing."

    def handle(self, *args, **options) -> None:
        organisations = apps.get_model("partners", "Organisation").objects.exclude(logo=None)
        made = sum(map(renditions.make_for, organisations.iterator()))
        pages = SitePage.objects.live().order_by("pk").specific()
        made += sum(map(renditions.make_for, pages.iterator()))
        self.stdout.write(f"{made} copies of pictures were made.")
