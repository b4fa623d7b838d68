"""The rules of trust levels, by the numbers of their defaults, and against a second, plainer reading of them."""

from datetime import timedelta
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.clock import now
from recognition.rules.trust import (
    Facts,
    Recent,
    Site,
    Standing,
    decide,
    keeps_3,
    qualifies,
    requirements,
    share,
)
from recognition.sections import TrustSettings

RULES = TrustSettings()
FIRST = {"topics_entered": 5, "posts_read": 30, "minutes_read": 10, "minutes_since_joining": 10}
SECOND = {
    "topics_entered": 20,
    "posts_read": 100,
    "minutes_read": 60,
    "minutes_since_joining": 60,
    "days_visited": 15,
    "likes_received": 1,
    "likes_given": 1,
    "topics_replied": 3,
}
LATELY = {
    "days_visited": 50,
    "topics_replied": 10,
    "topics_viewed": 250,
    "posts_read": 2_500,
    "likes_given": 30,
    "likes_received": 20,
    "like_days": 7,
    "likers": 5,
    "flagged_posts": 5,
    "flaggers": 5,
}
SITE = Site(topics=1_000, posts=10_000)


def third(ever: dict[str, int] | None = None, **recent: int) -> Facts:
    wanted = {**SECOND, "topics_entered": 200, "posts_read": 500, **(ever or {})}
    return Facts(**wanted, recent=Recent(**{**LATELY, **recent}), site=SITE)


@pytest.mark.parametrize("missing", [None, *FIRST])
def test_level_1_needs_every_line(missing: str | None) -> None:
    have = {**FIRST, **({missing: FIRST[missing] - 1} if missing else {})}
    assert qualifies(1, Facts(**have), RULES) is (missing is None)


@pytest.mark.parametrize("missing", [None, *SECOND])
def test_level_2_needs_every_line(missing: str | None) -> None:
    have = {**SECOND, **({missing: SECOND[missing] - 1} if missing else {})}
    assert qualifies(2, Facts(**have), RULES) is (missing is None)


@pytest.mark.parametrize("missing", [None, *LATELY])
def test_level_3_needs_every_line_of_the_window(missing: str | None) -> None:
    step = 1 if missing in ("flagged_posts", "flaggers") else -1
    facts = third(**({missing: LATELY[missing] + step} if missing else {}))
    assert qualifies(3, facts, RULES) is (missing is None)


@pytest.mark.parametrize(("column", "short"), [("topics_entered", 199), ("posts_read", 499), ("suspensions", 1)])
def test_level_3_needs_what_counts_ever(column: str, short: int) -> None:
    assert not qualifies(3, third({column: short}), RULES)


def test_shares_of_what_is_new_have_a_cap() -> None:
    assert (share(1_000, 25, 500), share(10, 25, 500), share(1_000_000, 25, 20_000)) == (250, 3, 20_000)


def test_nine_tenths_keep_level_3_but_what_counts_ever_has_no_slack() -> None:
    nearly = {key: ceil(value * 0.9) for key, value in LATELY.items() if key not in ("flagged_posts", "flaggers")}
    assert keeps_3(third(**nearly), RULES)
    assert not keeps_3(third(**{**nearly, "days_visited": 44}), RULES)
    assert not keeps_3(third({"posts_read": 499}, **nearly), RULES)
    assert not keeps_3(third(**{**nearly, "flaggers": 6}), RULES)


def test_a_fresh_level_3_is_not_taken_back_for_fourteen_days() -> None:
    at = now()
    poor = third(days_visited=0)
    young, old = Standing(level=3, since=at - timedelta(days=13)), Standing(level=3, since=at - timedelta(days=14))
    assert (decide(young, poor, RULES, at), decide(old, poor, RULES, at)) == (3, 2)


def test_a_lock_wins_over_a_group_and_a_group_over_the_rules() -> None:
    at = now()
    assert decide(Standing(level=1, locked=1, granted=3), third(), RULES, at) == 1
    assert decide(Standing(level=0, granted=2), Facts(), RULES, at) == 2
    assert decide(Standing(level=3, granted=3, since=None), Facts(), RULES, at) == 3
    assert decide(Standing(level=0, granted=1), third(), RULES, at) == 3


def test_level_4_without_a_group_is_climbed_for_again() -> None:
    at = now()
    assert decide(Standing(level=4), third(), RULES, at) == 3
    assert decide(Standing(level=4), Facts(**SECOND), RULES, at) == 2
    assert decide(Standing(level=4, granted=4), Facts(), RULES, at) == 4


def test_rules_never_take_level_2_away() -> None:
    assert decide(Standing(level=2), Facts(), RULES, now()) == 2


def test_every_number_is_the_brands_to_change() -> None:
    easy = TrustSettings(**{name: 0 for name in TrustSettings.model_fields if name.startswith(("tl1", "tl2"))})
    assert decide(Standing(), Facts(), easy, now()) == 2


numbers = st.integers(0, 300)
facts_of = st.builds(
    Facts,
    **dict.fromkeys(SECOND, numbers),
    recent=st.builds(Recent, **{name: st.integers(0, 60) for name in LATELY}),
    site=st.builds(Site, topics=st.integers(0, 200), posts=st.integers(0, 200)),
    suspensions=st.integers(0, 1),
)


def plain_level(facts: Facts, level: int, fresh: bool) -> int:
    """The same rules once more, as somebody who read them aloud would spell them."""
    recent, site = facts.recent, facts.site
    if (
        level == 0
        and min(facts.topics_entered - 5, facts.posts_read - 30, facts.minutes_read - 10, facts.minutes_since_joining - 10) >= 0
    ):
        level = 1
    if level == 1 and all(getattr(facts, name) >= need for name, need in SECOND.items()):
        level = 2
    topics, posts = min((site.topics * 25 + 50) // 100, 500), min((site.posts * 25 + 50) // 100, 20_000)
    window: list[tuple[int, int]] = [
        (recent.days_visited, 50), (recent.topics_replied, 10), (recent.topics_viewed, topics), (recent.posts_read, posts),
        (recent.likes_given, 30), (recent.likes_received, 20), (recent.like_days, 7), (recent.likers, 5),
    ]  # fmt: skip
    clean = recent.flagged_posts <= 5 and recent.flaggers <= 5 and not facts.suspensions
    always = facts.topics_entered >= 200 and facts.posts_read >= 500 and clean
    if level == 2 and always and all(have >= need for have, need in window):
        return 3
    if level == 3 and not fresh and not (always and all(have >= ceil(need * 90 / 100) for have, need in window)):
        return 2
    return level


@given(facts=facts_of, level=st.integers(0, 3), fresh=st.booleans())
def test_levels_are_what_a_plain_reading_gives(facts: Facts, level: int, fresh: bool) -> None:
    at = now()
    since = at - timedelta(days=1 if fresh else 20)
    # a promotion to 3 in this very moment is judged by the full numbers, so freshness matters to those who have it
    assert decide(Standing(level=level, since=since), facts, RULES, at) == plain_level(facts, level, fresh)


@given(facts=facts_of)
def test_what_is_missing_is_exactly_what_stands_between(facts: Facts) -> None:
    for level in (1, 2, 3):
        lines: Any = requirements(level, facts, RULES)
        assert qualifies(level, facts, RULES) == (sum(line.missing for line in lines) == 0)
