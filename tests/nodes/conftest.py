import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import sleep

import pytest
import urllib3
from django.db import connection

from tests import databases, nginx, s3
from tests.nodes import machines, people
from tests.nodes.people import Editor, Reader

READERS = 3
BUCKET = "dci-media"
SETTLED = 5  # seconds: then nginx asks a node again that was away
PAGES = ["/en/", "/fr/", "/es/", "/en/projects/", "/fr/partenaires/"]
WITH_PICTURE = "/en/projects/together-for-justice/"
NEVER_KEPT = "/fr/recherche/?q=enfants"


@pytest.fixture
def site(starter_site):
    """All machines up, two nodes among them."""
    with ExitStack() as running:
        # PostgreSQL has a user of its own here, who may not enter pytest's folders.
        name = running.enter_context(
            tempfile.TemporaryDirectory(prefix="dci_nodes_", ignore_cleanup_errors=True)
        )
        yield Site(Path(name), running)


class Site:
    """Several machines, and what may happen to them."""

    def __init__(self, folder: Path, running: ExitStack):
        source = databases.address(connection.settings_dict["NAME"])
        self.database = machines.Database(folder, source)
        running.callback(self.database.end)
        cache = running.enter_context(machines.redis())
        endpoint = running.enter_context(s3.server())
        bucket = s3.bucket(endpoint, BUCKET, databases.STARTER_MEDIA)
        settings = machines.settings_of_nodes(folder, self.database, cache) | bucket
        self.session, key, self.edited = machines.prepared(settings)
        self.form = f"/admin/pages/{key}/edit/"
        self.nodes = [machines.Node(folder / name, settings) for name in ("one", "two")]
        for node in self.nodes:
            running.callback(node.end)
            node.start()
        (folder / "nginx").mkdir()
        one, *others = (node.port for node in self.nodes)
        port = running.enter_context(
            nginx.before(one, folder / "nginx", f"{endpoint}/{BUCKET}", others=others)
        )
        self.front = urllib3.HTTPConnectionPool("127.0.0.1", port, maxsize=16, retries=False)
        running.callback(self.front.close)
        self.headings = {path: self.heading(path) for path in PAGES}
        self.pictures = {self.picture(): people.PICTURE}

    @contextmanager
    def read(self, by: Editor | None = None, kept: bool = False) -> Iterator[list[Reader]]:
        """Readers come through nginx and to the second node. All they are told must be right.

        by: who edits meanwhile. kept: whether the database may be away and nobody may notice.
        """
        may_fail = (lambda: False) if kept else self.database.is_away.is_set
        ways = [(self.front, True)] * READERS + [(self.nodes[1].pool, False)]
        readers = [
            Reader(
                pool,
                self.headings | (self.pictures if is_visitor else {}),
                self.edited,
                by,
                may_fail,
                is_visitor,
            )
            for pool, is_visitor in ways
        ]
        with people.at_work(readers):
            yield readers
        assert sum((reader.complaints for reader in readers), Counter()) == {}
        assert all(reader.answers[200] > len(PAGES) for reader in readers)

    def renew(self, version: str) -> None:
        """Put a new version up, one node after the other, as docs/deploy says."""
        for node in self.nodes:
            node.renew(version)
            for path in PAGES:
                people.ask(node.pool, path)
            sleep(SETTLED)

    def picture(self) -> str:
        """The address of one that a page shows: a node has made it, the bucket has it."""
        page = people.ask(self.front, WITH_PICTURE).data.decode()
        return re.search(r'[" ](/media/images/[^" ]+)', page)[1]

    def heading(self, path: str) -> str:
        answer = people.ask(self.front, path)
        assert answer.status == 200, (path, answer.status)
        return people.heading(answer.data)
