"""What operators do once before nodes begin: ``python -m tests.nodes.preparing``.

Prints, for the test, the session of an administrator, and the key and address of the page that is
going to be edited.
"""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 these need the settings
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from dci.models import ContentPage  # noqa: E402
from tests.nodes.people import title  # noqa: E402

UNCOMPRESSED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def main() -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = UNCOMPRESSED  # a fifth of the time
    call_command("collectstatic", interactive=False, verbosity=0)
    page = ContentPage.objects.live().order_by("path").first()
    page.title_en = title(0)
    page.save_revision().publish()
    sys.stdout.write(f"{session()} {page.pk} {page.address('en')}\n")


def session() -> str:
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    client.force_login(get_user_model().objects.create_superuser("admin", password=None))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main()
