"""Machine translation: off unless a service is set up, asked for by a button, never published
unread.

    service = machine.provider()               None where there is no service
    service.translate(["Hello"], "en", "fr", is_html=False)       ["Bonjour"]

One provider: LibreTranslate's HTTP interface, which an organisation can host itself. What it
answers is not trusted: it is limited in size and time, no other host is gone to, and a text with
markup keeps nothing but inline markup and the links of its source.
"""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from ..inline_rich_text import as_edited

TIMEOUT = 20  # seconds, for the whole of an answer
LONGEST = 10_000  # characters in one request
LARGEST_ANSWER = 1_000_000  # bytes


class NoTranslation(Exception):  # noqa: N818 what the translator is told
    """The service has not translated; the message says why, for the translator."""


class Provider(Protocol):
    """A service that translates. Its methods raise ``NoTranslation``."""

    name: str

    def languages(self) -> dict[str, set[str]]:
        """For each language the service reads, those that it writes."""

    def translate(self, texts: list[str], source: str, target: str, *, is_html: bool) -> list[str]:
        """``texts`` in another language, as many and in the same order."""


def provider() -> Provider | None:
    """The service of the settings."""
    url = settings.TRANSLATION_SERVICE_URL
    return LibreTranslate(url, settings.TRANSLATION_SERVICE_KEY) if url else None


def suggestion(text: str, source: str, target: str, *, is_html: bool) -> str:
    """``text`` as the service translates it, cleaned. Raises ``NoTranslation``."""
    service = provider()
    if service is None:
        raise NoTranslation(_("No translation service is set up."))
    (translated,) = service.translate([text], source, target, is_html=is_html)
    return cleaned(translated, text) if is_html else translated.replace("\x00", "").strip()


KEPT = {"b", "strong", "i", "em", "sup", "sub", "s", "br"}
DROPPED = ["script", "style", "template", "iframe", "object", "svg", "math"]


def cleaned(html: str, source: str) -> str:
    """``html`` with inline markup and the links of ``source``, and nothing else.

    Raises ``NoTranslation`` if no editor could show what is left.
    """
    links = [link.attrs for link in _parsed(source).find_all("a")]
    soup = _parsed(html.replace("\x00", ""))
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name == "a" and tag.attrs in links:
            continue
        tag.attrs = {}
        if tag.name not in KEPT:
            tag.unwrap()
    try:
        return as_edited(soup.decode())
    except (BadRequest, AssertionError, RecursionError) as error:
        raise NoTranslation(_("The translation service has answered rubbish.")) from error


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(f"<p>{html}</p>", "html.parser")


@dataclass(frozen=True)
class LibreTranslate:
    """A server with LibreTranslate's interface at ``url``, which may want a ``key``.

    https://docs.libretranslate.com: POST /translate, GET /languages.
    """

    url: str
    key: str = ""
    timeout: float = TIMEOUT
    name = "LibreTranslate"

    def languages(self) -> dict[str, set[str]]:
        answer = self._ask("GET", "/languages")
        try:
            return {str(one["code"]): set(map(str, one["targets"])) for one in answer}
        except (TypeError, KeyError) as error:
            raise NoTranslation(_("The translation service has answered rubbish.")) from error

    def translate(self, texts: list[str], source: str, target: str, *, is_html: bool) -> list[str]:
        if sum(map(len, texts)) > LONGEST:
            raise NoTranslation(_("The text is too long for the translation service."))
        question = {
            "q": texts,
            "source": source,
            "target": target,
            "format": "html" if is_html else "text",
            **({"api_key": self.key} if self.key else {}),
        }
        answer = self._ask("POST", "/translate", question)
        translated = answer.get("translatedText") if isinstance(answer, dict) else None
        is_list = isinstance(translated, list) and len(translated) == len(texts)
        if not is_list or not all(isinstance(text, str) for text in translated):
            raise NoTranslation(_("The translation service has answered rubbish."))
        return translated

    def _ask(self, method: str, path: str, question: dict | None = None):
        """The service's answer. It is sent to the host of ``url`` and to no other."""
        try:
            status, body = self._send(method, path, question)
        except TimeoutError as error:
            raise NoTranslation(_("The translation service takes too long.")) from error
        except (OSError, http.client.HTTPException) as error:
            raise NoTranslation(_("The translation service cannot be reached.")) from error
        answer = _read(body)
        if status != http.HTTPStatus.OK:
            said = answer.get("error") if isinstance(answer, dict) else None
            text = _("The translation service refuses: %(reason)s")
            raise NoTranslation(text % {"reason": str(said or status)[:200]})
        return answer

    def _send(self, method: str, path: str, question: dict | None) -> tuple[int, bytes]:
        """Status and body of an answer, which must be there in time; of one too large, nothing."""
        end = time.monotonic() + self.timeout
        place = urlsplit(self.url)
        is_secure = place.scheme == "https"
        kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
        connection = kind(place.hostname, place.port, timeout=self.timeout)
        try:
            body = None if question is None else json.dumps(question).encode()
            headers = {"Content-Type": "application/json", "Accept": "application/json"}
            connection.request(method, place.path.rstrip("/") + path, body, headers)
            response = connection.getresponse()
            received = b""
            while part := response.read1(65536):
                received += part
                if len(received) > LARGEST_ANSWER:
                    return response.status, b""
                if time.monotonic() > end:
                    raise TimeoutError
            return response.status, received
        finally:
            connection.close()


def _read(body: bytes):
    """What an answer says, ``None`` if it says nothing that can be read."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
