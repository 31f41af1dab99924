"""What the environment says, each value checked: a wrong one is one sentence with its name."""

import os
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SWITCH = dict.fromkeys(("1", "true", "yes", "on"), True)
SWITCH |= dict.fromkeys(("0", "false", "no", "off"), False)


class Environment(environ.Env):
    """The variables of the process and, where they say nothing, of a file.

    An empty variable means the default. Every method takes a variable's name and raises
    ``ImproperlyConfigured`` for a value that it cannot understand.
    """

    def __init__(self, file: str | os.PathLike):
        super().__init__()
        self.read_env(file)
        self.ENVIRON = {name: value for name, value in os.environ.items() if value}

    def words(self, name: str, default: str) -> list[str]:
        """Several values, separated by commas."""
        return [word.strip() for word in self.str(name, default=default).split(",") if word.strip()]

    def switch(self, name: str, default: bool) -> bool:
        """On or off. A word that is neither may have been meant either way."""
        value = self.str(name, default="1" if default else "0")
        if value.lower() not in SWITCH:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value}.")
        return SWITCH[value.lower()]

    def number(self, name: str, default: int) -> int:
        value = self.str(name, default=str(default))
        if not value.isdecimal():
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value}.")
        return int(value)

    def web_address(self, name: str, default: str) -> str:
        """A web address without a slash at the end, or nothing."""
        value = self.str(name, default=default).rstrip("/")
        try:
            parts = urlsplit(value)
            is_one = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # a port that is no number
            is_one = False
        if value and not is_one:
            raise ImproperlyConfigured(
                f"{name} must be a web address such as http://127.0.0.1:5000, not {value}."
            )
        return value

    def place(self, name: str, default: str) -> str:
        """Where a program of the same machine or network listens: a socket's path, or host:port."""
        value = self.str(name, default=default)
        host, _colon, port = value.rpartition(":")
        if value and not value.startswith("/") and not (host and port.isdecimal()):
            raise ImproperlyConfigured(
                f"{name} must be a path such as /run/clamav/clamd.ctl or host:port, not {value}."
            )
        return value

    def contact(self, name: str, default: str) -> str:
        """A mail address, or the web address of a form, as a link; or nothing."""
        value = self.str(name, default=default)
        if not value or value.startswith("https://"):
            return self.web_address(name, default)
        try:
            validate_email(value)
        except ValidationError as error:
            raise ImproperlyConfigured(
                f"{name} must be a mail address, or a web address with https://, not {value}."
            ) from error
        return f"mailto:{value}"

    def time_zone(self, name: str, default: str) -> str:
        value = self.str(name, default=default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ImproperlyConfigured(
                f"{name} must be a time zone such as Europe/Brussels; {value} is unknown here."
            ) from error
        return value

    def cache(self, name: str, default: str) -> dict:
        """Django's settings of the cache that an address names."""
        value = self.str(name, default=default)
        try:
            found = self.cache_url_config(value)
        except (ImproperlyConfigured, ValueError) as error:
            raise ImproperlyConfigured(
                f"{name} must name a cache, for example locmemcache:// or"
                f" rediscache://host:6379/1, not {value}."
            ) from error
        if found["BACKEND"].endswith(".RedisCache"):
            found["BACKEND"] = "dci.shared_cache.SharedCache"
        elif found["BACKEND"].endswith(".LocMemCache"):
            found["BACKEND"] = "dci.own_cache.OwnCache"
        return found

    def mail(self, name: str, default: str) -> dict:
        """Django's settings of the mail server that an address names."""
        try:
            found = self.email_url_config(self.str(name, default=default))
        except (ImproperlyConfigured, ValueError) as error:  # its value may hold a password
            raise ImproperlyConfigured(
                f"{name} must name a mail server, for example smtp+tls://user:password@host:587,"
                " or be consolemail://."
            ) from error
        if found["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
            found["EMAIL_BACKEND"] = "dci.outbox.smtp.SmtpBackend"
        return found

    def str(self, name: str, default: str) -> str:
        """The value as it stands. To environ, a password that begins with ``$`` would be a name."""
        return self.ENVIRON.get(name, default)
