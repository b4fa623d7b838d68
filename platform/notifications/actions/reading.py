"""Having read what one was told."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Greatest

from access.policies import authorise
from accounts.actors import require_user_id
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import NotFoundError
from notifications.events import NoticesChanged
from notifications.models.notification import Head, Notification
from notifications.policies import can_have_notices


@action
def mark_read(*, actor: Actor, notification_id: UUID, at: datetime) -> Notification:
    """The notice, read; nothing more is mailed about it. Raises NotFoundError for anybody else's."""
    authorise(actor, can_have_notices)
    found = Notification.objects.filter(pk=notification_id, user_id=require_user_id(actor)).first()
    if found is None:
        raise NotFoundError
    _mark(actor, Q(pk=found.pk), at)
    return found


@action
def mark_all_read(*, actor: Actor, at: datetime) -> None:
    """Everything told until now is read: one row is written, however much it is."""
    authorise(actor, can_have_notices)
    rows = Head.objects.filter(user_id=require_user_id(actor), unread__gt=0)
    if rows.update(unread=0, read_through=at) and actor.user_id is not None:
        publish(NoticesChanged(user_id=require_user_id(actor)), actor=actor, at=at)


@action
def mark_topic_read(*, actor: Actor, topic_id: UUID, position: int, at: datetime) -> None:
    """What was told about this topic's posts up to this position is read, because the member has read them."""
    if actor.user_id is None or not Head.objects.filter(user_id=require_user_id(actor), unread__gt=0).exists():
        return
    reached = Q(data__last__lte=position) | Q(data__last__isnull=True)
    _mark(actor, Q(topic_id=topic_id) & reached, at)


def _mark(actor: Actor, which: Q, at: datetime) -> None:
    head = Head.objects.select_for_update().filter(user_id=require_user_id(actor)).first()
    rows = Notification.objects.filter(which, user_id=require_user_id(actor), read_at=None)
    if head is not None and head.read_through is not None:
        rows = rows.filter(updated_at__gt=head.read_through)
    counted = rows.filter(is_shown=True).count()
    if not rows.update(read_at=at, email_due_at=None, push_due_at=None):
        return
    if counted and actor.user_id is not None:
        Head.objects.filter(user_id=require_user_id(actor)).update(unread=Greatest(F("unread") - counted, 0))
        publish(NoticesChanged(user_id=require_user_id(actor)), actor=actor, at=at)
