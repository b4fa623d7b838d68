"""Forgetting what is no longer needed."""

from datetime import datetime, timedelta

from access.policies import authorise
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from moderation.actions.addressing import forget_expired
from moderation.models.item import ReviewItem
from moderation.models.screened_text import ScreenedText
from moderation.policies import can_advance

TEXTS_LIVE = timedelta(days=30)
CLAIMS_LIVE = timedelta(hours=12)


@action
def tidy(*, actor: Actor, at: datetime | None = None) -> None:
    """Screened texts after a month, addresses after their time, claims that nobody works on after half a day."""
    authorise(actor, can_advance)
    at = at or now()
    forget_expired(actor=actor, at=at)
    ScreenedText.objects.filter(at__lt=at - TEXTS_LIVE).delete()
    ReviewItem.objects.open().filter(claimed_at__lt=at - CLAIMS_LIVE).update(claimed_by=None, claimed_at=None)
