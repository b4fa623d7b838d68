"""The language of badge rules: conditions on counted metrics, joined by "and" inside an alternative and by "or" between them.

Stored as `{"any_of": [[{"metric", "comparison", "number", "days"}, ...], ...]}`; every and/or formula can be written so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recognition.errors import BadRuleError

MOST_ALTERNATIVES, MOST_CONDITIONS, MOST_DAYS, MOST_NUMBER = 5, 8, 3_650, 10_000_000
COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "at_least": lambda have, number: have >= number,
    "at_most": lambda have, number: have <= number,
    "exactly": lambda have, number: have == number,
}

ON_DAYS = ("topics_created", "replies_created", "likes_given", "likes_received", "solutions", "flags_agreed", "invited",
           "topics_read", "posts_read", "days_visited", "minutes_read")  # fmt: skip
DISTINCT = ("topics_replied", "likers", "liked_posts")
OTHERS = ("points", "days_since_joining", "trust_level")
MEMBER_METRICS = (*ON_DAYS, *DISTINCT, *OTHERS)
POST_METRICS = ("post_likes", "post_is_topic", "post_is_reply", "post_is_solution")
INTERNAL = ("like_days", "flagged_posts", "flaggers")
"""What trust levels count besides; no badge asks for it."""
WITHOUT_WINDOW = frozenset({"days_since_joining", "trust_level", *POST_METRICS})
Need = tuple[str, int | None]
Values = Mapping[Need, int]


@dataclass(frozen=True, slots=True)
class Condition:
    """A metric, within the last `days` or ever, compared with a number."""

    metric: str
    comparison: str
    number: int
    days: int | None = None

    def holds(self, values: Values) -> bool:
        return COMPARISONS[self.comparison](values.get((self.metric, self.days), 0), self.number)


@dataclass(frozen=True, slots=True)
class Rule:
    """Alternatives, each a list of conditions that must all hold."""

    any_of: Sequence[Sequence[Condition]]

    def holds(self, values: Values) -> bool:
        """Whether somebody with these values has earned it; metrics that are not given count as 0."""
        return any(all(condition.holds(values) for condition in group) for group in self.any_of)

    @property
    def needs(self) -> frozenset[Need]:
        """The metrics, with their windows, that must be counted."""
        return frozenset((condition.metric, condition.days) for group in self.any_of for condition in group)

    @property
    def asks_for_nothing(self) -> bool:
        """Whether somebody who never did anything would get it."""
        return self.holds({})

    def as_json(self) -> dict[str, Any]:
        return {
            "any_of": [
                [{"metric": c.metric, "comparison": c.comparison, "number": c.number, "days": c.days} for c in group]
                for group in self.any_of
            ]
        }


def parse_rule(raw: object, subject: str) -> Rule:
    """The rule behind its JSON, for badges of members or of posts; raises BadRuleError."""
    groups = raw.get("any_of") if isinstance(raw, dict) and set(raw) == {"any_of"} else None
    if not isinstance(groups, list) or not 1 <= len(groups) <= MOST_ALTERNATIVES:
        raise BadRuleError
    return Rule([_group(group, POST_METRICS if subject == "post" else MEMBER_METRICS) for group in groups])


def _group(raw: object, metrics: Sequence[str]) -> Sequence[Condition]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_CONDITIONS:
        raise BadRuleError
    return [_condition(item, metrics) for item in raw]


def _condition(raw: object, metrics: Sequence[str]) -> Condition:
    if not isinstance(raw, dict) or not {"metric", "comparison", "number"} <= set(raw) <= {
        "metric",
        "comparison",
        "number",
        "days",
    }:
        raise BadRuleError
    metric, number, days = raw["metric"], raw["number"], raw.get("days")
    if metric not in metrics or raw["comparison"] not in COMPARISONS:
        raise BadRuleError
    if type(number) is not int or not 0 <= number <= MOST_NUMBER:
        raise BadRuleError
    if days is not None and (type(days) is not int or not 1 <= days <= MOST_DAYS or metric in WITHOUT_WINDOW):
        raise BadRuleError
    return Condition(metric, raw["comparison"], number, days)
