from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from dci.people.leaving import reset_factor


class Command(BaseCommand):
    help = (
        "Takes away the second factor of somebody who has lost phone and recovery codes, and ends"
        " their sessions. Make sure first that it is they who ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is nobody called {username}.")
        if not reset_factor(person):
            raise CommandError(f"{username} has no second factor.")
        self.stdout.write(f"{username} signs in with the password alone, and can set up a new one.")
