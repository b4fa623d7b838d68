"""How many conversations there are of each sort, from the tallies: one query whatever their number."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from inbox.contracts import STATUSES
from inbox.models.marks import Tally
from inbox.models.organisation import Inbox
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Counters:
    """Numbers beside the views. `mine` and `unassigned` count what is open, as `by_inbox` and `by_team` do."""

    views: Mapping[str, int]
    by_inbox: Mapping[UUID, int]
    by_team: Mapping[UUID, int]


def get_counters(*, actor: Actor) -> Counters:
    """The counters over what the actor may see."""
    rows = Tally.objects.all()
    inbox_ids = list(Inbox.objects.visible_to(actor).values_list("pk", flat=True))
    if not actor.is_supervisor:
        rows = rows.filter(inbox_id__in=inbox_ids)
    sorts = rows.order_by().values_list("inbox_id", "team_id", "assignee_id", "status").annotate(amount=Sum("amount"))
    views = Counter[str](dict.fromkeys(("mine", "unassigned", *STATUSES), 0))
    by_inbox, by_team = Counter[UUID](dict.fromkeys(inbox_ids, 0)), Counter[UUID]()
    for inbox_id, team_id, assignee_id, status, amount in sorts:
        views[status] += amount
        if status != "open" or not amount:
            continue
        by_inbox[inbox_id] += amount
        if team_id is not None:
            by_team[team_id] += amount
        if assignee_id is None:
            views["unassigned"] += amount
        elif assignee_id == actor.user_id:
            views["mine"] += amount
    return Counters(views, by_inbox, by_team)
