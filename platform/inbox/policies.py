"""Who may do what in the inbox. Every edge asks here; what may be seen is one rule, `InboxQuerySet.visible_to`."""

from uuid import UUID

from access.policies import policy
from events import audience
from inbox.models.conversations import Conversation
from inbox.models.organisation import Inbox
from kernel.actor import Actor


def nothing(actor: Actor, *things: object) -> bool:
    """What a refusal to see reveals: who may not see a thing may not know that it is there."""
    return False


@policy("inbox.see_inbox", reveals=nothing)
def can_see_inbox(actor: Actor, inbox_id: UUID) -> bool:
    """Whether the actor may look into this inbox."""
    return Inbox.objects.visible_to(actor).filter(pk=inbox_id).exists()


@policy("inbox.work_inbox", reveals=can_see_inbox)
def can_work_inbox(actor: Actor, inbox_id: UUID) -> bool:
    """Whether the actor may answer and change things in this inbox."""
    return Inbox.objects.workable_by(actor).filter(pk=inbox_id).exists()


@policy("inbox.see", reveals=nothing)
def can_see(actor: Actor, conversation: Conversation) -> bool:
    """Whether the actor may know of this conversation."""
    return can_see_inbox(actor, conversation.inbox_id)


@policy("inbox.work", reveals=can_see)
def can_work(actor: Actor, conversation: Conversation) -> bool:
    """Whether the actor may answer, note, assign, hand off and change this conversation."""
    return can_work_inbox(actor, conversation.inbox_id)


@policy("inbox.receive")
def can_receive(actor: Actor) -> bool:
    """Whether the actor may put messages from outside into the inbox: the platform itself, administrators, imports."""
    return actor.is_administrator


@policy("inbox.receive_into", reveals=can_see)
def can_receive_into(actor: Actor, conversation: Conversation) -> bool:
    """The same, for a conversation that exists."""
    return can_receive(actor)


@policy("inbox.create_label")
def can_create_label(actor: Actor) -> bool:
    """Whether the actor may add to the labels of the brand."""
    return actor.is_supervisor


@policy("inbox.organise")
def can_organise(actor: Actor) -> bool:
    """Whether the actor may make teams and inboxes and say who works where."""
    return actor.is_administrator


def audiences(actor: Actor) -> set[str]:
    """The inboxes whose events the actor may learn of."""
    return {audience.of("inbox", inbox_id) for inbox_id in Inbox.objects.visible_to(actor).values_list("pk", flat=True)}


def may_join_desk(actor: Actor, id: UUID | None) -> bool:  # noqa: A002 - the topic's own id
    """The live desk is for everybody who works in the staff application; audiences decide what it shows them."""
    return actor.is_staff


def may_join_conversation(actor: Actor, id: UUID | None) -> bool:  # noqa: A002
    """Who may see a conversation may be seen looking at it."""
    return id is not None and Conversation.objects.visible_to(actor).filter(pk=id).exists()
