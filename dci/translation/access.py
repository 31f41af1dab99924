"""Who gets into the views of the desk. Each asks this on the server, whatever a menu shows."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from . import lanes
from .models import Translation, owner_lock
from .roles import languages_of, may_translate


class TranslatorsOnly:
    """A view for those who translate into some language."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LaneGuestMixin:
    """A lane as ``stored``, for those who may translate into its language; nobody is held up."""

    def dispatch(self, request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        self.stored = get_object_or_404(Translation, pk=pk)
        if not may_translate(request.user, self.stored.language):
            raise PermissionDenied
        self.language = self.stored.language
        return super().dispatch(request, pk, **kwargs)


class _UnderLock:
    """What a view does, while nobody else writes the object or one of its lanes."""

    def dispatch(self, request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        with owner_lock(self.stored.content_object):
            self.load()
            return super().dispatch(request, pk, **kwargs)


class LaneAccessMixin(LaneGuestMixin, _UnderLock):
    """The lane as it is being worked on, for those who may translate into its language."""

    def load(self) -> None:
        """Read the object, and its lane in step with it."""
        self.object = self.stored.owner()
        self.lane = lanes.lane(self.object, self.language)
