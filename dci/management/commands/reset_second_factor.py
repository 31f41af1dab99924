from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.log_actions import log


class Command(BaseCommand):
    help = (
        "Takes away the second factor of somebody who has lost phone and recovery codes, and ends"
        " their sessions. Make sure first that it is they who ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *args, username, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is nobody called {username}.")
        count, _rows = Authenticator.objects.filter(user=person).delete()
        if not count:
            raise CommandError(f"{username} has no second factor.")
        for session in UserSession.objects.filter(user=person):
            session.end()
        log(person, "signing_in.factor_reset")
        self.stdout.write(f"{username} signs in with the password alone, and can set up a new one.")
