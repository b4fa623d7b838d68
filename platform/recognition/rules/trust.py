"""Trust levels: who rises, who falls, and what is missing. The numbers come from the brand's settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from recognition.sections import TrustSettings

TOP = 4


@dataclass(frozen=True, slots=True)
class Recent:
    """What a member did within the days that count for level 3."""

    days_visited: int = 0
    topics_replied: int = 0
    topics_viewed: int = 0
    posts_read: int = 0
    likes_given: int = 0
    likes_received: int = 0
    like_days: int = 0
    likers: int = 0
    flagged_posts: int = 0
    flaggers: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """What was written in the community within the same days."""

    topics: int = 0
    posts: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at of one member."""

    topics_entered: int = 0
    posts_read: int = 0
    minutes_read: int = 0
    minutes_since_joining: int = 0
    days_visited: int = 0
    likes_received: int = 0
    likes_given: int = 0
    topics_replied: int = 0
    recent: Recent = field(default_factory=Recent)
    site: Site = field(default_factory=Site)
    suspensions: int = 0
    """1 while suspended or silenced."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of a level: `have` must reach `need`, or with `at_most` not pass it. `windowed` ones allow slack to stay."""

    code: str
    have: int
    need: int
    at_most: bool = False
    windowed: bool = False

    @property
    def is_met(self) -> bool:
        return self.have <= self.need if self.at_most else self.have >= self.need

    @property
    def missing(self) -> int:
        """How much is lacking, or with `at_most` how much is too much."""
        return max(0, self.have - self.need if self.at_most else self.need - self.have)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands: `locked` is a level set by hand, `granted` the highest that a group gives."""

    level: int = 0
    locked: int | None = None
    granted: int | None = None
    since: datetime | None = None


def decide(standing: Standing, facts: Facts, rules: TrustSettings, at: datetime) -> int:
    """The level that the member has from now on: manual lock, else the group's grant, else the rules.

    Rules never take levels 1 and 2 away again; level 4 is never theirs to give.
    """
    if standing.locked is not None:
        return standing.locked
    granted = standing.granted or 0
    level = max(_foothold(standing), granted)
    while level < 3 and qualifies(level + 1, facts, rules):
        level += 1
    if level == 3 and standing.level >= 3 and granted < 3 and not in_grace(standing, rules, at) and not keeps_3(facts, rules):
        return max(2, granted)
    return level


def _foothold(standing: Standing) -> int:
    """The level from which the rules go on. They cannot give 4: what only a group gave is climbed for again."""
    return standing.level if standing.level < TOP or (standing.granted or 0) >= TOP else 0


def qualifies(level: int, facts: Facts, rules: TrustSettings) -> bool:
    """Whether the rules would lift somebody of the level below to this one."""
    wanted = requirements(level, facts, rules)
    return bool(wanted) and all(line.is_met for line in wanted)


def in_grace(standing: Standing, rules: TrustSettings, at: datetime) -> bool:
    """Whether a promotion is too fresh to be taken back."""
    return standing.since is not None and at < standing.since + timedelta(days=rules.tl3_grace_days)


def keeps_3(facts: Facts, rules: TrustSettings) -> bool:
    """Whether somebody of level 3 stays there."""
    return all(line.is_met for line in requirements_to_stay(facts, rules))


def requirements_to_stay(facts: Facts, rules: TrustSettings) -> Sequence[Requirement]:
    """Level 3 once more, with the low-water mark on what counts within the days: 0.9 of 50 days is 45."""
    return [
        Requirement(line.code, line.have, ceil(line.need * rules.tl3_low_water_percent / 100), windowed=True)
        if line.windowed and not line.at_most
        else line
        for line in requirements(3, facts, rules)
    ]


def requirements(level: int, facts: Facts, rules: TrustSettings) -> Sequence[Requirement]:
    """What this level asks for, line by line; nothing for levels that rules do not give."""
    if level == 1:
        return [
            Requirement("topics_entered", facts.topics_entered, rules.tl1_topics_entered),
            Requirement("posts_read", facts.posts_read, rules.tl1_posts_read),
            Requirement("minutes_read", facts.minutes_read, rules.tl1_minutes_read),
            Requirement("minutes_since_joining", facts.minutes_since_joining, rules.tl1_minutes_since_joining),
        ]
    if level == 2:
        return [
            Requirement("topics_entered", facts.topics_entered, rules.tl2_topics_entered),
            Requirement("posts_read", facts.posts_read, rules.tl2_posts_read),
            Requirement("minutes_read", facts.minutes_read, rules.tl2_minutes_read),
            Requirement("minutes_since_joining", facts.minutes_since_joining, rules.tl2_minutes_since_joining),
            Requirement("days_visited", facts.days_visited, rules.tl2_days_visited),
            Requirement("likes_received", facts.likes_received, rules.tl2_likes_received),
            Requirement("likes_given", facts.likes_given, rules.tl2_likes_given),
            Requirement("topics_replied", facts.topics_replied, rules.tl2_topics_replied),
        ]
    return _third(facts, rules) if level == 3 else []


def _third(facts: Facts, rules: TrustSettings) -> Sequence[Requirement]:
    recent, likes, window = facts.recent, rules.tl3_likes_received, rules.tl3_window_days
    topics = share(facts.site.topics, rules.tl3_topics_viewed_percent, rules.tl3_topics_viewed_most)
    posts = share(facts.site.posts, rules.tl3_posts_read_percent, rules.tl3_posts_read_most)
    like_days = min(ceil(likes / 3), ceil(0.75 * window))
    return [
        Requirement("recent_days_visited", recent.days_visited, rules.tl3_days_visited, windowed=True),
        Requirement("recent_topics_replied", recent.topics_replied, rules.tl3_topics_replied, windowed=True),
        Requirement("recent_topics_viewed", recent.topics_viewed, topics, windowed=True),
        Requirement("recent_posts_read", recent.posts_read, posts, windowed=True),
        Requirement("recent_likes_given", recent.likes_given, rules.tl3_likes_given, windowed=True),
        Requirement("recent_likes_received", recent.likes_received, likes, windowed=True),
        Requirement("recent_like_days", recent.like_days, like_days, windowed=True),
        Requirement("recent_likers", recent.likers, ceil(likes / 4), windowed=True),
        Requirement("recent_flagged_posts", recent.flagged_posts, rules.tl3_flagged_posts_most, at_most=True, windowed=True),
        Requirement("recent_flaggers", recent.flaggers, rules.tl3_flaggers_most, at_most=True, windowed=True),
        Requirement("topics_entered", facts.topics_entered, rules.tl3_topics_entered_ever),
        Requirement("posts_read", facts.posts_read, rules.tl3_posts_read_ever),
        Requirement("suspensions", facts.suspensions, 0, at_most=True),
    ]


def share(total: int, percent: int, most: int) -> int:
    """So many percent of a total, half rounded up, but never more than `most`."""
    return min((total * percent + 50) // 100, most)
