"""Limits against a real Redis: of many at once no more pass than may, and what is refused counts nowhere."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.cache import cache

from access.limits import Allowance, take
from kernel.errors import TooManyError
from tenants.context import tenant_context
from tests.plugin import TENANTS

AT_ONCE, DAY = 16, 86_400


def passes(deed: str, *allowances: Allowance) -> bool:
    with tenant_context(TENANTS["acme"]):
        try:
            take(deed, "bob", allowances)
        except TooManyError:
            return False
    return True


@pytest.fixture
def deed() -> str:
    return f"race-{uuid4()}"


@pytest.mark.parametrize("most", [1, 5, 15])
def test_of_many_at_once_exactly_so_many_pass(deed: str, most: int) -> None:
    start = Barrier(AT_ONCE)

    def knock(_number: int) -> list[bool]:
        start.wait(timeout=30)
        return [passes(deed, Allowance(most, DAY), Allowance(most * 4, 2 * DAY)) for _time in range(4)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = [outcome for found in pool.map(knock, range(AT_ONCE)) for outcome in found]
    assert (len(outcomes), sum(outcomes)) == (AT_ONCE * 4, most)


def test_what_one_window_refuses_no_other_counts(deed: str) -> None:
    both = Allowance(3, DAY), Allowance(1, 2 * DAY)
    assert [passes(deed, *both) for _time in range(6)] == [True, *[False] * 5]
    assert [passes(deed, both[0]) for _time in range(4)] == [True, True, False, False]


def test_two_allowances_for_one_span_are_the_tighter_one(deed: str) -> None:
    both = Allowance(20, DAY), Allowance(3, DAY)
    assert [passes(deed, *both) for _time in range(5)] == [True, True, True, False, False]


def test_counters_forget_themselves(deed: str) -> None:
    assert passes(deed, Allowance(3, 60))
    with tenant_context(TENANTS["acme"]):
        client = cache._cache.get_client(None)  # type: ignore[attr-defined] # how long a key lives is Redis' own to say
        kept = list(client.scan_iter(match=f"*{deed}*", count=10_000))
        assert [0 < client.ttl(key) <= 120 for key in kept] == [True]


def test_another_brand_counts_for_itself(deed: str) -> None:
    assert passes(deed, Allowance(1, DAY))
    with tenant_context(TENANTS["globex"]):
        take(deed, "bob", [Allowance(1, DAY)])
    assert not passes(deed, Allowance(1, DAY))


def test_without_redis_nothing_is_counted_and_everybody_goes_on(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from config.cache import ForgivingRedisCache

    monkeypatch.setattr("access.limits.caches", {"default": ForgivingRedisCache("redis://127.0.0.1:1/0", {})})
    assert [passes(deed, Allowance(1, DAY)) for _time in range(3)] == [True] * 3
