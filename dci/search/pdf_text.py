"""The text of a PDF file, read within limits: what has not been read by then is not found."""

import io
import sys
import time
import unicodedata
from typing import BinaryIO

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 300
MOST_CHARACTERS = 200_000
SECONDS = 9  # of the ten there are


def text_of(file: BinaryIO) -> str:
    """The text of an open PDF file in reading order, ``""`` where there is none or it is too much.

    Ligatures and the forms that Arabic letters take in print become plain letters.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or not content.startswith(b"%PDF-"):
        return ""
    from dci import limited_process  # not for the script, which knows none of our modules

    text = limited_process.run(__file__, content).decode(errors="ignore")
    return unicodedata.normalize("NFKC", text).replace("\0", " ")[:MOST_CHARACTERS]


def main() -> None:
    """Write the text of the file on standard input to standard output, page by page."""
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
