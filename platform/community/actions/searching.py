"""Keeping what was looked for, so that a brand sees what its community lacks."""

from datetime import timedelta
from uuid import UUID

from access.policies import authorise
from community.models.searching import SearchLog
from community.policies import can_count_searches
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7
from kernel.text import one_line

KEEP = timedelta(days=365)
MOST_ROWS = 1_000_000


@action
def log_search(*, actor: Actor, words: str, hit_count: int) -> UUID:
    """The id under which a click can be told later. Says nothing of who searched."""
    row = SearchLog(id=uuid7(), words=one_line(words).lower()[:200], language=actor.language[:15], hit_count=hit_count, at=now())
    row.save(force_insert=True)
    return row.pk


@action
def log_click(*, actor: Actor, search_id: UUID, place: int) -> None:
    """The place in the list (from 1) that was opened first; later clicks, and those of unknown searches, say nothing."""
    SearchLog.objects.filter(pk=search_id, clicked=None, hit_count__gte=1, at__gte=now() - timedelta(hours=6)).update(
        clicked=min(max(place, 1), 1_000)
    )


@action
def prune_searches(*, actor: Actor) -> int:
    """How many old searches were dropped: those of more than a year ago, and beyond a million."""
    authorise(actor, can_count_searches)
    gone, _tables = SearchLog.objects.filter(at__lt=now() - KEEP).delete()
    beyond = SearchLog.objects.order_by("-at", "-pk").values_list("at", flat=True)[MOST_ROWS : MOST_ROWS + 1].first()
    if beyond is not None:
        more, _tables = SearchLog.objects.filter(at__lte=beyond).delete()
        gone += more
    return gone
