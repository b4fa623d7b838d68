"""Replies: idempotent by the client's id, refused when stale, never two answers by accident."""

import threading
from typing import Any

import pytest
from django.db import connection

from inbox.actions.changing import set_status
from inbox.actions.replying import add_note, reply_to_conversation
from inbox.errors import CannotReplyError, IdTakenError, StaleReplyError
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from kernel.ids import uuid7
from tenants.context import tenant_context


def reply(desk: Any, name: str, conversation_id: Any, seen: int, **values: Any) -> Any:
    values = {"id": uuid7(), "body": "Yes, it **does**.", **values}
    return reply_to_conversation(actor=desk.actor(name), conversation_id=conversation_id, seen_seq=seen, **values)


def test_reply_is_on_the_timeline_under_the_agents_name(desk: Any) -> None:
    conversation = desk.open()
    entry, made = reply(desk, "berta", conversation, 1)
    assert made
    assert (entry.kind, entry.direction, entry.seq, entry.author.name) == ("message", "out", 2, "Berta")
    assert "<strong>does</strong>" in entry.body_html
    assert entry.delivery == "queued"
    row = desk.row(conversation)
    assert (row.last_message_direction, row.last_message_preview, row.waiting_since) == ("out", "Yes, it does.", None)


def test_same_id_answers_the_first_result(desk: Any) -> None:
    conversation, ident = desk.open(), uuid7()
    first, _made = reply(desk, "berta", conversation, 1, id=ident)
    again, made = reply(desk, "berta", conversation, 0, id=ident, body="something else")
    assert not made
    assert again == first
    assert len(desk.events("inbox.reply_added")) == 1


def test_same_id_in_another_conversation_is_a_conflict(desk: Any) -> None:
    ident = uuid7()
    reply(desk, "berta", desk.open(), 1, id=ident)
    with pytest.raises(IdTakenError):
        reply(desk, "berta", desk.open(), 1, id=ident)


def test_reply_is_refused_when_a_colleague_answered_since(desk: Any) -> None:
    conversation = desk.open()
    reply(desk, "berta", conversation, 1)
    with pytest.raises(StaleReplyError) as caught:
        reply(desk, "ben", conversation, 1)
    assert [entry.author.name for entry in caught.value.detail["missed"]] == ["Berta"]
    assert desk.row(conversation).message_count == 2


def test_reply_is_refused_when_the_customer_wrote_since(desk: Any) -> None:
    conversation = desk.open()
    desk.receive(conversation, "Never mind!")
    with pytest.raises(StaleReplyError) as caught:
        reply(desk, "ben", conversation, 1)
    assert [entry.body_text for entry in caught.value.detail["missed"]] == ["Never mind!"]


def test_own_earlier_reply_and_notes_do_not_make_a_reply_stale(desk: Any) -> None:
    conversation = desk.open()
    reply(desk, "berta", conversation, 1)
    add_note(actor=desk.actor("ben"), conversation_id=conversation, id=uuid7(), body="careful")
    assert reply(desk, "berta", conversation, 1)[1]


def test_reply_and_resolve_is_one_step(desk: Any) -> None:
    conversation = desk.open()
    reply(desk, "berta", conversation, 1, resolve=True)
    row = desk.row(conversation)
    assert (row.status, row.closed_at is not None) == ("resolved", True)
    assert desk.codes(conversation) == ["created", "status_changed"]


@pytest.mark.parametrize("status", ["pending", "resolved"])
def test_reply_leaves_the_status_as_the_agent_set_it(desk: Any, status: str) -> None:
    conversation = desk.open()
    set_status(actor=desk.actor("berta"), conversation_id=conversation, status=status)
    reply(desk, "berta", conversation, 1)
    assert desk.row(conversation).status == status


def test_spam_gets_no_reply(desk: Any) -> None:
    conversation = desk.open()
    set_status(actor=desk.actor("berta"), conversation_id=conversation, status="spam")
    with pytest.raises(CannotReplyError) as caught:
        reply(desk, "berta", conversation, 1)
    assert caught.value.detail == {"hint": "spam"}


def test_imported_history_gets_no_reply(desk: Any) -> None:
    with pytest.raises(CannotReplyError):
        reply(desk, "berta", desk.open(kind="imported_tweets"), 1)


@pytest.mark.parametrize("body", ["", "  \n "])
def test_empty_reply_is_refused(desk: Any, body: str) -> None:
    with pytest.raises(InvalidError):
        reply(desk, "berta", desk.open(), 1, body=body)


def test_script_in_a_reply_is_shown_not_run(desk: Any) -> None:
    entry, _made = reply(desk, "berta", desk.open(), 1, body="<script>alert(1)</script> [x](javascript:alert(1))")
    assert "<script" not in entry.body_html
    assert 'href="javascript' not in entry.body_html


def test_who_may_only_read_may_not_reply(desk: Any) -> None:
    from inbox.actions.organising import grant_inbox

    conversation = desk.open(inbox=desk.support_only)
    with pytest.raises(NotFoundError):
        reply(desk, "ben", conversation, 1)
    grant_inbox(
        actor=desk.actor("alice"), inbox_id=desk.support_only, user_id=desk.world.users["ben"].pk, permission="view_inbox"
    )
    with pytest.raises(ForbiddenError):
        reply(desk, "ben", conversation, 1)


def test_two_agents_at_once_send_one_answer(committed_desk: Any) -> None:
    desk = committed_desk
    conversation = desk.open()
    tenant = desk.world.users["alice"].tenant_id
    together, outcomes = threading.Barrier(2), []

    def answer(name: str) -> None:
        with tenant_context(tenant):
            actor = desk.actor(name)
            together.wait(timeout=10)
            try:
                reply_to_conversation(actor=actor, conversation_id=conversation, id=uuid7(), body=f"from {name}", seen_seq=1)
                outcomes.append("sent")
            except StaleReplyError as error:
                outcomes.append(f"stale:{len(error.detail['missed'])}")
            finally:
                connection.close()

    threads = [threading.Thread(target=answer, args=(name,)) for name in ("ben", "berta")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["sent", "stale:1"]
    assert desk.row(conversation).message_count == 2


def test_same_reply_sent_twice_at_once_is_written_once(committed_desk: Any) -> None:
    desk = committed_desk
    conversation, ident = desk.open(), uuid7()
    tenant, actor = desk.world.users["alice"].tenant_id, desk.actor("berta")
    together, outcomes = threading.Barrier(3), []

    def send() -> None:
        with tenant_context(tenant):
            together.wait(timeout=10)
            try:
                outcomes.append(
                    reply_to_conversation(actor=actor, conversation_id=conversation, id=ident, body="once", seen_seq=1)[1]
                )
            finally:
                connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == [False, False, True]
    assert desk.row(conversation).message_count == 2
