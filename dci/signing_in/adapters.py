"""What this site does otherwise than allauth, by the doors that allauth leaves for it."""

import base64
import hashlib
import time

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .throttle import client_address


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, and failures are counted by django-axes."""

    _login_failed_rl_usage = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """An address that cannot be read leads nowhere, and is no reason to fail."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Nothing: allauth would count by name alone, so anybody could keep somebody else out."""

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not right after signing in: whoever has to set up a second factor has just done so."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if not records:
            return True
        ago = abs(time.time() - records[-1]["at"])  # ahead, where the clock was put back
        return ago > REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    """A backup of the database alone is not enough to make anybody's codes."""

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as a drawing inside the page, for which no image has to be allowed."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = (
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="QR">'
            '<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>',
            len(rows),
            "".join(squares),
        )


def _lock() -> MultiFernet:
    """Locks with today's ``SECRET_KEY`` and opens with those before it too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"second factor {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
