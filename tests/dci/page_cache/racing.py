"""One of several processes of the site, in a race: ``python -m tests.dci.page_cache.racing``.

An editor writes the number of its page, one after the other, and notes each that was acknowledged.
A reader takes a note first, then reads the page: an older number is a stale page.
"""

import mmap
import sys

PAGES = 2  # each has an editor
SIZE = 8  # bytes of a note


class Notes:
    """Which number of each page was acknowledged last, for all processes to see."""

    def __init__(self, path: str):
        with open(path, "r+b") as file:  # noqa: PTH123 a path would be opened the same way
            self.memory = mmap.mmap(file.fileno(), 0)

    def __getitem__(self, page: int) -> int:
        return int.from_bytes(self.memory[page * SIZE : (page + 1) * SIZE], "little")

    def __setitem__(self, page: int, number: int) -> None:
        self.memory[page * SIZE : (page + 1) * SIZE] = number.to_bytes(SIZE, "little")


def edit(page: int, notes: Notes) -> None:
    """Save the page until the process is ended."""
    from dci.models import SitePage
    from dci.wsgi import pages

    number = 0

    def save(environ, start_response):
        SitePage.objects.filter(slug=f"page-{page}").update(title_en=f"Number {number}")
        start_response("200 OK", [])
        return []

    pages.application = save
    visitor = visitor_of(pages)
    while True:
        number += 1
        visitor.post("/admin/")
        notes[page] = number


def read(times: int, notes: Notes) -> None:
    """Read one page after the other. Exits with 1 when one is older than was noted before."""
    from dci.wsgi import pages

    visitor = visitor_of(pages)
    for turn in range(times):
        page = turn % PAGES
        noted = notes[page]
        heading = visitor.get(f"/en/page-{page}/").heading
        if int(heading.removeprefix("Number ")) < noted:
            sys.exit(f"Number {noted} of page {page} was saved, and {heading} was read.")


def visitor_of(application):
    from tests.dci.page_cache.visiting import Visitor

    return Visitor(application)


def main(role: str, number: str, path: str) -> None:
    import django

    django.setup()
    {"edit": edit, "read": read}[role](int(number), Notes(path))


if __name__ == "__main__":
    main(*sys.argv[1:])
