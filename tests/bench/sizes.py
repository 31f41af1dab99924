"""What a page costs on a small and on a large site: `python -m tests.bench.sizes`.

Queries, milliseconds of processor and bytes of pages that are made anew, in one process and without
a server, with 10, 1,000 and 10,000 projects beside the starter content; and the cost of the largest
site as a ratio of the smallest.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.production import HOST, ROOT, settings_of

SIZES = (10, 1_000, 10_000)
PAGES = {
    "home": "/en/",
    "list": "/en/projects/",
    "list, filtered": "/fr/projets/?region=africa",
    "project": "/en/projects/twelve/",
    "network": "/fr/reseau/",
    "text": "/es/quienes-somos/movimiento/",
    "search": "/en/search/?q=juvenile+justice",
    "sitemap, a part": "/sitemap-1.xml",
}
ROUNDS, TIMES = 5, 10
MOST = 1.5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = settings_of(folder, HOST) | {"PAGE_CACHE": "off"}
        for command in ("migrate", "load_starter", "make_renditions", "collectstatic --noinput"):
            run(settings, ROOT / "manage.py", *command.split(), "--verbosity=0")
        found = {size: of_size(size, folder, settings) for size in SIZES}
    say(f"{'':16}" + "".join(f"{size:>22,}" for size in SIZES) + "     largest / smallest")
    for page in PAGES:
        costs = [found[size][page] for size in SIZES]
        cells = [f"{queries:4} q {ms:6.1f} ms {size // 1000:3} kB" for queries, ms, size in costs]
        ratio = costs[-1][1] / costs[0][1]
        note = "" if ratio <= MOST else f"  more than {MOST}"
        say(f"{page:16}" + "".join(f"{cell:>22}" for cell in cells) + f"{ratio:10.2f}{note}")


def of_size(size: int, folder: Path, settings: dict[str, str]) -> dict[str, list]:
    """The costs of each page on a copy of the site to which so many projects were added."""
    database = folder / f"{size}.sqlite3"
    shutil.copy(settings["DATABASE_URL"].removeprefix("sqlite:///"), database)
    own = settings | {"DATABASE_URL": f"sqlite:///{database}"}
    return json.loads(run(own, "-m", "tests.bench.sizes", str(size)))


def run(settings: dict[str, str], *arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def measure(size: int) -> None:
    """In a process of its own: add the projects, visit the pages, print their costs."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "dci.settings"
    django.setup()
    from django.db import connection
    from django.test import Client

    from dci.management.large_site import make_projects
    from projects.models import ProjectIndexPage

    make_projects(size, ProjectIndexPage.objects.get())
    visitor = Client(HTTP_HOST=HOST)
    costs = {}
    for name, address in PAGES.items():
        visitor.get(address, secure=True)
        queries = []
        with connection.execute_wrapper(partial(noting, queries)):
            answer = visitor.get(address, secure=True)
        if answer.status_code != 200:
            sys.exit(f"{address} answers {answer.status_code}")
        best = min(round_of(visitor, address) for _round in range(ROUNDS))
        costs[name] = [len(queries), best, len(answer.content)]
    sys.stdout.write(json.dumps(costs))


def noting(queries: list, execute, sql: str, *rest) -> object:
    queries.append(sql)
    return execute(sql, *rest)


def round_of(visitor, address: str) -> float:
    """Milliseconds of processor for one visit."""
    before = time.process_time()
    for _time in range(TIMES):
        visitor.get(address, secure=True)
    return (time.process_time() - before) / TIMES * 1000


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    measure(int(sys.argv[1])) if len(sys.argv) > 1 else main()
