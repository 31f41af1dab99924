"""Checks the addresses outside the site, one after the other and each host with a pause."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic, sleep
from urllib.parse import urlsplit

from dci.clock import around_now

from .asking import ask
from .models import UNDECIDED, Address, Reason

AGAIN = timedelta(hours=20)  # so that a nightly command asks each address once a night
PAUSE = 2.0  # seconds between two requests to one host
UNREACHED = {Reason.SILENT, Reason.UNKNOWN}
FEW_HOSTS = 3


class NoNetwork(Exception):  # noqa: N818 said to the operator as it is
    """Not one of several hosts was reached: that says nothing of them."""


def due(most: int | None = None) -> list[Address]:
    """The addresses to be asked now, those that were never asked first."""
    lately = around_now(AGAIN)
    never = Address.objects.filter(checked_at=None).order_by("pk")
    long_ago = Address.objects.exclude(checked_at=None).exclude(checked_at__range=lately)
    long_ago = long_ago.order_by("checked_at", "pk")
    return [*never, *long_ago][:most]


def check(
    addresses: list[Address], pause: float = PAUSE, tell: Callable[[Address], None] = print
) -> None:
    """Ask each address and keep at once what is found, so that nothing is asked twice.

    What is not reached is kept only when something else was: raises ``NoNetwork`` otherwise.
    """
    unreached: list[tuple[Address, str]] = []
    is_connected = False
    for address in _in_turns(addresses, pause):
        reason = ask(address.url)
        if reason in UNREACHED and not is_connected:
            unreached.append((address, reason))
            continue
        is_connected = True
        for one, why in [*unreached, (address, reason)]:
            one.note(why)
            tell(one)
        unreached = []
    if len({_host(address) for address, _reason in unreached}) >= FEW_HOSTS:
        raise NoNetwork
    for address, reason in unreached:
        address.note(reason)
        tell(address)


def _in_turns(addresses: list[Address], pause: float) -> Iterator[Address]:
    """The addresses host by host in turn, waiting where a host was asked a moment ago."""
    waiting: dict[str, deque[Address]] = defaultdict(deque)
    for address in addresses:
        waiting[_host(address)].append(address)
    asked: dict[str, float] = {}
    hosts = deque(waiting)
    while hosts:
        host = hosts.popleft()
        if host in asked:
            sleep(max(0.0, asked[host] + pause - monotonic()))
        yield waiting[host].popleft()
        asked[host] = monotonic()
        if waiting[host]:
            hosts.append(host)


def _host(address: Address) -> str:
    try:
        return urlsplit(address.url).hostname or ""
    except ValueError:
        return ""


def in_words(address: Address) -> str:
    """What was found, for the operator: "good", "refused", "gone (2 days)"."""
    if address.reason in UNDECIDED:
        return address.reason or "good"
    return f"{address.reason} ({address.failed_days} days)"
