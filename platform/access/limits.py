"""How often somebody may do something: sliding windows in the shared cache, per tenant (the cache key carries it).

When Redis is away nothing is counted and everybody may go on: an outage delays spam checks, it must not silence customers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.core.cache import caches
from django.utils.translation import gettext as _

from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import TooManyError


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many in so many seconds; a count of 0 or less means without limit."""

    count: int
    seconds: int


Floor = Callable[[Actor], Iterable[Allowance]]
_floors: list[Floor] = []


def provide_floor(floor: Floor) -> None:
    """Hand in how much any member may change at all, whatever it is; called once from its app's ready()."""
    _floors[:] = [floor]


def count_change(actor: Actor) -> None:
    """Count one request with which a member changes something; the gate of every route does. Raises TooManyError.

    Staff, moderators and the platform are not counted, nor is who has no account: their ways in have limits of their own.
    """
    if _floors and actor.role is Role.MEMBER and actor.user_id is not None:
        take("change", str(actor.user_id), _floors[0](actor))


class ScriptedCache(Protocol):
    """What `config.cache` has beside Django's methods."""

    def run_script(self, script: str, keys: Sequence[str], arguments: Sequence[Any], *, otherwise: Any) -> Any:
        """What a Lua script answers."""


_TAKE = """
local windows = #KEYS / 2
for i = 1, windows do
  local here = tonumber(redis.call("GET", KEYS[2 * i - 1]) or "0")
  local before = tonumber(redis.call("GET", KEYS[2 * i]) or "0")
  if here + before * tonumber(ARGV[3 * i - 1]) + 1 > tonumber(ARGV[3 * i - 2]) then return i end
end
for i = 1, windows do
  if redis.call("INCR", KEYS[2 * i - 1]) == 1 then redis.call("EXPIRE", KEYS[2 * i - 1], ARGV[3 * i]) end
end
return 0
"""
"""For each window two keys, and how many, which part of the last window overlaps, and seconds to keep. The first that is
full; 0 when all took the deed. One script, because of many at once no more than allowed may pass, and one refused counts nowhere."""


def take(deed: str, subject: str, allowances: Iterable[Allowance]) -> None:
    """Count one deed of this subject (an account's id, or an address) and raise TooManyError when it is one too many.

    The estimate of a sliding window: what this window holds and the part of the last one that still overlaps, as in
    Cloudflare's "counting things" (2017). A refused deed is not counted. `retry_after` in the detail is in seconds.
    """
    instant = now().timestamp()
    most: dict[int, int] = {}
    for allowance in allowances:
        if allowance.count > 0:
            # Two for one span are one counter: the tighter holds.
            most[allowance.seconds] = min(allowance.count, most.get(allowance.seconds, allowance.count))
    keys: list[str] = []
    arguments: list[float] = []
    for seconds, count in most.items():
        window, elapsed = divmod(instant, seconds)
        stem = f"limit:{deed}:{subject}:{seconds}"
        keys += [f"{stem}:{int(window)}", f"{stem}:{int(window) - 1}"]
        arguments += [count, 1 - elapsed / seconds, 2 * seconds]
    full = cast("ScriptedCache", caches["default"]).run_script(_TAKE, keys, arguments, otherwise=0) if keys else 0
    if full:
        seconds = list(most)[full - 1]
        wait = max(1, round(seconds - instant % seconds))
        raise TooManyError(_("That was too fast. Wait a moment and try again."), retry_after=wait)
