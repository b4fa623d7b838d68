"""What members did, counted for rules: one query a source for any number of members and windows, never one a member."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.queries import joining_times
from community.queries.members import members_by_user
from kernel.clock import now
from recognition.models.deed import Deed
from recognition.models.rollup import MemberDay, PointsRollup
from recognition.rules.badges import Need, Values

Kind = Deed.Kind
Counts = dict[UUID, dict[Need, int]]
VISIT = Q(topics_read__gt=0) | Q(posts_read__gt=0) | Q(seconds_read__gt=0)
SUMS: Mapping[str, str] = {
    "topics_created": "topic_created",
    "replies_created": "reply_created",
    "likes_given": "like_given",
    "likes_received": "like_received",
    "solutions": "solution",
    "flags_agreed": "flag_agreed",
    "invited": "invited",
    "topics_read": "topics_read",
    "posts_read": "posts_read",
    "minutes_read": "seconds_read",
}
DAYS: Mapping[str, Q] = {"days_visited": VISIT, "like_days": Q(like_received__gt=0)}
_OTHERS_TOPIC = Q(other=None) | ~Q(other=F("user_id"))
DISTINCT: Mapping[str, tuple[str, Q]] = {
    "topics_replied": ("topic", Q(kind=Kind.REPLY_CREATED) & _OTHERS_TOPIC),
    "likers": ("other", Q(kind=Kind.LIKE_RECEIVED)),
    "liked_posts": ("about", Q(kind=Kind.LIKE_RECEIVED)),
    "flagged_posts": ("about", Q(kind=Kind.FLAGGED)),
    "flaggers": ("other", Q(kind=Kind.FLAGGED)),
}


def count_metrics(user_ids: Collection[UUID] | None, needs: Iterable[Need], *, today: date) -> Mapping[UUID, Values]:
    """The asked metrics of these members, or of everybody who ever did or read something. A window ends today, included.

    Metrics without a row are absent and mean 0.
    """
    wanted = sorted(set(needs), key=str)
    found: Counts = defaultdict(dict)
    for user_id in user_ids or ():
        found[user_id] = {}
    for rows in (_of_days(user_ids, wanted, today), _of_deeds(user_ids, wanted, today), _of_points(user_ids, wanted, today)):
        for user_id, need, value in rows:
            found[user_id][need] = value
    _add_standing(found, wanted)
    return found


def _of_days(user_ids: Collection[UUID] | None, wanted: list[Need], today: date) -> list[tuple[UUID, Need, int]]:
    mine = [need for need in wanted if need[0] in SUMS or need[0] in DAYS]
    sums: dict[str, Any] = {}
    for index, (metric, days) in enumerate(mine):
        inside = _since(days, today, "date")
        if metric in SUMS:
            sums[f"m{index}"] = Sum(SUMS[metric], filter=inside, default=0)
        else:
            sums[f"m{index}"] = Count("pk", filter=inside & DAYS[metric])
    rows: QuerySet[Any, Any] = _of(MemberDay.objects.all(), user_ids, mine, today).values("user_id")
    if not mine:
        # Without any such metric the rows still say who there is.
        return [] if user_ids is not None else [(row["user_id"], ("present", None), 1) for row in rows.distinct()]
    rows = rows.annotate(**sums)
    return [
        (row["user_id"], need, row[f"m{index}"] // 60 if need[0] == "minutes_read" else row[f"m{index}"])
        for row in rows
        for index, need in enumerate(mine)
    ]


def _of_deeds(user_ids: Collection[UUID] | None, wanted: list[Need], today: date) -> list[tuple[UUID, Need, int]]:
    mine = [need for need in wanted if need[0] in DISTINCT]
    if not mine:
        return []
    counts = {
        f"m{index}": Count(DISTINCT[metric][0], distinct=True, filter=DISTINCT[metric][1] & _since(days, today, "date"))
        for index, (metric, days) in enumerate(mine)
    }
    kinds = {kind for metric, _ in mine for kind in Kind if ("kind", kind) in _leaves(DISTINCT[metric][1])}
    rows = _of(Deed.objects.filter(kind__in=kinds), user_ids, mine, today).values("user_id").annotate(**counts)
    return [(row["user_id"], need, row[f"m{index}"]) for row in rows for index, need in enumerate(mine)]


def _of_points(user_ids: Collection[UUID] | None, wanted: list[Need], today: date) -> list[tuple[UUID, Need, int]]:
    mine = [need for need in wanted if need[0] == "points"]
    if not mine:
        return []
    sums = {
        f"m{index}": Sum("points", filter=Q(unit="day") & _since(days, today, "starts_on"), default=0)
        for index, (_, days) in enumerate(mine)
    }
    rows = PointsRollup.objects.filter(unit="day")
    if user_ids is not None:
        rows = rows.filter(user_id__in=list(user_ids))
    summed: Iterable[Any] = rows.values("user_id").annotate(**sums)
    return [(row["user_id"], need, row[f"m{index}"]) for row in summed for index, need in enumerate(mine)]


def _add_standing(found: Counts, wanted: list[Need]) -> None:
    metrics = {metric for metric, _ in wanted}
    if "days_since_joining" in metrics:
        at = now()
        for user_id, joined_at in joining_times(found).items():
            found[user_id]["days_since_joining", None] = max(0, (at - joined_at).days)
    if "trust_level" in metrics:
        for user_id, member in members_by_user(list(found)).items():
            found[user_id]["trust_level", None] = member.level


def _of(rows: QuerySet[Any], user_ids: Collection[UUID] | None, needs: list[Need], today: date) -> QuerySet[Any]:
    """The rows of these members; when all windows have a beginning, none before the earliest."""
    if user_ids is None:
        return rows
    rows = rows.filter(user_id__in=list(user_ids))
    windows = [days for _, days in needs if days is not None]
    if not needs or len(windows) < len(needs):
        return rows
    return rows.filter(date__gt=today - timedelta(days=max(windows)))


def _since(days: int | None, today: date, column: str) -> Q:
    return Q() if days is None else Q(**{f"{column}__gt": today - timedelta(days=days)})


def _leaves(condition: Q) -> list[Any]:
    return [leaf for child in condition.children for leaf in (_leaves(child) if isinstance(child, Q) else [child])]
