"""Who hears of what happens in a space: everybody who may read it, also without an account."""

from uuid import UUID

from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_view_topic
from events import audience
from kernel.actor import Actor


def spaces_of(actor: Actor) -> set[str]:
    """The audiences of all spaces that the actor may read."""
    return {audience.of("space", ident) for ident in Space.objects.visible_to(actor).values_list("pk", flat=True)}


def may_join_topic(actor: Actor, topic_id: UUID | None) -> bool:
    """Whether the actor may follow this topic on the socket: whoever may read it."""
    if topic_id is None:
        return False
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    return topic is not None and can_view_topic(actor, topic)
