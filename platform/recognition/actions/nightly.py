"""The night's round: what the day's events did not say."""

from datetime import date
from uuid import UUID

from access.policies import authorise
from brand_settings.queries import read
from community.queries.deeds import readers_on
from events.recording import action
from kernel.actor import Actor
from recognition.actions.ledger import count_reading
from recognition.policies import can_count
from recognition.sections import RecognitionSettings

AT_ONCE = 1_000


@action
def count_missed_reading(*, actor: Actor, on: date) -> None:
    """A day's reading in full: the community announces it every few minutes, so the last of it was not heard."""
    authorise(actor, can_count)
    if not read(RecognitionSettings).has_ledger:
        return
    after: UUID | None = None
    while ids := readers_on(on, after=after, limit=AT_ONCE):
        count_reading(actor=actor, user_ids=ids, on=on)
        after = ids[-1]
