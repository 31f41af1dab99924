"""Nothing is changed by a request that another site has made somebody's browser send."""

import re
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import roles
from tests.dci.test_bad_input import is_ours
from tests.effort import tries
from tests.record import record

pytestmark = pytest.mark.django_db
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What looking at something may write: that somebody looks, and smaller copies of pictures.
BESIDES = {
    "dci_siterendition",
    "django_session",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}


@pytest.fixture
def addresses() -> list[str]:
    samples = roles.Samples()
    samples.objects["images"].get_file_size()  # is noted when it is first asked for
    return [f"/admin/{samples.address(row)}" for row in roles.rows()]


@pytest.fixture
def asked():
    """``asked(method, address)``: the answer to an administrator, and the tables it has written."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(roles.ROLES["Administrator"]())
    client.get("/admin/account/")
    cookies = {name: one.value for name, one in client.cookies.items()}

    def ask(method: str, address: str):
        client.cookies = SimpleCookie(cookies)
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(address)
            answer.getvalue()
            transaction.set_rollback(True)
        written = {found[1] for query in queries if (found := WRITES.match(query["sql"]))}
        return answer, written - BESIDES

    return ask


def test_no_address_takes_a_form_without_its_token(addresses, asked):
    taken = []
    for address in addresses:
        answer, written = asked("post", address)
        if written or answer.status_code not in (302, 403, 404, 405):
            taken.append((address, answer.status_code, written))
    assert taken == []


@pytest.mark.audit
def test_looking_at_an_address_changes_nothing(addresses, asked):
    looked_at = [address for address in addresses if tries(is_ours(address), audit=True)]
    changed = {address: written for address in looked_at if (written := asked("get", address)[1])}
    assert len(looked_at) > 30
    assert changed == {}
    record("looking at addresses of the admin", f"{len(looked_at)} addresses, nothing changed")
