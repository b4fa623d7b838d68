"""Browsers that take messages, and what is due to be sent to them."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.sealing import seal
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import InvalidError
from kernel.http import RefusedAddressError
from kernel.text import one_line
from notifications.events import PushSubscribed, PushUnsubscribed
from notifications.models.notification import Head, Notification
from notifications.models.push import PushKey, PushSubscription
from notifications.policies import can_change_choices, can_have_notices, can_tell
from notifications.webpush.sealing import decode
from notifications.webpush.vapid import new_private_key, public_of

MOST_BROWSERS = 10
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
CLAIM = timedelta(minutes=5)


@action
def subscribe_browser(*, actor: Actor, endpoint: str, p256dh: str, auth: str, agent: str, at: datetime) -> PushSubscription:
    """This browser of the actor takes messages. A browser that another account used before is the actor's now."""
    authorise(actor, can_have_notices)
    _check(endpoint, p256dh, auth)
    row, _made = PushSubscription.objects.update_or_create(
        endpoint_hash=hashlib.sha256(endpoint.encode()).hexdigest(),
        defaults={
            "user_id": require_user_id(actor),
            "endpoint": endpoint,
            "p256dh": p256dh,
            "auth": auth,
            "agent": one_line(agent)[:200],
            "created_at": at,
        },
    )
    keep = PushSubscription.objects.filter(user_id=require_user_id(actor)).order_by("-created_at", "-pk")
    PushSubscription.objects.filter(pk__in=list(keep.values_list("pk", flat=True)[MOST_BROWSERS:])).delete()
    publish(PushSubscribed(user_id=row.user_id), actor=actor, at=at)
    return row


@action
def unsubscribe_browser(*, actor: Actor, endpoint: str, at: datetime) -> bool:
    """This browser takes no more; True when it did."""
    authorise(actor, can_have_notices)
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    removed, _ = PushSubscription.objects.filter(user_id=require_user_id(actor), endpoint_hash=digest).delete()
    if removed and actor.user_id is not None:
        publish(PushUnsubscribed(user_id=require_user_id(actor)), actor=actor, at=at)
    return bool(removed)


@action
def forget_browsers(*, actor: Actor, user_id: UUID, subscription_id: UUID | None = None, at: datetime) -> int:
    """One browser of the member, or all of them, take no more; returns how many."""
    authorise(actor, can_change_choices, user_id)
    rows = PushSubscription.objects.filter(user_id=user_id)
    removed, _ = (rows.filter(pk=subscription_id) if subscription_id is not None else rows).delete()
    if removed:
        publish(PushUnsubscribed(user_id=user_id), actor=actor, at=at)
    return removed


@action
def ensure_push_key(*, actor: Actor, at: datetime) -> PushKey:
    """The brand's key pair, made at its first use."""
    found = PushKey.objects.first()
    if found is not None:
        return found
    pem = new_private_key()
    made = PushKey(sealed_private=seal(pem), public=public_of(pem), created_at=at)
    PushKey.objects.bulk_create([made], ignore_conflicts=True)
    return PushKey.objects.get()


@action
def claim_push(*, actor: Actor, notification_id: UUID, at: datetime) -> Notification | None:
    """The notice, whose push this worker alone sends now; None when it is not due or was read. A worker that dies is
    followed by another after five minutes."""
    authorise(actor, can_tell)
    due = Notification.objects.filter(pk=notification_id, push_due_at__lte=at, read_at=None)
    row = Notification.objects.get(pk=notification_id) if due.update(push_due_at=at + CLAIM) else None
    if row is not None and Head.objects.filter(user_id=row.user_id, read_through__gte=row.updated_at).exists():
        Notification.objects.filter(pk=row.pk).update(push_due_at=None)
        return None
    return row


@action
def settle_push(*, actor: Actor, notification_id: UUID, again: bool, at: datetime) -> None:
    """Done, or once more after a growing pause while there are tries left."""
    authorise(actor, can_tell)
    row = Notification.objects.select_for_update().filter(pk=notification_id).first()
    if row is None:
        return
    again = again and row.push_attempts < len(PAUSES) and row.read_at is None
    row.push_due_at = at + PAUSES[row.push_attempts] if again else None
    row.push_attempts += 1
    row.save(update_fields=["push_due_at", "push_attempts"])


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    problems = {}
    if not endpoint.startswith(("https://", "http://")) or len(endpoint) > 1_000:
        problems["endpoint"] = [str(RefusedAddressError.message)]
    for name, value, length in (("p256dh", p256dh, 65), ("auth", auth, 16)):
        try:
            fits = len(decode(value)) == length
        except ValueError:
            fits = False
        if not fits:
            problems[name] = [_("This is not a key of a browser.")]
    if problems:
        raise InvalidError(fields=problems)
