"""Telling members something: the one place where a notice comes into being."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from access.policies import authorise
from accounts.notices import Channel, NoticeKind, get_kind, ignoring
from brand_settings.queries import read
from events.recording import action, publish
from kernel.actor import Actor
from notifications.events import NoticesChanged
from notifications.models.notification import MOST_FACES, Head, Notification
from notifications.policies import can_tell
from notifications.queries.choosing import channels_for
from notifications.settings import NotificationSettings


@action
def tell_members(
    *,
    actor: Actor,
    user_ids: Sequence[UUID],
    kind: str,
    key: str,
    at: datetime,
    person_id: UUID | None = None,
    topic_id: UUID | None = None,
    post_id: UUID | None = None,
    position: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> int:
    """Each member is told as they chose; returns how many were. What is unread under the same key is counted up instead.

    The number of statements does not depend on how many members there are, nor on how much they have not read.
    """
    authorise(actor, can_tell)
    known = get_kind(kind)
    if known is None or not user_ids:
        return 0
    deaf = set(ignoring(user_ids, person_id)) if person_id is not None and not known.is_fixed else set()
    wanted = [user_id for user_id in user_ids if user_id not in deaf]
    channels = {user_id: found for user_id, found in channels_for(wanted, known).items() if found}
    if not channels:
        return 0
    heads = _heads(list(channels))
    mail_at = at + timedelta(minutes=read(NotificationSettings).email_delay_minutes)
    notice = _Notice(known, key[:120], at, mail_at, person_id, topic_id, post_id, position, dict(data or {}))
    added, renewed = notice.write(channels, heads)
    Head.objects.filter(user_id__in=added).update(unread=F("unread") + 1)
    for user_id in sorted({*added, *renewed}):
        publish(NoticesChanged(user_id=user_id), actor=actor, at=at)
    return len(channels)


def _heads(user_ids: Sequence[UUID]) -> dict[UUID, Head]:
    """Everybody's head, locked in one order so that two tellings wait for each other and never for ever."""
    Head.objects.bulk_create([Head(user_id=user_id) for user_id in sorted(user_ids)], ignore_conflicts=True)
    rows = Head.objects.select_for_update().filter(user_id__in=user_ids).order_by("user_id")
    return {row.user_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class _Notice:
    """One happening, as rows for several members."""

    kind: NoticeKind
    key: str
    at: datetime
    mail_at: datetime
    person_id: UUID | None
    topic_id: UUID | None
    post_id: UUID | None
    position: int | None
    data: dict[str, Any]

    def write(self, channels: Mapping[UUID, frozenset[Channel]], heads: Mapping[UUID, Head]) -> tuple[list[UUID], list[UUID]]:
        """(members with one more unread, members whose unread one was counted up), both of what is shown in the app."""
        open_rows = Notification.objects.filter(user_id__in=list(channels), kind=self.kind.key, key=self.key, read_at=None)
        fresh, stale = {}, []
        for row in open_rows:
            through = heads[row.user_id].read_through
            if through is not None and row.updated_at <= through:
                stale.append(row.pk)
            else:
                fresh[row.user_id] = row
        # Read by "mark all read": said on the row now, so that the next of its key is a row of its own.
        Notification.objects.filter(pk__in=stale).update(read_at=self.at)
        for row in fresh.values():
            self._count_up(row, channels[row.user_id])
        Notification.objects.bulk_update(fresh.values(), _CHANGED)
        new = [user_id for user_id in sorted(channels) if user_id not in fresh]
        Notification.objects.bulk_create([self._row(user_id, channels[user_id]) for user_id in new])
        shown = [user_id for user_id in new if Channel.IN_APP in channels[user_id]]
        return shown, [row.user_id for row in fresh.values() if row.is_shown]

    def _count_up(self, row: Notification, channels: frozenset[Channel]) -> None:
        face = str(self.person_id) if self.person_id is not None else ""
        if not face or self.position is not None or face not in row.person_ids:
            row.count += 1
        row.person_ids = [face, *(each for each in row.person_ids if each != face)][:MOST_FACES] if face else row.person_ids
        row.post_id, row.updated_at = self.post_id, max(self.at, row.updated_at)
        row.data = {**row.data, **self.data, **self._span(row.data)}
        if Channel.EMAIL in channels and row.email_due_at is None:
            row.email_due_at = self.mail_at
        if Channel.PUSH in channels:
            row.push_due_at, row.push_attempts = self.at, 0

    def _row(self, user_id: UUID, channels: frozenset[Channel]) -> Notification:
        return Notification(
            user_id=user_id,
            kind=self.kind.key,
            key=self.key,
            topic_id=self.topic_id,
            post_id=self.post_id,
            person_ids=[str(self.person_id)] if self.person_id is not None else [],
            data={**self.data, **self._span({})},
            is_shown=Channel.IN_APP in channels,
            created_at=self.at,
            updated_at=self.at,
            email_due_at=self.mail_at if Channel.EMAIL in channels else None,
            push_due_at=self.at if Channel.PUSH in channels else None,
        )

    def _span(self, before: Mapping[str, Any]) -> dict[str, int]:
        """From which to which position this is about, since the last mail."""
        if self.position is None:
            return {}
        return {"first": int(before.get("first", self.position)), "last": max(self.position, int(before.get("last", 0)))}


_CHANGED = ["count", "person_ids", "post_id", "updated_at", "data", "email_due_at", "push_due_at", "push_attempts"]
