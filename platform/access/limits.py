"""How often somebody may do something: sliding windows in the shared cache, per tenant (the cache key carries it).

When Redis is away nothing is counted and everybody may go on: an outage delays spam checks, it must not silence customers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.cache import cache
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


def take(deed: str, subject: str, allowances: Iterable[Allowance]) -> None:
    """Count one deed of this subject (an account's id, or an address) and raise TooManyError when it is one too many.

    The estimate of a sliding window: what this window holds and the part of the last one that still overlaps, as in
    Cloudflare's "counting things" (2017). A refused deed is not counted. `retry_after` in the detail is in seconds.
    """
    instant = now().timestamp()
    for allowance in allowances:
        if allowance.count <= 0:
            continue
        window, elapsed = divmod(instant, allowance.seconds)
        stem = f"limit:{deed}:{subject}:{allowance.seconds}"
        here, before = f"{stem}:{int(window)}", f"{stem}:{int(window) - 1}"
        found = cache.get_many([here, before])
        used = found.get(here, 0) + found.get(before, 0) * (1 - elapsed / allowance.seconds)
        if used + 1 > allowance.count:
            wait = max(1, round(allowance.seconds - elapsed))
            raise TooManyError(_("That was too fast. Wait a moment and try again."), retry_after=wait)
        if cache.add(here, 1, timeout=2 * allowance.seconds):
            continue
        cache.incr(here)
