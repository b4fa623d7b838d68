"""A small desk: Ben in marketing, Berta in support, three inboxes, one customer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.worlds import World


@dataclass
class Desk:
    """Marketing and support share the community's inbox; each has one of its own as well."""

    world: World
    marketing: UUID
    support: UUID
    shared: UUID
    marketing_only: UUID
    support_only: UUID
    customer: UUID
    made: int = field(default=0)

    @property
    def system(self) -> Any:
        from kernel.actor import system_actor

        return system_actor(self.world.users["alice"].tenant_id)

    def actor(self, name: str) -> Any:
        return self.world.actor(name)

    def open(
        self, *, inbox: UUID | None = None, body: str = "Does it ship to Peru?", key: str | None = None, **values: Any
    ) -> UUID:
        """A fresh conversation with one message from the customer."""
        from inbox.actions.opening import open_conversation
        from inbox.contracts import ConversationSource, NewMessage
        from kernel.clock import now

        self.made += 1
        source = ConversationSource(values.pop("kind", "community_topic"), key or f"topic:{self.made}", "/t/1", "Brewing")
        message = NewMessage(self.customer, body, values.pop("said_at", now()), "community", f"first:{self.made}:{key}")
        values.setdefault("subject", f"Question {self.made}")
        values.setdefault("customer_id", self.customer)
        return open_conversation(actor=self.system, inbox_id=inbox or self.shared, source=source, messages=[message], **values).id

    def receive(self, conversation_id: UUID, body: str = "Hello?", external_id: str = "", at: datetime | None = None) -> Any:
        """The customer writes again."""
        from inbox.actions.opening import add_inbound_message
        from inbox.contracts import NewMessage
        from kernel.clock import now

        message = NewMessage(self.customer, body, at or now(), "community", external_id)
        return add_inbound_message(actor=self.system, conversation_id=conversation_id, message=message)

    def row(self, conversation_id: UUID) -> Any:
        from inbox.models import Conversation

        return Conversation.objects.get(pk=conversation_id)

    def codes(self, conversation_id: UUID) -> list[str]:
        """What the timeline records, oldest first."""
        from inbox.models import TimelineEvent

        rows = TimelineEvent.objects.filter(conversation_id=conversation_id).order_by("position")
        return list(rows.values_list("code", flat=True))

    def events(self, kind: str | None = None) -> list[Any]:
        """What the log recorded, oldest first."""
        from events.log import read_after

        found = read_after(self.world.users["alice"].tenant_id, 0, limit=10_000)
        return [event for event in found if kind is None or event.type == kind]


def build_desk(world: World) -> Desk:
    """The desk in acme."""
    from inbox.actions.organising import add_to_team, create_inbox, create_team
    from people.actions import ensure_person
    from people.contracts import account_identity

    alice = world.actor("alice")
    marketing, support = (create_team(actor=alice, name=name).pk for name in ("Marketing", "Support"))
    add_to_team(actor=alice, team_id=marketing, user_id=world.users["ben"].pk)
    add_to_team(actor=alice, team_id=support, user_id=world.users["berta"].pk)
    shared = create_inbox(
        actor=alice, name="Community", kind="community", team_ids=[marketing, support], default_team_id=marketing
    )
    marketing_only = create_inbox(actor=alice, name="Campaigns", kind="api", team_ids=[marketing], default_team_id=marketing)
    support_only = create_inbox(actor=alice, name="Tickets", kind="api", team_ids=[support], default_team_id=support)
    bob = world.users["bob"]
    customer = ensure_person(actor=alice, identity=account_identity(bob.pk), name=bob.name)
    return Desk(world, marketing, support, shared.pk, marketing_only.pk, support_only.pk, customer.pk)


@pytest.fixture
def desk(world: World) -> Desk:
    """The desk, rolled back afterwards."""
    return build_desk(world)


@pytest.fixture
def committed_desk(committed_world: World) -> Desk:
    """The desk, really committed: for threads."""
    return build_desk(committed_world)


@pytest.fixture
def soon() -> datetime:
    """A time to come."""
    from kernel.clock import now

    return now() + timedelta(hours=4)
