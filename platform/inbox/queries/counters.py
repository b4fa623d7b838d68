"""How many conversations there are of each sort, from the tallies: one query whatever their number."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

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
    inbox_ids = list(Inbox.objects.visible_to(actor).values_list("pk", flat=True))
    views = Counter[str](dict.fromkeys(("mine", "unassigned", *STATUSES), 0))
    by_inbox, by_team = Counter[UUID](dict.fromkeys(inbox_ids, 0)), Counter[UUID]()
    for status, inbox_id, team_id, whose, amount in _sums(actor, inbox_ids):
        views[status] += amount
        if status != "open" or not amount:
            continue
        by_inbox[inbox_id] += amount
        if team_id is not None:
            by_team[team_id] += amount
        if whose:
            views[whose] += amount
    return Counters(views, by_inbox, by_team)


def _sums(actor: Actor, inbox_ids: list[UUID]) -> QuerySet[Tally, tuple[str, UUID, UUID | None, str, int]]:
    """Added together by the database as far as the counters allow: details only of what is open."""
    rows = Tally.objects.all() if actor.is_supervisor else Tally.objects.filter(inbox_id__in=inbox_ids)
    is_open = Q(status="open")
    details = rows.annotate(
        where=Case(When(is_open, then=F("inbox_id"))),
        who=Case(When(is_open, then=F("team_id"))),
        whose=Case(
            When(is_open & Q(assignee_id=None), then=Value("unassigned")),
            When(is_open & Q(assignee_id=actor.user_id), then=Value("mine")),
            default=Value(""),
        ),
    )
    return details.order_by().values_list("status", "where", "who", "whose").annotate(amount=Sum("amount"))
