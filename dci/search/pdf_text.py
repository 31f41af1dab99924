"""The text of a PDF file, read in a process of its own.

A file may be made to keep its reader busy for ever, or to fill the memory: the process is given ten
seconds and 768 MB, and what it has not read by then is not found.
"""

import io
import resource
import subprocess
import sys
import time
import unicodedata
from typing import BinaryIO

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 300
MOST_CHARACTERS = 200_000
SECONDS = 10  # of computing
PATIENCE = 20  # seconds in all, on a busy machine
MEMORY = 768 * 1024 * 1024


def text_of(file: BinaryIO) -> str:
    """The text of an open PDF file in reading order, ``""`` where there is none or it is too much.

    Ligatures and the forms that Arabic letters take in print become plain letters.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or not content.startswith(b"%PDF-"):
        return ""
    try:
        done = subprocess.run(  # noqa: S603  our own module
            [sys.executable, "-I", __file__],  # without our folders among its modules
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    text = done.stdout.decode(errors="ignore")
    return unicodedata.normalize("NFKC", text).replace("\0", " ")[:MOST_CHARACTERS]


def main() -> None:
    """Write the text of the file on standard input to standard output, page by page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from pypdf import PdfReader

    started, written = time.monotonic(), 0
    pages = PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
    for number, page in enumerate(pages):
        if (
            number == MOST_PAGES
            or written > MOST_CHARACTERS
            or time.monotonic() - started > SECONDS
        ):
            break
        text = page.extract_text()
        written += len(text)
        sys.stdout.buffer.write(text.encode(errors="ignore") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
