"""Statuses, snoozing and waking, what the customer's next message does, labels, marks."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inbox.actions.changing import mark_read, set_labels, set_priority, set_status, wake_snoozed
from inbox.actions.delivering import mark_reply_failed, mark_reply_sent, resolve_by_source
from inbox.actions.opening import open_conversation
from inbox.actions.organising import create_label
from inbox.actions.replying import reply_to_conversation
from inbox.contracts import ConversationSource, NewMessage
from inbox.models import Conversation, Message
from inbox.tasks import wake_snoozed as wake_task
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError
from kernel.ids import uuid7
from tenants.context import tenant_context


def put(desk: Any, conversation: Any, status: str, until: Any = None) -> None:
    set_status(actor=desk.actor("ben"), conversation_id=conversation, status=status, snoozed_until=until)


@pytest.mark.parametrize("status", ["resolved", "pending", "snoozed"])
def test_customer_who_writes_again_opens_it(desk: Any, soon: Any, status: str) -> None:
    conversation = desk.open()
    put(desk, conversation, status, soon if status == "snoozed" else None)
    desk.receive(conversation, "Still broken")
    row = desk.row(conversation)
    assert (row.status, row.closed_at, row.snoozed_until) == ("open", None, None)
    assert row.waiting_since is not None
    assert row.reopened_count == (status == "resolved")
    assert desk.codes(conversation)[-1] == "reopened"


def test_spam_stays_spam_whatever_it_writes(desk: Any) -> None:
    conversation = desk.open()
    put(desk, conversation, "spam")
    desk.receive(conversation, "Buy!")
    row = desk.row(conversation)
    assert (row.status, row.waiting_since, row.message_count) == ("spam", None, 2)


def test_waiting_counts_from_the_first_unanswered_message(desk: Any) -> None:
    asked = now() - timedelta(hours=5)
    conversation = desk.open(said_at=asked)
    desk.receive(conversation, "Hello?", at=asked + timedelta(hours=1))
    assert desk.row(conversation).waiting_since == asked
    reply_to_conversation(actor=desk.actor("ben"), conversation_id=conversation, id=uuid7(), body="Yes", seen_seq=2)
    assert desk.row(conversation).waiting_since is None
    desk.receive(conversation, "Thanks, and", at=asked + timedelta(hours=3))
    put(desk, conversation, "resolved")
    assert desk.row(conversation).waiting_since is None
    put(desk, conversation, "open")
    assert desk.row(conversation).waiting_since == asked + timedelta(hours=3)


def test_colleague_who_answered_at_the_source_has_answered(desk: Any) -> None:
    from inbox.actions.opening import add_inbound_message
    from people.actions import person_of_actor

    conversation = desk.open()
    put(desk, conversation, "pending")
    author = person_of_actor(actor=desk.actor("berta")).pk
    message = NewMessage(author, "Answered right here", now(), "community", "post:2")
    added = add_inbound_message(actor=desk.system, conversation_id=conversation, message=message)
    row = desk.row(conversation)
    assert (added.direction, row.status, row.waiting_since) == ("out", "pending", None)


def test_same_external_message_comes_once(desk: Any) -> None:
    conversation = desk.open()
    first, again = (desk.receive(conversation, "Hello?", "post:9") for _twice in range(2))
    assert first == again
    assert desk.row(conversation).message_count == 2


def test_same_source_opens_once_also_at_the_same_moment(committed_desk: Any) -> None:
    desk = committed_desk
    tenant = desk.world.users["alice"].tenant_id
    together, found = threading.Barrier(4), []

    def escalate() -> None:
        with tenant_context(tenant):
            together.wait(timeout=10)
            try:
                message = NewMessage(desk.customer, "Anybody?", now(), "community", "post:1")
                info = open_conversation(
                    actor=desk.system,
                    inbox_id=desk.shared,
                    subject="Once",
                    customer_id=desk.customer,
                    source=ConversationSource("community_topic", "topic:once"),
                    messages=[message],
                )
                found.append(info.id)
            finally:
                connection.close()

    threads = [threading.Thread(target=escalate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Message.objects.count() == 1
    assert len(desk.events("inbox.conversation_opened")) == 1


def test_members_cannot_put_words_into_the_inbox(desk: Any) -> None:
    message = NewMessage(desk.customer, "x", now(), "community")
    for name in ("bob", "ben", "amira"):
        with pytest.raises(ForbiddenError):
            open_conversation(
                actor=desk.actor(name),
                inbox_id=desk.shared,
                subject="x",
                customer_id=desk.customer,
                source=ConversationSource("api"),
                messages=[message],
            )


@pytest.mark.parametrize("hours", [-1, 0, 24 * 400])
def test_snooze_ends_within_the_coming_year(desk: Any, hours: int) -> None:
    at = now()
    with pytest.raises(InvalidError):
        set_status(
            actor=desk.actor("ben"),
            conversation_id=desk.open(),
            status="snoozed",
            snoozed_until=at + timedelta(hours=hours),
            at=at,
        )


def test_due_snoozes_wake_once(desk: Any, soon: Any) -> None:
    due, later = desk.open(), desk.open()
    put(desk, due, "snoozed", soon)
    put(desk, later, "snoozed", soon + timedelta(days=1))
    at = soon + timedelta(seconds=1)
    assert [wake_snoozed(actor=desk.system, at=at) for _twice in range(2)] == [1, 0]
    assert [desk.row(pk).status for pk in (due, later)] == ["open", "snoozed"]
    assert desk.codes(due).count("status_changed") == 2


def test_sweep_visits_every_brand(committed_desk: Any) -> None:
    desk = committed_desk
    conversation = desk.open()
    at = now() - timedelta(days=2)
    actor = desk.actor("ben")
    set_status(actor=actor, conversation_id=conversation, status="snoozed", snoozed_until=at + timedelta(hours=1), at=at)
    with tenant_context(None):
        wake_task.run()
    assert desk.row(conversation).status == "open"


def test_two_sweeps_at_once_wake_each_once(committed_desk: Any) -> None:
    desk = committed_desk
    at = now() - timedelta(days=2)
    for _number in range(6):
        set_status(
            actor=desk.actor("ben"),
            conversation_id=desk.open(),
            status="snoozed",
            snoozed_until=at + timedelta(hours=1),
            at=at,
        )
    tenant = desk.world.users["alice"].tenant_id
    together, woken = threading.Barrier(3), []

    def sweep() -> None:
        with tenant_context(tenant):
            together.wait(timeout=10)
            try:
                woken.append(wake_snoozed(actor=desk.system, at=now()))
            finally:
                connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sum(woken) == 6
    assert Conversation.objects.filter(status="open").count() == 6
    assert len(desk.events("inbox.conversation_status_changed")) == 12


def test_solution_at_the_source_resolves_once(desk: Any) -> None:
    conversation = desk.open(key="topic:solved")
    for _twice in range(2):
        assert resolve_by_source(actor=desk.system, kind="community_topic", key="topic:solved") == conversation
    assert desk.row(conversation).status == "resolved"
    assert desk.codes(conversation) == ["created", "solved"]
    assert resolve_by_source(actor=desk.system, kind="community_topic", key="topic:other") is None


def test_delivery_of_a_reply_is_told_once_and_an_echo_is_known(desk: Any) -> None:
    conversation = desk.open()
    entry, _made = reply_to_conversation(
        actor=desk.actor("ben"), conversation_id=conversation, id=uuid7(), body="Yes", seen_seq=1
    )
    mark_reply_failed(actor=desk.system, message_id=entry.id, error="locked")
    for _twice in range(2):
        mark_reply_sent(actor=desk.system, message_id=entry.id, external_id="post:77")
    mark_reply_failed(actor=desk.system, message_id=entry.id, error="too late")
    assert [event.payload["delivery"] for event in desk.events("inbox.reply_delivered")] == ["failed", "sent"]
    assert desk.receive(conversation, "Yes", "post:77").id == entry.id


def test_answer_that_did_not_arrive_comes_back(desk: Any) -> None:
    asked = now() - timedelta(hours=3)
    conversation = desk.open(said_at=asked)
    entry, _made = reply_to_conversation(
        actor=desk.actor("ben"), conversation_id=conversation, id=uuid7(), body="Yes", seen_seq=1, resolve=True
    )
    mark_reply_failed(actor=desk.system, message_id=entry.id, error="locked")
    assert (desk.row(conversation).status, desk.row(conversation).waiting_since) == ("open", asked)
    assert desk.codes(conversation)[-1] == "reopened"
    mark_reply_sent(actor=desk.system, message_id=entry.id)
    assert desk.row(conversation).waiting_since is None


def test_labels_are_the_set_that_was_put(desk: Any) -> None:
    conversation = desk.open()
    one, two, three = (create_label(actor=desk.actor("alice"), name=name, hue=1).pk for name in ("One", "Two", "Three"))
    ben = desk.actor("ben")
    set_labels(actor=ben, conversation_id=conversation, label_ids=[one, two, two])
    set_labels(actor=ben, conversation_id=conversation, label_ids=[two, three])
    set_labels(actor=ben, conversation_id=conversation, label_ids=[three, two])
    from inbox.models import ConversationLabel, TimelineEvent

    held = set(ConversationLabel.objects.filter(conversation_id=conversation).values_list("label_id", flat=True))
    last = TimelineEvent.objects.filter(code="labelled").order_by("position").last()
    assert held == {two, three}
    assert last is not None
    assert [[item["name"] for item in last.data[key]] for key in ("added", "removed")] == [["Three"], ["One"]]
    assert desk.codes(conversation).count("labelled") == 2


def test_priority_is_on_the_timeline(desk: Any) -> None:
    conversation = desk.open()
    set_priority(actor=desk.actor("ben"), conversation_id=conversation, priority="urgent")
    assert (desk.row(conversation).priority, desk.codes(conversation)[-1]) == ("urgent", "priority_changed")


def test_mark_never_goes_back_and_is_told_to_the_reader_alone(desk: Any) -> None:
    from inbox.models import ReadMark

    conversation, ben = desk.open(), desk.actor("ben")
    desk.receive(conversation)
    version = desk.row(conversation).version
    for seq in (2, 1, 2, 99):
        mark_read(actor=ben, conversation_id=conversation, seq=seq)
    assert ReadMark.objects.get().seq == 2
    assert desk.row(conversation).version == version
    assert [event.audience for event in desk.events("inbox.conversation_read")] == [f"user:{ben.user_id}"]


@pytest.mark.parametrize(
    "values",
    [
        {"status": "snoozed"},
        {"status": "open", "snoozed_until": "2030-01-01T00:00:00Z"},
        {"status": "resolved", "closed_at": None},
        {"status": "done"},
        {"priority": "asap"},
        {"closed_at": "2030-01-01T00:00:00Z"},
        {"last_in_seq": 99},
    ],
)
def test_database_refuses_a_state_that_cannot_be(desk: Any, values: dict[str, Any]) -> None:
    conversation = desk.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=conversation).update(**values)
