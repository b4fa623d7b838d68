"""The facts that trust levels are decided by, for many members at once."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache

from accounts.queries import joining_times
from community.queries.deeds import count_written_since, group_levels
from community.queries.members import MemberInfo, members_by_user
from recognition.queries.counting import count_metrics
from recognition.queries.wanted import day_of
from recognition.rules.badges import Need
from recognition.rules.trust import Facts, Recent, Site, Standing
from recognition.sections import TrustSettings

SITE_SECONDS = 86_400 - 60
EVER = ("topics_read", "posts_read", "minutes_read", "days_visited", "likes_received", "likes_given", "topics_replied")
LATELY = (
    "days_visited",
    "topics_replied",
    "topics_read",
    "posts_read",
    "likes_given",
    "likes_received",
    "like_days",
    "likers",
    "flagged_posts",
    "flaggers",
)


def trust_facts(user_ids: Collection[UUID], rules: TrustSettings, *, at: datetime, lately: bool = True) -> Mapping[UUID, Facts]:
    """All that the rules look at, in a handful of queries whatever the number of members.

    Without `lately` what only level 3 looks at is left at 0.
    """
    window = rules.tl3_window_days
    needs: list[Need] = [(metric, None) for metric in EVER]
    if lately:
        needs += [(metric, window) for metric in LATELY]
    counted = count_metrics(user_ids, needs, today=day_of(at))
    joined, members = joining_times(user_ids), members_by_user(user_ids)
    site = site_totals(window, at=at) if lately else Site()
    return {
        user_id: Facts(
            topics_entered=values.get(("topics_read", None), 0),
            posts_read=values.get(("posts_read", None), 0),
            minutes_read=values.get(("minutes_read", None), 0),
            minutes_since_joining=int((at - joined[user_id]).total_seconds() // 60) if user_id in joined else 0,
            days_visited=values.get(("days_visited", None), 0),
            likes_received=values.get(("likes_received", None), 0),
            likes_given=values.get(("likes_given", None), 0),
            topics_replied=values.get(("topics_replied", None), 0),
            recent=Recent(
                days_visited=values.get(("days_visited", window), 0),
                topics_replied=values.get(("topics_replied", window), 0),
                topics_viewed=values.get(("topics_read", window), 0),
                posts_read=values.get(("posts_read", window), 0),
                likes_given=values.get(("likes_given", window), 0),
                likes_received=values.get(("likes_received", window), 0),
                like_days=values.get(("like_days", window), 0),
                likers=values.get(("likers", window), 0),
                flagged_posts=values.get(("flagged_posts", window), 0),
                flaggers=values.get(("flaggers", window), 0),
            ),
            site=site,
            suspensions=int(_is_restricted(members.get(user_id), at)),
        )
        for user_id, values in counted.items()
    }


def standings(user_ids: Collection[UUID]) -> Mapping[UUID, Standing]:
    """Where these members stand; those who never entered the community stand at 0."""
    members, granted = members_by_user(user_ids), group_levels(user_ids)
    return {user_id: _standing(members.get(user_id), granted.get(user_id)) for user_id in user_ids}


def site_totals(window: int, *, at: datetime) -> Site:
    """What was written within so many days; counted about once a day, as its share changes slowly."""
    key = f"recognition:site:{window}"
    known = cache.get(key)
    if known is None:
        known = count_written_since(at - timedelta(days=window))
        cache.set(key, known, SITE_SECONDS)
    return Site(*known)


def _standing(member: MemberInfo | None, granted: int | None) -> Standing:
    if member is None:
        return Standing(granted=granted)
    locked = member.level if member.level_source == "manual" else None
    return Standing(member.level, locked, granted, member.level_since)


def _is_restricted(member: MemberInfo | None, at: datetime) -> bool:
    ends = (member.suspended_until, member.silenced_until) if member is not None else ()
    return any(end is not None and end > at for end in ends)
