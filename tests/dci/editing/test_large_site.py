"""Every list of the admin asks the database as often on a large site as on a small one."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dci.management.large_site import SCREENS, make_site
from tests.effort import tries
from tests.factories import EditorFactory
from tests.record import record

pytestmark = pytest.mark.django_db
SMALL = 60  # more than what a page of any list shows
LARGE = tries(2 * SMALL, 10_000)
FEW = ["organisations", "images", "documents", "image chooser", "organisation chooser"]


def costs(client: Client, size: int, screens: list[str]) -> dict[str, int]:
    """The number of queries of each screen on a site with so many of everything."""
    found = {}
    with transaction.atomic():
        keys = make_site(size, images=size, organisations=size)
        for name in screens:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(SCREENS[name].format(**keys)).status_code == 200
            found[name] = len(queries)
        transaction.set_rollback(True)
    return found


@pytest.mark.audit
def test_lists_cost_no_more_on_a_large_site(client):
    client.force_login(EditorFactory())
    screens = tries(FEW, list(SCREENS))
    costs(client, SMALL, screens)  # what a process asks for once
    small = costs(client, tries(SMALL, 5 * SMALL), screens)
    large = costs(client, LARGE, screens)
    assert {name: cost for name, cost in large.items() if cost > small[name]} == {}
    record(
        f"screens of the admin with {LARGE:,} of everything",
        f"{len(screens)} screens, none asks the database more often",
    )
