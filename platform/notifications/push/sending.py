"""Sending what is due to a member's browsers. The network is used outside all transactions."""

import json
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings

from accounts.actors import actor_for_user_id
from accounts.queries import list_user_infos
from accounts.sealing import unseal
from brand_settings.queries import read
from connectors.keys import sender_address
from kernel.actor import Actor
from kernel.errors import PermanentError, TransientError
from kernel.http import Bounds, post
from notifications.actions.pushing import claim_push, ensure_push_key, settle_push
from notifications.links import absolute
from notifications.mail.writing import as_read_by
from notifications.models.notification import Notification
from notifications.models.push import PushSubscription
from notifications.queries.listing import describe_notices
from notifications.settings import NotificationSettings
from notifications.webpush.sealing import seal_message
from notifications.webpush.vapid import authorization
from tenants.queries import get_current_tenant

log = structlog.get_logger(__name__)
GONE = {404, 410}
TTL_SECONDS = 24 * 3600
LATEST = timedelta(days=1)


def push_due(*, actor: Actor, at: datetime, most: int = 200) -> int:
    """How many notices were sent to at least one browser. What is a day old interrupts nobody any more."""
    Notification.objects.filter(push_due_at__lt=at - LATEST).update(push_due_at=None)
    due = Notification.objects.filter(push_due_at__lte=at).order_by("push_due_at", "pk")
    return sum(send_push(actor=actor, notification_id=pk, at=at) > 0 for pk in list(due.values_list("pk", flat=True)[:most]))


def send_push(*, actor: Actor, notification_id: UUID, at: datetime) -> int:
    """To how many browsers the notice went. Browsers that are gone are forgotten, busy services get it later."""
    row = claim_push(actor=actor, notification_id=notification_id, at=at)
    if row is None:
        return 0
    browsers = list(PushSubscription.objects.filter(user_id=row.user_id).order_by("pk"))
    message = _message(row) if browsers and read(NotificationSettings).push else None
    if message is None:
        settle_push(actor=actor, notification_id=row.pk, again=False, at=at)
        return 0
    sent, again = 0, False
    pem = unseal(ensure_push_key(actor=actor, at=at).sealed_private)
    for browser in browsers:
        try:
            sent += _send(browser, pem, message, topic=row.pk, at=at)
        except TransientError as error:
            log.info("push_postponed", error=str(error))
            again = True
        except PermanentError as error:
            log.warning("push_refused", error=str(error))
    settle_push(actor=actor, notification_id=row.pk, again=again and not sent, at=at)
    return sent


def _message(row: Notification) -> bytes | None:
    user, brand = list_user_infos([row.user_id]).get(row.user_id), get_current_tenant()
    if user is None or not user.is_active:
        return None
    with as_read_by(user, brand) as language:
        [view] = describe_notices(actor_for_user_id(user.id), [row], through=None)
    if not view.path:
        return None
    shown = {
        "title": brand.name,
        "body": view.text[:400],
        "url": absolute(brand, f"/notifications/{row.pk}/"),
        "tag": str(row.pk),
        "lang": language,
    }
    return json.dumps(shown, ensure_ascii=False).encode()


def _send(browser: PushSubscription, pem: str, message: bytes, *, topic: UUID, at: datetime) -> int:
    headers = {
        "Authorization": authorization(pem, endpoint=browser.endpoint, contact=sender_address(), at=at),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(TTL_SECONDS),
        "Urgency": "normal",
        "Topic": topic.hex,
    }
    body = seal_message(message, p256dh=browser.p256dh, auth=browser.auth)
    answer = post(browser.endpoint, body=body, headers=headers, bounds=_bounds())
    if answer.status in GONE:
        browser.delete()
        return 0
    if answer.status >= 400:
        raise PermanentError(f"The push service answered {answer.status}.")
    PushSubscription.objects.filter(pk=browser.pk).update(used_at=at)
    return 1


def _bounds() -> Bounds:
    return Bounds(
        seconds=10, redirects=0, most_bytes=20_000, cut=True, allowed=tuple(getattr(settings, "PUSH_ALLOWED_HOSTS", ()))
    )
