"""Telling one member something, from any room: who may is for the caller to have decided."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accounts.events import NoticeGiven
from accounts.notices import get_kind, pairs_of
from events.recording import action, publish
from kernel.actor import Actor


@action
def give_notice(
    *,
    actor: Actor,
    user_id: UUID,
    kind: str,
    key: str,
    person_id: UUID | None = None,
    topic_id: UUID | None = None,
    post_id: UUID | None = None,
    data: Mapping[str, str | int] | None = None,
    at: datetime | None = None,
) -> None:
    """Let the member know, by the ways that the member chose; raises LookupError for a kind that nobody registered."""
    if get_kind(kind) is None:
        raise LookupError(f"nobody registered the kind of notice {kind!r}")
    event = NoticeGiven(
        user_id=user_id, kind=kind, key=key, person_id=person_id, topic_id=topic_id, post_id=post_id, data=pairs_of(data or {})
    )
    publish(event, actor=actor, at=at)
