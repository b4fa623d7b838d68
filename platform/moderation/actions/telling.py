"""Telling the community what became of a member's flag, so that those who count can count it."""

from datetime import datetime
from uuid import UUID

from community.events import FlagOverturned, FlagUpheld
from community.queries.deeds import flagged_post
from events.recording import publish
from kernel.actor import Actor


def tell_of_flag(actor: Actor, thing: tuple[str, UUID], flagger_id: UUID, *, is_upheld: bool, at: datetime) -> None:
    """Publish it for flags on topics and posts; other things (messages, profiles) are nobody's merit in public."""
    fact = flagged_post(*thing)
    if fact is None:
        return
    kind = FlagUpheld if is_upheld else FlagOverturned
    event = kind(space_id=fact.space_id, topic_id=fact.topic_id, post_id=fact.id, position=fact.position, flagger_id=flagger_id)
    publish(event, actor=actor, at=at)
