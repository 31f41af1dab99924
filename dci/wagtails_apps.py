"""Wagtail's apps, without the API that they put together as they start.

Since Wagtail 8 each of these apps adds its part to an API, whether or not anybody can ask it: here
nobody can, for it has no address. Its libraries would be a tenth of what a process needs of memory.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig

PARTS = ("", ".registry", ".router")


def _nothing(*_args: object) -> None:
    """In the place of what adds to the API."""


class WithoutApi:
    """An app that starts as Wagtail has written it, and finds no API."""

    def ready(self) -> None:
        with _hidden("wagtail.api.v3.api", *(f"{self.name}.api.v3{part}" for part in PARTS)):
            super().ready()


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Whoever imports these modules meanwhile gets empty ones; later they are there again."""
    api = SimpleNamespace(add_router=_nothing)
    empty = SimpleNamespace(api=api, router=None, register_content_types=_nothing)
    hidden = {name: empty for name in names if name not in sys.modules}
    sys.modules.update(hidden)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


class DocumentsConfig(WithoutApi, WagtailDocsAppConfig):
    pass


class ImagesConfig(WithoutApi, WagtailImagesAppConfig):
    pass


class RedirectsConfig(WithoutApi, WagtailRedirectsAppConfig):
    pass


class SnippetsConfig(WithoutApi, WagtailSnippetsAppConfig):
    pass
