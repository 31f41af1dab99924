"""The failures to sign in, as django-axes counts them."""

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from dci.clock import around_now


class FailureHandler(AxesDatabaseHandler):
    """Without those that a wrong clock has dated so far ahead that nobody would wait for them."""

    def get_user_attempts(self, request: HttpRequest, credentials=None) -> list[QuerySet]:
        _from, until = around_now(settings.AXES_COOLOFF_TIME)
        attempts = super().get_user_attempts(request, credentials)
        return [some.filter(attempt_time__lt=until) for some in attempts]

    def clean_expired_user_attempts(self, request=None, credentials=None) -> int:
        _from, until = around_now(settings.AXES_COOLOFF_TIME)
        number, _by_model = AccessAttempt.objects.filter(attempt_time__gte=until).delete()
        return number + super().clean_expired_user_attempts(request, credentials)
