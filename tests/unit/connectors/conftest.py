"""A brand that takes mail in, with a topic to answer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from kernel.actor import Actor, system_actor
from kernel.clock import now
from tests.plugin import TENANTS
from tests.worlds import World

DOMAIN = "mail.acme.example"


@pytest.fixture
def mail_settings(settings: Any) -> Any:
    """Replies and bounces reach us at DOMAIN."""
    settings.CHORUS = settings.CHORUS.model_copy(update={"mail_domain": DOMAIN, "email_from": "no-reply@acme.example"})
    return settings


@dataclass
class Answering:
    """Bob asked, Dora answered; `address` is where Bob answers by mail."""

    world: World
    system: Actor
    topic_id: UUID
    reply_id: UUID
    address: str
    user_id: UUID


def build_answering(world: World) -> Answering:
    from community.actions.replies import post_reply
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from connectors.actions.addressing import issue_reply_address

    system = system_actor(TENANTS["acme"])
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(actor=world.actor("bob"), space_id=space.pk, title="How long does it ferment?", body="Mine stopped.")
    reply = post_reply(actor=world.actor("dora"), topic_id=topic.pk, body="Two weeks, usually.")
    user_id = world.users["bob"].pk
    address = issue_reply_address(actor=system, user_id=user_id, topic_id=topic.pk, at=now())
    return Answering(world, system, topic.pk, reply.pk, address, user_id)


@pytest.fixture
def answering(world: World, mail_settings: Any) -> Answering:
    return build_answering(world)


@pytest.fixture
def committed_answering(committed_world: World, mail_settings: Any) -> Answering:
    return build_answering(committed_world)
