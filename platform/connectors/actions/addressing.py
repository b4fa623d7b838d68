"""Addresses for replies, and the health of members' own."""

from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.actions.notices import give_notice
from accounts.queries import find_user_ids, list_user_infos
from connectors.email.tokens import REPLY, new_key
from connectors.events import AddressPaused, AddressResumed
from connectors.keys import mail_domain, signed_address
from connectors.models.address import AddressHealth, ReplyAddress
from connectors.policies import can_carry_mail, can_resume_address
from events.recording import action, publish
from kernel.actor import Actor

LIFETIME = timedelta(days=90)
RENEWED = timedelta(days=30)
"""An address with less than this left is not given out again."""
THRESHOLD = 4
FORGOTTEN = timedelta(days=30)
"""Bounces are counted from zero again when none came for this long."""


@action
def issue_reply_address(*, actor: Actor, user_id: UUID, topic_id: UUID, at: datetime) -> str:
    """Where this member answers this topic by mail; empty while nothing takes mail in."""
    authorise(actor, can_carry_mail)
    if not mail_domain():
        return ""
    rows = ReplyAddress.objects.filter(user_id=user_id, topic_id=topic_id, expires_at__gt=at + RENEWED)
    row = rows.order_by("-expires_at", "pk").first()
    if row is None:
        row = ReplyAddress(key=new_key(), user_id=user_id, topic_id=topic_id, created_at=at, expires_at=at + LIFETIME)
        row.save(force_insert=True)
    return signed_address(REPLY, actor.tenant_id, row.key, *row.facts)


@action
def note_bounce(*, actor: Actor, address: str, weight: int, reason: str, at: datetime) -> bool:
    """Count what came back; True when the address is paused with this one."""
    authorise(actor, can_carry_mail)
    address = address.lower()
    AddressHealth.objects.bulk_create([AddressHealth(address=address)], ignore_conflicts=True)
    row = AddressHealth.objects.select_for_update().get(address=address)
    if row.last_bounce_at is not None and row.last_bounce_at < at - FORGOTTEN:
        row.score = 0
    row.score, row.last_bounce_at, row.reason = row.score + weight, at, reason[:200]
    pausing = row.paused_at is None and row.score >= THRESHOLD
    if pausing:
        row.paused_at = at
    row.save(update_fields=["score", "last_bounce_at", "reason", "paused_at"])
    for user_id in find_user_ids(address, most=1) if pausing else []:
        give_notice(actor=actor, user_id=user_id, kind="email_paused", key="email_paused", at=at)
        publish(AddressPaused(user_id=user_id), actor=actor, at=at)
    return pausing


@action
def resume_address(*, actor: Actor, user_id: UUID, at: datetime) -> bool:
    """Send to the member's address again; True when it had been paused."""
    authorise(actor, can_resume_address, user_id)
    user = list_user_infos([user_id]).get(user_id)
    if user is None:
        return False
    rows = AddressHealth.objects.filter(address=user.email.lower(), paused_at__isnull=False)
    if not rows.update(paused_at=None, score=0, last_bounce_at=None, reason=""):
        return False
    publish(AddressResumed(user_id=user_id), actor=actor, at=at)
    return True
