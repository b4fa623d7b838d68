"""Counting all points anew, with today's weights."""

from collections import defaultdict

from django.db.models import Count

from access.policies import authorise
from events.recording import action
from kernel.actor import Actor
from recognition.actions.rolling import Place, add_points, lock_ledger
from recognition.models.deed import Deed
from recognition.models.rollup import MemberDay, PointsRollup
from recognition.policies import can_count
from recognition.queries.weights import get_weights

AT_ONCE = 5_000


@action
def recount_points(*, actor: Actor) -> None:
    """Points as if every deed of the ledger had just happened; readers see the old ones until this is through."""
    authorise(actor, can_count)
    lock_ledger()
    weights = get_weights()
    PointsRollup.objects.all().delete()
    points: dict[Place, int] = defaultdict(int)
    grouped = Deed.objects.values_list("user_id", "date", "space_id", "language", "kind").annotate(times=Count("pk"))
    for user_id, on, space_id, language, kind, times in grouped.iterator(AT_ONCE):
        points[user_id, on, space_id, language] += times * weights.of(kind, space_id)
        if len(points) >= AT_ONCE:
            add_points(points)
            points.clear()
    for day in MemberDay.objects.iterator(AT_ONCE):
        worth = weights.of_reading(visited=day.is_visit, seconds=day.seconds_read, posts=day.posts_read)
        points[day.user_id, day.date, None, ""] += worth
        if len(points) >= AT_ONCE:
            add_points(points)
            points.clear()
    add_points(points)
