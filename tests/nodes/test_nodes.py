"""Two nodes behind nginx lose a process, the database and their version, and no reader notices.

Everything is real: PostgreSQL, Redis, nginx, and the server as the files of docs/deploy begin it.
Readers are at work all the time; whatever happens, no answer is wrong, none is older than what was
saved before it was asked for, and none fails but a page that is not kept while the database is
away.
"""

import shutil

import pytest

from tests import databases
from tests.effort import tries
from tests.nodes import people
from tests.nodes.conftest import NEVER_KEPT, PAGES
from tests.nodes.machines import wait_until
from tests.nodes.people import Editor
from tests.record import record

MISSING = [name for name in ("nginx", "redis-server") if not shutil.which(name)]
ROUNDS = tries(1, audit=10)
EDITS = tries(2, audit=10)

pytestmark = [
    pytest.mark.long,
    pytest.mark.audit,
    pytest.mark.alone,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(not databases.POSTGRES, reason="several machines share a PostgreSQL"),
]


def test_readers_notice_nothing_that_goes_and_comes_back(site):
    editor = Editor(site.nodes[0].pool, site.form, site.session)
    with site.read(by=editor) as readers, people.at_work([editor]):
        for number in range(ROUNDS):
            editor.acknowledge(EDITS)
            site.nodes[0].kill()
            site.nodes[0].start()
            editor.acknowledge(EDITS)
            site.database.stop()
            site.database.start()
            editor.acknowledge(EDITS)
            site.renew(f"version {number}")
            assert f"version {number}".encode() in people.ask(site.front, site.edited).data
            editor.acknowledge(EDITS)
    kept_pages_stay(site, editor)
    answers = sum(reader.answers.total() for reader in readers)
    record(
        "a node killed, PostgreSQL restarted, a new version on two nodes, one after the other",
        f"{ROUNDS} times under load: {answers} answers and {editor.noted} saves, none wrong or old",
    )


def kept_pages_stay(site, editor: Editor) -> None:
    """While the database is away; others say when to come again, and do."""
    for node in site.nodes:
        for path in (*PAGES, site.edited):
            people.ask(node.pool, path)
    with site.read(by=editor, kept=True) as readers:
        site.database.stop()
        read = readers[0].answers.total()
        wait_until(lambda: readers[0].answers.total() > read + 50, "readers go on")
        lacking = people.ask(site.front, NEVER_KEPT)
        assert (lacking.status, lacking.headers["Retry-After"]) == (503, "30")
        site.database.start()
        wait_until(lambda: people.ask(site.front, NEVER_KEPT).status == 200, "the search is back")
