"""A community in which something happens."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from kernel.actor import Actor, system_actor
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.worlds import World


@dataclass
class Stirring:
    """Bob asked in a public space; `drain` lets everybody hear of what happened."""

    world: World
    system: Actor
    space_id: UUID
    topic_id: UUID
    first_id: UUID

    def id_of(self, name: str) -> UUID:
        found: UUID = self.world.users[name].pk
        return found

    def reply(self, name: str, body: str = "Two weeks, usually.", **more: Any) -> Any:
        from community.actions.replies import post_reply

        post = post_reply(actor=self.world.actor(name), topic_id=self.topic_id, body=body, **more)
        drain_everything("notifications", "connectors")
        return post

    def notices(self, name: str, **more: Any) -> list[Any]:
        from notifications.queries.listing import list_notices

        return list(list_notices(self.world.actor(name), **more).items)

    def unread(self, name: str) -> int:
        from notifications.queries.listing import unread_count

        return unread_count(self.id_of(name))


@pytest.fixture
def stirring(world: World, settings: Any) -> Stirring:
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.models.post import Post

    settings.CHORUS = settings.CHORUS.model_copy(
        update={"mail_domain": "mail.acme.example", "email_from": "no-reply@acme.example"}
    )
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(
        actor=world.actor("bob"), space_id=space.pk, title="How long does it ferment?", body="Mine stopped.", tags=["yeast"]
    )
    drain_everything("notifications", "connectors")
    first = Post.objects.get(topic=topic, position=1)
    return Stirring(world, system_actor(TENANTS["acme"]), space.pk, topic.pk, first.pk)
