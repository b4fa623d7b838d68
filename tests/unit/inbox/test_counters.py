"""Counters are exact at every moment, whatever was done and in whatever order."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox.actions.assigning import assign_conversation, hand_off_conversation, move_conversation
from inbox.actions.changing import set_status, wake_snoozed
from inbox.actions.folding import fold_tallies
from inbox.contracts import STATUSES
from inbox.models import Conversation, Tally
from inbox.queries.counters import get_counters
from kernel.clock import now
from kernel.errors import DomainError
from kernel.ids import uuid7

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["open", "status", "assign", "hand off", "move", "receive", "wake", "fold", "fail", "delete"]),
        st.integers(0, 5),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=14,
)


def brute_force(desk: Any, actor: Any) -> dict[str, Any]:
    """The same numbers by counting rows."""
    rows = Conversation.objects.visible_to(actor)
    is_open = rows.filter(status="open")
    views = {status: rows.filter(status=status).count() for status in STATUSES}
    views["mine"] = is_open.filter(assignee_id=actor.user_id).count()
    views["unassigned"] = is_open.filter(assignee=None).count()

    def by(field: str) -> dict[Any, int]:
        return dict(is_open.exclude(**{field: None}).order_by().values_list(field).annotate(n=Count("pk")))

    return {"views": views, "inbox": by("inbox_id"), "team": by("team_id")}


def apply(desk: Any, step: str, which: int, how: int) -> None:
    """One step of a story; some are refused, which must not move a number."""
    made = list(Conversation.objects.order_by("number").values_list("pk", flat=True))
    amira = desk.actor("amira")
    inboxes = [desk.shared, desk.marketing_only, desk.support_only]
    if step == "open" or not made:
        desk.open(inbox=inboxes[which % 3])
        return
    target = made[which % len(made)]
    if step == "status":
        until = now() + timedelta(hours=1) if STATUSES[how] == "snoozed" else None
        set_status(actor=amira, conversation_id=target, status=STATUSES[how], snoozed_until=until)
    elif step == "assign":
        user = [None, *[desk.world.users[name].pk for name in ("ben", "berta", "amira", "alice")]][how]
        assign_conversation(
            actor=amira, conversation_id=target, user_id=user, team_id=[None, desk.marketing, desk.support][how % 3]
        )
    elif step == "hand off":
        team = [desk.marketing, desk.support][how % 2]
        hand_off_conversation(actor=amira, conversation_id=target, id=uuid7(), team_id=team, summary="x")
    elif step == "move":
        move_conversation(actor=amira, conversation_id=target, inbox_id=inboxes[how % 3])
    elif step == "receive":
        desk.receive(target)
    elif step == "wake":
        wake_snoozed(actor=desk.system, at=now() + timedelta(hours=2))
    elif step == "fold":
        fold_tallies(actor=desk.system, above=0)
    elif step == "delete":
        Conversation.objects.filter(pk=target).delete()
    else:
        with transaction.atomic():
            Conversation.objects.filter(pk=target).update(team_id=None, assignee_id=None)
            transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_counters_equal_counting(desk: Any, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        for step, which, how in steps:
            try:
                apply(desk, step, which, how)
            except DomainError:
                continue
        for name in ("amira", "ben", "berta", "mo"):
            actor = desk.actor(name)
            counters, wanted = get_counters(actor=actor), brute_force(desk, actor)
            assert dict(counters.views) == wanted["views"]
            assert {pk: n for pk, n in counters.by_inbox.items() if n} == wanted["inbox"]
            assert {pk: n for pk, n in counters.by_team.items() if n} == wanted["team"]
        transaction.set_rollback(True)


def test_folding_leaves_one_row_a_sort(desk: Any) -> None:
    for _number in range(5):
        set_status(actor=desk.actor("amira"), conversation_id=desk.open(), status="resolved")
    before = get_counters(actor=desk.actor("amira"))
    assert Tally.objects.count() > 10
    fold_tallies(actor=desk.system, above=0)
    assert Tally.objects.count() == 1
    assert get_counters(actor=desk.actor("amira")) == before
    assert fold_tallies(actor=desk.system) == 0
