"""Assignment inside an inbox, hand-off between departments, moving between inboxes."""

from typing import Any

import pytest

from inbox.actions.assigning import assign_conversation, hand_off_conversation, move_conversation
from inbox.actions.changing import set_status
from inbox.actions.organising import create_team, detach_team
from inbox.errors import IdTakenError, TeamHasNoInboxError
from inbox.models import Handoff
from kernel.errors import InvalidError, NotFoundError
from kernel.ids import uuid7


def hand_off(desk: Any, name: str, conversation: Any, team: Any, **values: Any) -> Any:
    values = {"id": uuid7(), "summary": "Refund asked for, receipt is there", **values}
    return hand_off_conversation(actor=desk.actor(name), conversation_id=conversation, team_id=team, **values)


def test_new_conversation_begins_with_the_inboxes_team(desk: Any) -> None:
    row = desk.row(desk.open())
    assert (row.team_id, row.assignee_id, row.number) == (desk.marketing, None, 1)


def test_assignment_is_on_the_timeline_and_in_the_log(desk: Any) -> None:
    conversation, berta = desk.open(), desk.world.users["berta"].pk
    assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=berta, team_id=desk.support)
    row = desk.row(conversation)
    assert (row.assignee_id, row.team_id) == (berta, desk.support)
    assert desk.codes(conversation) == ["created", "assigned"]
    (event,) = desk.events("inbox.conversation_assigned")
    assert (event.audience, event.payload["conversation_version"]) == (f"inbox:{desk.shared}", row.version)


def test_same_assignment_again_changes_nothing(desk: Any) -> None:
    conversation = desk.open()
    for _twice in range(2):
        assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=None, team_id=desk.marketing)
    assert desk.codes(conversation) == ["created"]
    assert desk.events("inbox.conversation_assigned") == []


@pytest.mark.parametrize("who", ["berta", "bob", "charlie"])
def test_nobody_who_does_not_work_there_becomes_responsible(desk: Any, who: str) -> None:
    conversation = desk.open(inbox=desk.marketing_only)
    with pytest.raises(InvalidError):
        assign_conversation(
            actor=desk.actor("ben"), conversation_id=conversation, user_id=desk.world.users[who].pk, team_id=desk.marketing
        )


def test_a_team_from_elsewhere_is_handed_the_conversation_not_assigned(desk: Any) -> None:
    conversation = desk.open(inbox=desk.marketing_only)
    with pytest.raises(InvalidError):
        assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=None, team_id=desk.support)


def test_hand_off_inside_a_shared_inbox_stays_visible_to_both(desk: Any) -> None:
    conversation, ben = desk.open(), desk.world.users["ben"].pk
    assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=ben, team_id=desk.marketing)
    entry, made = hand_off(desk, "ben", conversation, desk.support)
    row = desk.row(conversation)
    assert made
    assert (row.team_id, row.assignee_id, row.inbox_id) == (desk.support, None, desk.shared)
    assert (entry.code, entry.data["from_team"]["name"], entry.data["to_team"]["name"]) == ("handed_off", "Marketing", "Support")
    assert entry.data["summary"].startswith("Refund")
    assert Handoff.objects.get().entry_id == entry.id
    assert [event.audience for event in desk.events("inbox.conversation_handed_off")] == [f"inbox:{desk.shared}"]


def test_hand_off_to_a_team_outside_moves_the_conversation_to_them(desk: Any) -> None:
    from inbox.queries.listing import get_conversation_row

    conversation = desk.open(inbox=desk.marketing_only)
    hand_off(desk, "ben", conversation, desk.support)
    row = desk.row(conversation)
    assert (row.inbox_id, row.origin_inbox_id, row.team_id) == (desk.support_only, desk.marketing_only, desk.support)
    moved = desk.events("inbox.conversation_moved")
    assert {event.audience for event in moved} == {f"inbox:{desk.marketing_only}", f"inbox:{desk.support_only}"}
    assert get_conversation_row(actor=desk.actor("berta"), conversation_id=conversation)
    with pytest.raises(NotFoundError):
        get_conversation_row(actor=desk.actor("ben"), conversation_id=conversation)


def test_hand_off_names_a_colleague_of_the_new_team(desk: Any) -> None:
    conversation, berta = desk.open(), desk.world.users["berta"].pk
    hand_off(desk, "ben", conversation, desk.support, user_id=berta)
    assert desk.row(conversation).assignee_id == berta


def test_hand_off_with_the_same_id_happens_once(desk: Any) -> None:
    conversation, ident = desk.open(), uuid7()
    first, _made = hand_off(desk, "ben", conversation, desk.support, id=ident)
    again, made = hand_off(desk, "ben", conversation, desk.marketing, id=ident)
    assert (made, again) == (False, first)
    assert Handoff.objects.count() == 1
    with pytest.raises(IdTakenError):
        hand_off(desk, "ben", desk.open(), desk.support, id=ident)


@pytest.mark.parametrize("status", ["pending", "resolved", "snoozed"])
def test_what_is_handed_on_is_open(desk: Any, soon: Any, status: str) -> None:
    conversation = desk.open()
    until = soon if status == "snoozed" else None
    set_status(actor=desk.actor("ben"), conversation_id=conversation, status=status, snoozed_until=until)
    hand_off(desk, "ben", conversation, desk.support)
    assert desk.row(conversation).status == "open"
    assert desk.codes(conversation)[-2:] == ["handed_off", "status_changed"]


@pytest.mark.parametrize("summary", ["", "   ", "x" * 4_001])
def test_hand_off_needs_a_summary_one_can_read(desk: Any, summary: str) -> None:
    with pytest.raises(InvalidError):
        hand_off(desk, "ben", desk.open(), desk.support, summary=summary)


def test_hand_off_to_the_same_team_or_of_spam_is_refused(desk: Any) -> None:
    conversation = desk.open()
    with pytest.raises(InvalidError):
        hand_off(desk, "ben", conversation, desk.marketing)
    set_status(actor=desk.actor("ben"), conversation_id=conversation, status="spam")
    with pytest.raises(InvalidError):
        hand_off(desk, "ben", conversation, desk.support)


def test_hand_off_to_a_team_without_an_inbox_is_refused(desk: Any) -> None:
    team = create_team(actor=desk.actor("alice"), name="Press").pk
    with pytest.raises(TeamHasNoInboxError):
        hand_off(desk, "ben", desk.open(), team)


def test_move_needs_work_in_both_inboxes(desk: Any) -> None:
    conversation = desk.open()
    with pytest.raises(NotFoundError):
        move_conversation(actor=desk.actor("ben"), conversation_id=conversation, inbox_id=desk.support_only)
    move_conversation(actor=desk.actor("berta"), conversation_id=conversation, inbox_id=desk.support_only)
    row = desk.row(conversation)
    assert (row.inbox_id, row.team_id) == (desk.support_only, desk.support)


def test_move_frees_it_from_who_does_not_work_there(desk: Any) -> None:
    conversation = desk.open()
    ben = desk.world.users["ben"].pk
    assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=ben, team_id=desk.marketing)
    move_conversation(actor=desk.actor("berta"), conversation_id=conversation, inbox_id=desk.support_only)
    assert desk.row(conversation).assignee_id is None


def test_detached_team_is_no_longer_the_inboxes_own(desk: Any) -> None:
    detach_team(actor=desk.actor("alice"), inbox_id=desk.shared, team_id=desk.marketing)
    assert desk.row(desk.open()).team_id is None
