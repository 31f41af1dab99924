"""Asking the addresses of other sites: what they answer, how politely, and never inside."""

import pytest
from django.core.management import CommandError, call_command

from dci.links import asking, checking
from dci.links.asking import ask
from dci.links.models import FAILURES, Address
from tests.dci.links.conftest import Elsewhere
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/200", ""),
        ("/no-head", ""),
        ("/301?/200", ""),
        ("/404", "gone"),
        ("/410", "gone"),
        ("/302?/404", "gone"),
        ("/500", "fault"),
        ("/403", "refused"),
        ("/429", "refused"),
        ("/302?/302", "circle"),
        ("/302?file:///etc/passwd", "unknown"),
        ("/a b/ü?q=<x>", ""),
    ],
)
def test_answers_are_understood(elsewhere, path, found):
    assert ask(elsewhere + path) == found


def test_only_the_head_is_asked_for_where_that_is_enough(elsewhere):
    ask(f"{elsewhere}/200")
    ask(f"{elsewhere}/no-head")
    assert Elsewhere.asked == ["HEAD /200", "HEAD /no-head", "GET /no-head"]
    [agent] = Elsewhere.agents
    assert agent.startswith("Defence for Children International (checks its links; http")


def test_site_that_does_not_answer_is_left(elsewhere, monkeypatch):
    monkeypatch.setattr(Elsewhere, "send_response", lambda self, code: self.rfile.read())
    monkeypatch.setattr(asking, "TIMEOUT", 0.1)
    assert ask(f"{elsewhere}/200") == "silent"


def test_site_that_answers_too_slowly_is_left(elsewhere, monkeypatch):
    monkeypatch.setattr(Elsewhere, "send_response", lambda self, code: self.rfile.read())
    monkeypatch.setattr(asking, "LONGEST", 0.1)
    assert ask(f"{elsewhere}/200") == "silent"


def test_redirect_to_what_is_no_address_is_understood(elsewhere, monkeypatch):
    monkeypatch.setattr(asking, "_answer", lambda method, url: (302, "http://["))
    assert ask(f"{elsewhere}/302") == "unknown"


INSIDE = [
    "localhost", "127.0.0.1", "127.1", "2130706433", "0", "[::]", "[::1]", "[::ffff:127.0.0.1]",
    "10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "[2002:7f00:1::]",
    "100.64.0.1", "224.0.0.1",
]  # fmt: skip


def test_only_the_ports_of_web_sites_are_asked(elsewhere, monkeypatch):
    monkeypatch.setattr(asking, "ASKED", {80, 443})
    assert ask(f"{elsewhere}/200") == "inside"
    assert Elsewhere.asked == []


@pytest.mark.parametrize("host", INSIDE)
def test_nothing_inside_is_asked(elsewhere, settings, host):
    settings.CHECK_PRIVATE_ADDRESSES = False
    port = elsewhere.rpartition(":")[2]
    assert ask(f"http://{host}:{port}/200") in {"inside", "unknown"}
    assert Elsewhere.asked == []


def test_no_redirect_leads_inside(elsewhere, settings, monkeypatch):
    settings.CHECK_PRIVATE_ADDRESSES = False
    monkeypatch.setattr(asking, "_is_public", lambda ip: ip == "127.0.0.1")
    port = elsewhere.rpartition(":")[2]
    assert ask(f"{elsewhere}/302?http://127.0.0.2:{port}/200") == "inside"
    assert Elsewhere.asked == [f"HEAD /302?http://127.0.0.2:{port}/200"]


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[",
        "http://a:b/",
        "http://a:99999/",
        "ftp://a/",
        "http://xn--/",
        "http://..ü/",
    ],
)
def test_what_is_no_address_is_said_to_be_none(url):
    assert ask(url) == "unknown"


def test_passing_fault_is_not_called_broken(night, elsewhere):
    OrganisationFactory(website=f"{elsewhere}/404")
    for _number in range(FAILURES - 1):
        assert "Broken links: 0" in night()
    assert "Broken links: 1" in night()
    assert Address.objects.get().failed_days == FAILURES


def test_failures_of_one_day_count_once(night, elsewhere):
    OrganisationFactory(website=f"{elsewhere}/404")
    night()
    address = Address.objects.get()
    for _number in range(FAILURES):
        address.note("gone")
    assert address.failed_days == 1


def test_what_is_good_again_begins_anew(night, elsewhere):
    OrganisationFactory(website=f"{elsewhere}/404")
    night()
    address = Address.objects.get()
    address.note("")
    assert (address.failed_days, address.failing_since) == (0, None)


def test_run_goes_on_where_the_last_one_stopped(night, elsewhere):
    for name in ("200", "no-head", "404"):
        OrganisationFactory(website=f"{elsewhere}/{name}")
    assert "2/2" in night(most=2)
    call_command("check_links", pause=0)
    call_command("check_links", pause=0)
    heads = [asked for asked in Elsewhere.asked if asked.startswith("HEAD")]
    assert sorted(heads) == ["HEAD /200", "HEAD /404", "HEAD /no-head"]


def test_hosts_are_asked_in_turn_and_with_a_pause(elsewhere, monkeypatch):
    waits = []
    monkeypatch.setattr(checking, "sleep", waits.append)
    monkeypatch.setattr(checking, "monotonic", lambda: 100.0)
    other = elsewhere.replace("127.0.0.1", "localhost")
    urls = [f"{elsewhere}/200", f"{elsewhere}/200?2", f"{other}/200?3"]
    addresses = [Address.objects.create(url=url) for url in urls]
    checking.check(addresses, pause=2.0, tell=lambda address: None)
    assert Elsewhere.asked == ["HEAD /200", "HEAD /200?3", "HEAD /200?2"]
    assert waits == [2.0]


def test_without_a_network_nothing_is_noted(monkeypatch):
    monkeypatch.setattr(checking, "ask", lambda url: "unknown")
    for host in ("a", "b", "c"):
        OrganisationFactory(website=f"https://{host}.example.org/")
    with pytest.raises(CommandError, match="connected"):
        call_command("check_links", pause=0)
    assert not Address.objects.exclude(checked_at=None).exists()


@pytest.mark.parametrize("options", [{"pause": -1}, {"most": -1}])
def test_odd_options_are_refused(options):
    with pytest.raises(CommandError):
        call_command("check_links", **options)
