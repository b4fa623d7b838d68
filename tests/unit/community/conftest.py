"""A public space, a members' space and a staff space in acme."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.plugin import TENANTS
from tests.worlds import World


@dataclass
class Community:
    """The world with three spaces and short ways to write in them."""

    world: World
    public: Any
    members: Any
    staff: Any

    def actor(self, name: str) -> Any:
        """Today's actor of this person."""
        return self.world.actor(name)

    def ask(self, name: str = "bob", *, space: Any = None, title: str = "How do I descale it?", **fields: Any) -> Any:
        """A topic by this person."""
        from community.actions.topics import create_topic

        fields.setdefault("body", "The light blinks.\n\nWhat now?")
        return create_topic(actor=self.actor(name), space_id=(space or self.public).pk, title=title, **fields)

    def reply(self, topic: Any, name: str = "dora", body: str = "Use vinegar.", **fields: Any) -> Any:
        """A reply by this person."""
        from community.actions.replies import post_reply

        return post_reply(actor=self.actor(name), topic_id=topic.pk, body=body, **fields)


@pytest.fixture
def community(world: World, monkeypatch: pytest.MonkeyPatch) -> Community:
    """See the class. Its cache is a new one: handles come back from test to test, the people behind them do not."""
    from django.core.cache import caches

    from community.actions.spaces import create_space

    monkeypatch.setattr(caches["default"], "key_prefix", f"{caches['default'].key_prefix}:{uuid4()}")
    alice = world.actor("alice")
    return Community(
        world,
        public=create_space(
            actor=alice, name="Machines", slug="machines", help_after=timedelta(hours=4), description="All of them"
        ),
        members=create_space(actor=alice, name="Lounge", slug="lounge", visibility="members"),
        staff=create_space(actor=alice, name="Backstage", slug="backstage", visibility="staff"),
    )


@pytest.fixture
def anonymous() -> Any:
    """A reader without an account."""
    from kernel.actor import anonymous_actor

    return anonymous_actor(TENANTS["acme"])
