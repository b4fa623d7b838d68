"""Flags that moderators agreed with: a merit of who flagged, a fault of who wrote."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.queries.deeds import post_facts
from events.recording import action
from kernel.actor import Actor
from recognition.actions.ledger import Touched, note_deed
from recognition.contracts import DeedRow
from recognition.policies import can_count
from recognition.queries.wanted import accounts_of, day_of


@action
def count_flag(*, actor: Actor, post_id: UUID, flagger_id: UUID, stands: bool, at: datetime) -> Touched:
    """Both sides of one flag, while moderators stand by it."""
    authorise(actor, can_count)
    fact = next(iter(post_facts([post_id])), None)
    if fact is None:
        return {}
    accounts = accounts_of([fact.author_id, flagger_id])
    author, flagger, on = accounts.get(fact.author_id), accounts.get(flagger_id), day_of(at)
    touched: dict[UUID, frozenset[str]] = {}
    if flagger is not None:
        row = DeedRow(flagger, "flag_agreed", post_id, author, fact.topic_id, fact.space_id, fact.language, on)
        touched.update(note_deed(actor=actor, row=row, stands=stands))
    if author is not None and flagger is not None and author != flagger:
        row = DeedRow(author, "flagged", post_id, flagger, fact.topic_id, fact.space_id, fact.language, on)
        touched.update(note_deed(actor=actor, row=row, stands=stands))
    return touched
