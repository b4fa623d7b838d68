"""A member's browsers that take messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.browsers import browser_name
from kernel.actor import Actor
from notifications.models.push import PushSubscription
from notifications.policies import can_have_notices


@dataclass(frozen=True, slots=True)
class BrowserView:
    """One of them, by its name."""

    id: UUID
    name: str
    since: datetime


def list_browsers(actor: Actor) -> list[BrowserView]:
    """The actor's own, the latest first."""
    authorise(actor, can_have_notices)
    rows = PushSubscription.objects.filter(user_id=require_user_id(actor)).order_by("-created_at", "pk")
    return [BrowserView(row.pk, browser_name(row.agent), row.created_at) for row in rows]
