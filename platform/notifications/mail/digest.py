"""The digest: what a member has not read, and new topics that may concern them. Nothing to say, no mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos
from brand_settings.queries import read
from community.queries.members import members_by_user
from community.queries.noticing import TopicNotice, topics_for_digest
from connectors.actions.queueing import queue_mail
from connectors.contracts import Letter
from connectors.keys import id_domain
from events.recording import action
from kernel.actor import Actor
from kernel.zones import zone_names
from notifications.cadence import DAYS, next_digest
from notifications.links import DIGEST, Subscription, unsubscribe_url
from notifications.mail.writing import as_read_by, render_mail
from notifications.models.choices import Choices
from notifications.policies import can_tell
from notifications.queries.listing import NoticeView, list_notices
from notifications.settings import NotificationSettings
from people.queries import person_id_of_user
from tenants.contracts import TenantInfo
from tenants.queries import get_current_tenant

MOST_NOTICES = 5
BATCH = 500


@action
def plan_digests(*, actor: Actor, at: datetime, most: int = BATCH) -> int:
    """Give members without a date one; returns how many were looked at. Who wants none gets none."""
    authorise(actor, can_tell)
    users = get_user_model()._default_manager.filter(deactivated_at=None)
    strangers = users.filter(~Exists(Choices.objects.filter(user_id=OuterRef("pk")))).order_by("pk")
    ids = list(strangers.values_list("pk", flat=True)[:most])
    Choices.objects.bulk_create([Choices(user_id=user_id) for user_id in ids], ignore_conflicts=True)
    settings, brand = read(NotificationSettings), get_current_tenant()
    wanted = list(Choices.objects.filter(next_digest_at=None).exclude(digest="off").order_by("pk")[:most])
    infos = list_user_infos([row.user_id for row in wanted])
    for row in wanted:
        row.next_digest_at = _next(row, infos.get(row.user_id), brand, settings, after=row.last_digest_at or at)
    due = [row for row in wanted if row.next_digest_at is not None]
    Choices.objects.bulk_update(due, ["next_digest_at"])
    return len(due)


def send_digests(*, actor: Actor, at: datetime, most: int = BATCH) -> int:
    """How many digests were queued of those that are due."""
    due = Choices.objects.filter(next_digest_at__lte=at).order_by("next_digest_at", "pk")
    return sum(send_digest(actor=actor, user_id=user_id, at=at) for user_id in list(due.values_list("user_id", flat=True)[:most]))


@action
def send_digest(*, actor: Actor, user_id: UUID, at: datetime) -> bool:
    """Queue the member's digest and set the date of the next; False when there is nothing to say, or nobody there to say it to."""
    authorise(actor, can_tell)
    row = Choices.objects.select_for_update().filter(user_id=user_id, next_digest_at__lte=at).first()
    user = list_user_infos([user_id]).get(user_id)
    if row is None:
        return False
    settings, brand = read(NotificationSettings), get_current_tenant()
    row.next_digest_at = _next(row, user, brand, settings, after=at)
    letter = None
    wants = user is not None and user.is_active and row.mail_off_at is None and row.next_digest_at is not None
    if user is not None and wants and _last_active(user_id, at) > at - timedelta(days=settings.digest_stops_after_days):
        letter = _write(user, brand, settings, since=_since(row, settings, at))
    sent = letter is not None and queue_mail(actor=actor, letter=letter, at=at) is not None
    row.last_digest_at = at
    row.save(update_fields=["next_digest_at", "last_digest_at"])
    return sent


def _next(
    row: Choices, user: UserInfo | None, brand: TenantInfo, settings: NotificationSettings, *, after: datetime
) -> datetime | None:
    zone = next((name for name in ((user.time_zone if user else ""), brand.time_zone) if name in zone_names()), "UTC")
    hour = settings.digest_hour if row.digest_hour is None else row.digest_hour
    return next_digest(after, cadence=row.digest or settings.digest, hour=hour, zone=zone)


def _since(row: Choices, settings: NotificationSettings, at: datetime) -> datetime:
    period = timedelta(days=DAYS.get(row.digest or settings.digest, 7))
    # A day more: sweeps come late, and what was opened or told before is left out anyway.
    return max(row.last_digest_at or at - period - timedelta(days=1), at - 2 * period)


def _last_active(user_id: UUID, at: datetime) -> datetime:
    """When the member was last here, by any sign of it."""
    user = get_user_model()._default_manager.filter(pk=user_id).values_list("last_login", "created_at").first()
    member = members_by_user([user_id]).get(user_id)
    signs = [*(user or ()), *((member.last_seen_at,) if member is not None else ())]
    return max((sign for sign in signs if sign is not None), default=at)


def _write(user: UserInfo, brand: TenantInfo, settings: NotificationSettings, *, since: datetime) -> Letter | None:
    reader = actor_for_user_id(user.id)
    with as_read_by(user, brand) as language:
        unread = list_notices(reader, only_unread=True, unmailed_since=since, size=MOST_NOTICES)
        notices: Sequence[NoticeView] = [view for view in unread.items if view.path]
        person_id = person_id_of_user(user.id)
        topics: Sequence[TopicNotice] = topics_for_digest(
            reader, person_id, since=since, language=language, most=settings.digest_topics
        )
        if not notices and not topics:
            return None
        unsubscribe = unsubscribe_url(brand, Subscription(brand.id, user.id, DIGEST))
        context = {
            "user": user,
            "notices": notices,
            "has_more": unread.next_cursor is not None,
            "topics": topics,
            "unsubscribe": unsubscribe,
            "preferences": reverse("notification_preferences"),
            "all_notices": reverse("notifications"),
            "preheader": topics[0].title if topics else notices[0].text,
        }
        text, html = render_mail("digest", brand, language, context)
        subject = _("[%(brand)s] What is new: %(title)s") % {
            "brand": brand.name,
            "title": topics[0].title if topics else notices[0].text,
        }
        if len(topics) > 1:
            more = ngettext("and %(count)s more", "and %(count)s more", len(topics) - 1) % {"count": len(topics) - 1}
            subject = f"{subject} ({more})"
    return Letter(
        kind=DIGEST,
        address=user.email,
        subject=subject,
        text=text,
        html=html,
        language=language,
        user_id=user.id,
        sender_name=brand.name,
        unsubscribe_url=unsubscribe,
        list_id=f"{brand.slug} digest <digest.{brand.slug}.{id_domain()}>",
    )
