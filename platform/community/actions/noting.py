"""Writing down who decided what, and why: every tool of moderators leaves a line in its topic."""

from datetime import datetime
from typing import Any

from community.authorship import author_id_of
from community.models.moderation import Moderation, Verb
from community.models.post import Post
from community.models.topic import Topic
from kernel.actor import Actor, Role

MAX_REASON = 400


def note_decision(
    actor: Actor, topic: Topic, verb: Verb, *, reason: str = "", at: datetime, post: Post | None = None, **data: Any
) -> Moderation:
    """The decision on record. The platform's own decisions have no moderator: they follow a rule of the brand."""
    decision = Moderation(
        topic=topic,
        post=post,
        verb=verb.value,
        reason=reason.strip()[:MAX_REASON],
        moderator_id=None if actor.role is Role.SYSTEM else author_id_of(actor),
        after_position=topic.last_position,
        data={key: _plain(value) for key, value in data.items() if value is not None},
        at=at,
    )
    decision.save(force_insert=True)
    return decision


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int | str | bool | list) else str(value)
