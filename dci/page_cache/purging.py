"""Tells a CDN that pages have changed, where one keeps them without asking (docs/scaling.md).

Each change here is one of all pages, so everything is purged, in every language, with Wagtail's own
backends. A CDN that asks, as pages tell it to, needs none of this.
"""

from django.conf import settings
from django_tasks import task
from wagtail.contrib.frontend_cache.utils import get_backends

EVERYTHING = "/*"  # understood by CloudFront, and one purge to pay instead of thousands


def begin() -> None:
    """Have it done, if there is a CDN to tell."""
    if settings.WAGTAILFRONTENDCACHE:
        purge.enqueue()


@task()
def purge() -> None:
    from wagtail.contrib.frontend_cache.backends import CloudfrontBackend  # loads much

    from .management.commands.warm_pages import addresses

    for backend in get_backends().values():
        paths = [EVERYTHING] if isinstance(backend, CloudfrontBackend) else addresses()
        backend.purge_batch([f"{settings.BASE_URL}{path}" for path in dict.fromkeys(paths)])
