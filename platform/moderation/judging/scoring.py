"""How much a flag weighs, and when flags hide a thing before anybody looked."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

AXIS = 0.7
"""Who is right in seven flags of ten is neither rewarded nor doubted."""
FEW = 5
"""Below this many judged flags nobody's record counts."""


class Sensitivity(StrEnum):
    """How soon flags hide something."""

    OFF = "off"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


_THRESHOLDS = {Sensitivity.LOW: 12.0, Sensitivity.MEDIUM: 7.0, Sensitivity.HIGH: 4.0}
_BONUS = {"spam": 1.0, "illegal": 1.0}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A flag as the score sees it."""

    weight: float
    level: int


def record_bonus(agreed: int, disagreed: int, ignored: int) -> float:
    """Between about -10 and +10: grows with how often, and for how long, reviewers agreed or disagreed."""
    total = agreed + disagreed + ignored
    if total <= FEW:
        return 0.0
    share = agreed / total
    good = share > AXIS
    bottom, top = (AXIS, 1.0) if good else (0.0, AXIS)
    distance = (share - bottom if good else top - share) / (top - bottom)
    return round(distance * math.log(total, 4) * 2.5 * (1 if good else -1), 2)


def weight_of(level: int, reason: str, bonus: float) -> float:
    """One flag's weight: at least zero, so that a bad record never helps what is flagged."""
    return max(0.0, round(1.0 + level + _BONUS.get(reason, 0.0) + bonus, 2))


def score_of(flags: Collection[Weighed]) -> float:
    """The sum of all weights; the order in which flags came makes no difference."""
    return round(sum(sorted(flag.weight for flag in flags)), 2)


def hides(flags: Collection[Weighed], *, sensitivity: Sensitivity, min_trusted: int, trusted_level: int = 1) -> bool:
    """Whether these flags hide the thing: enough weight, and enough different members whom the brand trusts."""
    threshold = _THRESHOLDS.get(sensitivity)
    if threshold is None:
        return False
    trusted = sum(1 for flag in flags if flag.level >= trusted_level)
    return trusted >= max(1, min_trusted) and score_of(flags) >= threshold


def flags_per_day(base: int, level: int) -> int:
    """How many flags a day somebody of this level may raise."""
    return math.floor(base * {2: 1.5, 3: 2.0, 4: 3.0}.get(level, 1.0))
