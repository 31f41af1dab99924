"""Lines of the log: of a shape that programs read, with the request's number, and about nobody.

Addresses are taken out wherever they come from, and what a database quotes of a row.
"""

import json
import logging
import re
from datetime import UTC, datetime

from dci import request_id

# From its first letter on, and not from each: visitors ask for words of thousands of letters.
MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSONAL = {
    MAIL_ADDRESS: "<mail address>",
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"): "<address>",
    re.compile(
        r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}|(?:[0-9a-f]{1,4}:){1,6}:)[0-9a-f:]*", re.IGNORECASE
    ): "<address>",
    re.compile(r"^DETAIL:.*$", re.MULTILINE): "DETAIL: <a row>",
}


def without_people(text: str) -> str:
    for pattern, instead in PERSONAL.items():
        text = pattern.sub(instead, text)
    return text


class PlainLines(logging.Formatter):
    """For a terminal."""

    def __init__(self):
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_people(super().format(record))


class JsonLines(logging.Formatter):
    """An object a line: ``time``, ``level``, ``logger``, ``message``, ``request``, ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_people(record.getMessage()),
        }
        if number := request_id.current():
            line["request"] = number
        if record.exc_info:
            line["error"] = without_people(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
