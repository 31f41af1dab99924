"""The cache that machines share, while its Redis is away."""

import pytest

from dci.shared_cache import Client, SharedCache
from tests.production import free_port

CALLS = {
    "get": (("a", "nothing"), "nothing"),
    "set": (("a", 1), None),
    "add": (("a", 1), True),
    "touch": (("a",), False),
    "delete": (("a",), False),
    "get_many": ((["a"],), {}),
    "has_key": (("a",), False),
    "set_many": (({"a": 1},), []),
    "delete_many": ((["a"],), None),
    "clear": ((), False),
}


@pytest.fixture
def shared(monkeypatch):
    """One behind whose address nobody is."""
    monkeypatch.setattr(Client, "silent_until", 0.0)
    return SharedCache(f"redis://127.0.0.1:{free_port()}/0", {})


@pytest.mark.parametrize("method", CALLS)
def test_without_redis_it_is_as_if_it_held_nothing(shared, method):
    arguments, answer = CALLS[method]
    assert getattr(shared, method)(*arguments) == answer


def test_without_redis_nothing_can_be_counted_up(shared):
    with pytest.raises(ValueError, match="not found"):
        shared.incr("a")


def test_redis_that_is_away_is_not_asked_each_time(shared, monkeypatch, caplog):
    for _ in range(3):
        shared.get("a")
    assert [record.message for record in caplog.records] == [
        "The shared cache is away: ConnectionError"
    ]
