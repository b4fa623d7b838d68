"""Looking for questions that nobody helped with."""

from datetime import datetime
from uuid import UUID

import structlog

from community.queries.escalation import list_unanswered_topics
from flows.actions import escalate_topic
from kernel.actor import Actor

log = structlog.get_logger(__name__)
BATCH = 100


def escalate_unanswered(*, actor: Actor, at: datetime) -> int:
    """Take up every question whose space's time has passed without help; returns how many became conversations.

    Each topic is a transaction of its own: one that fails is logged and met again at the next sweep, the others go on.
    """
    taken = 0
    after: tuple[datetime, UUID] | None = None
    while found := list_unanswered_topics(before=at, limit=BATCH, after=after):
        for topic in found:
            try:
                escalate_topic(actor=actor, topic_id=topic.topic_id, at=at)
                taken += 1
            except Exception:  # whatever it is: the questions after it wait too
                log.warning("escalation_failed", topic=str(topic.topic_id), exc_info=True)
        after = (found[-1].created_at, found[-1].topic_id)
    return taken
