"""What a password may not be, besides short, common or the person's own name.

After NIST SP 800-63B, section 3.1.1: no rules about which characters, but none of the words that
somebody who attacks this site would try first, and nothing that only looks long.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = ("defence", "defense", "defenders", "children", "child", "international", "for")
WORDS += ("defensa", "défense", "enfants", "niños", "ninos", "wagtail", "password", "admin", "dci")
OWN, DIFFERENT = 8, 6  # characters


class GuessableValidator:
    """Refuses what is made of the organisation's name, or of a few characters again and again."""

    def validate(self, password: str, user=None) -> None:
        rest = re.sub("|".join(WORDS), "", password.casefold())
        if len(rest) < OWN:
            raise ValidationError(
                _("This password is made of words that others would try here first."),
                code="password_guessable",
            )
        if len(set(password)) < DIFFERENT:
            raise ValidationError(
                _("This password repeats itself: it is less long than it looks."),
                code="password_repeats",
            )

    def get_help_text(self) -> str:
        return _("A sentence that only you would think of is better than signs and numbers.")
