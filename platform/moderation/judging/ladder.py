"""How long a penalty lasts: each one is longer than the one before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

DEFAULT_STEPS = (24, 72, 168, 720)
"""Hours."""


def step_after(previous: int, steps: Sequence[int] = DEFAULT_STEPS) -> int:
    """The number of the step (0 is the first) after so many penalties that still count; the last one repeats."""
    return min(max(previous, 0), len(steps) - 1)


def lasts(step: int, steps: Sequence[int] = DEFAULT_STEPS) -> timedelta:
    """How long the penalty of this step lasts."""
    return timedelta(hours=steps[min(max(step, 0), len(steps) - 1)])


def extended(start: datetime, running_until: datetime | None, step: int, steps: Sequence[int] = DEFAULT_STEPS) -> datetime:
    """When a penalty given now ends; a longer one that is running already is never cut short."""
    end = start + lasts(step, steps)
    return max(end, running_until) if running_until is not None else end
