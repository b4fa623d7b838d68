"""A question that nobody helps with, its conversation, and back."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from community.actions.moderating import lock_topic_for_replies
from community.actions.replies import post_reply
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from flows.actions import escalate_topic
from flows.sweeping import escalate_unanswered
from inbox.actions.organising import grant_inbox
from inbox.actions.replying import reply_to_conversation
from inbox.queries.info import find_by_source, get_conversation_info
from kernel.actor import system_actor
from kernel.clock import now
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.worlds import World

HOUR = timedelta(hours=1)
PLATFORM = system_actor(TENANTS["acme"])


def ask(world: World, *, hours_ago: float = 3.0) -> Any:
    """Bob asks in a space that is patient for one hour."""
    space = create_space(actor=world.actor("alice"), name="Kits", slug=f"kits-{uuid7().hex[-6:]}", help_after=HOUR)
    return create_topic(
        actor=world.actor("bob"), space_id=space.pk, title="My tap drips", body="It drips.", at=now() - hours_ago * HOUR
    )


def escalated(topic: Any) -> Any:
    """The topic's conversation."""
    return find_by_source("community_topic", str(topic.pk))


def test_a_question_past_its_spaces_time_becomes_one_conversation(world: World) -> None:
    topic = ask(world)
    assert escalate_unanswered(actor=PLATFORM, at=now()) == 1
    assert escalate_unanswered(actor=PLATFORM, at=now()) == 0
    conversation = escalated(topic)
    assert (conversation.subject, conversation.seq, conversation.status) == ("My tap drips", 1, "open")


def test_a_question_still_in_its_time_waits(world: World) -> None:
    ask(world, hours_ago=0.5)
    assert escalate_unanswered(actor=PLATFORM, at=now()) == 0


def test_a_question_that_somebody_else_answered_stays_in_the_community(world: World) -> None:
    topic = ask(world)
    post_reply(actor=world.actor("dora"), topic_id=topic.pk, body="Tighten the nut.")
    assert escalate_unanswered(actor=PLATFORM, at=now()) == 0


def test_the_askers_own_addition_is_no_help(world: World) -> None:
    topic = ask(world)
    post_reply(actor=world.actor("bob"), topic_id=topic.pk, body="Still drips.")
    assert escalate_unanswered(actor=PLATFORM, at=now()) == 1
    assert escalated(topic).seq == 2


def test_the_agents_answer_appears_in_the_topic_under_the_agents_name(world: World) -> None:
    topic = ask(world)
    escalate_unanswered(actor=PLATFORM, at=now())
    reply(world, "amira", topic, "Turn the collar by a quarter.")
    drain_everything()
    drain_everything()
    page = world.client("bob").get(f"/t/{topic.slug}-{topic.number}/").content.decode()
    assert page.count("Turn the collar by a quarter.") >= 1
    assert "Amira" in page
    assert escalated(topic).seq == 2


def test_accepting_a_solution_resolves_the_conversation_and_a_further_post_reopens_it(world: World) -> None:
    topic = ask(world)
    escalate_unanswered(actor=PLATFORM, at=now())
    message_id = reply(world, "amira", topic, "Turn the collar.")
    drain_everything()
    accept_solution(actor=world.actor("bob"), topic_id=topic.pk, post_id=message_id)
    drain_everything()
    assert escalated(topic).status == "resolved"
    post_reply(actor=world.actor("bob"), topic_id=topic.pk, body="It drips again.")
    drain_everything()
    assert (escalated(topic).status, escalated(topic).seq) == ("open", 3)


def test_a_reply_to_a_locked_topic_fails_visibly_for_an_agent(world: World) -> None:
    topic = ask(world)
    escalate_unanswered(actor=PLATFORM, at=now())
    grant_inbox(actor=world.actor("alice"), inbox_id=escalated(topic).inbox_id, user_id=world.users["ben"].pk)
    first = reply(world, "ben", topic, "First.")
    drain_everything()
    lock_topic_for_replies(actor=world.actor("mo"), topic_id=topic.pk, reason="Done")
    second = reply(world, "ben", topic, "Second.")
    drain_everything()
    assert (delivery_of(first), delivery_of(second)) == ("sent", "failed")


def test_staff_who_answer_in_the_community_are_outgoing_in_the_inbox(world: World) -> None:
    topic = ask(world)
    escalate_unanswered(actor=PLATFORM, at=now())
    post = post_reply(actor=world.actor("ben"), topic_id=topic.pk, body="Answered on the page.")
    drain_everything()
    from inbox.models.timeline import Message

    message = Message.objects.get(external_id=f"post:{post.pk}")
    assert (message.direction, message.delivery) == ("out", "sent")


def test_posts_written_while_the_topic_was_escalated_are_not_lost(world: World) -> None:
    topic = ask(world)
    drain_everything()
    post_reply(actor=world.actor("bob"), topic_id=topic.pk, body="One more thing.")
    escalate_topic(actor=PLATFORM, topic_id=topic.pk, at=now())
    drain_everything()
    assert escalated(topic).seq == 2


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_open_one_conversation(committed_world: World) -> None:
    topic = ask(committed_world)
    barrier = threading.Barrier(4)
    numbers: list[int] = []

    def sweep() -> None:
        with tenant_context(TENANTS["acme"]):
            barrier.wait(timeout=20)
            numbers.append(escalate_topic(actor=PLATFORM, topic_id=topic.pk, at=now()).number)
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    assert get_conversation_info(escalated(topic).id).seq == 1


def reply(world: World, name: str, topic: Any, body: str) -> Any:
    """An answer from the desk; returns the message's id."""
    conversation, message_id = escalated(topic), uuid7()
    reply_to_conversation(
        actor=world.actor(name), conversation_id=conversation.id, id=message_id, body=body, seen_seq=conversation.seq
    )
    return message_id


def delivery_of(message_id: Any) -> str:
    """How far the answer got."""
    from inbox.queries.info import get_message

    return get_message(message_id).delivery
