"""Codes of a second factor: five guesses within five minutes, and none is good twice.

Counted by person alone: only who knows the password gets so far. It is counted in the database,
because allauth's own count and its list of used codes are as good as the cache is shared and there.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms

from dci.tallies.models import Tally

GUESSES, WITHIN = 5, timedelta(minutes=5)
KNOWN_FOR = timedelta(minutes=2)  # longer than a phone's code is good for


class _Counted:
    """Counts a guess before it is looked at, so that none of a burst is tried too many."""

    def clean_code(self) -> str:
        guesses = f"codes of {self.user.pk}"
        if Tally.objects.count(guesses, WITHIN) > GUESSES:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        if not is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        Tally.objects.forget(guesses)
        return code


class AuthenticateForm(_Counted, forms.AuthenticateForm):
    pass


class ReauthenticateForm(_Counted, forms.ReauthenticateForm):
    pass


def is_first_use(user, code: str) -> bool:
    """Whether nobody has shown this code of theirs before; it counts as shown now."""
    return Tally.objects.count(f"code {normalize_user_code(code)} of {user.pk}", KNOWN_FOR) == 1
