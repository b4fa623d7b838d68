"""Noting which similar topics somebody saw and opened instead of asking."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from community.models.deflection import Deflection
from community.models.topic import Topic
from community.policies import can_draft, can_view_topic
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.text import one_line

MOST_SHOWN = 50


@action
def note_similar_shown(
    *, actor: Actor, question_id: UUID, title: str, topic_ids: Sequence[UUID], at: datetime | None = None
) -> None:
    """These topics were shown to somebody who types this question; the same form adds to what it noted before."""
    authorise(actor, can_draft)
    row = Deflection.objects.select_for_update().filter(pk=question_id).first()
    shown = [str(ident) for ident in topic_ids]
    if row is None:
        row = Deflection(
            id=question_id, user_id=require_user_id(actor), title=one_line(title)[:200], shown=shown, shown_at=at or now()
        )
        Deflection.objects.bulk_create([row], ignore_conflicts=True)
        return
    if row.user_id != actor.user_id:
        raise NotFoundError
    merged = list(dict.fromkeys([*row.shown, *shown]))[:MOST_SHOWN]
    if merged != row.shown or row.title != title:
        row.shown, row.title = merged, one_line(title)[:200]
        row.save(update_fields=["shown", "title"])


@action
def note_similar_opened(*, actor: Actor, question_id: UUID, topic_id: UUID, at: datetime | None = None) -> None:
    """One of the topics that were shown was opened; the first counts."""
    authorise(actor, can_draft)
    row = Deflection.objects.select_for_update().filter(pk=question_id, user_id=require_user_id(actor)).first()
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    if row is None or topic is None or str(topic_id) not in row.shown or not can_view_topic(actor, topic):
        raise NotFoundError
    if row.clicked_at is None:
        row.clicked, row.clicked_at = topic, at or now()
        row.save(update_fields=["clicked", "clicked_at"])
