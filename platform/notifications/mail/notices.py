"""A mail about what a member was told and has not read: one for each topic, however much happened there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos
from brand_settings.queries import read
from community.faces import Face, face_of
from community.queries.noticing import PostNotice, TopicNotice, first_post_id, list_posts_from, list_topic_notices
from connectors.actions.addressing import issue_reply_address
from connectors.actions.queueing import queue_mail
from connectors.contracts import Letter, Thread
from connectors.email.message_ids import Reference, message_id
from connectors.keys import id_domain, signing_secrets
from events.recording import action
from kernel.actor import Actor
from kernel.markdown import plain_text
from notifications.links import Subscription, unsubscribe_url
from notifications.mail.writing import as_read_by, render_mail
from notifications.models.notification import Head, Notification
from notifications.policies import can_tell
from notifications.queries.listing import NoticeView, describe_notices
from notifications.settings import NotificationSettings
from people.queries import people_by_id
from tenants.contracts import TenantInfo
from tenants.queries import get_current_tenant

MOST_POSTS = 5
LATEST = timedelta(days=3)
WITH_POSTS = {"mention", "group_mention", "quote", "reply", "post", "topic", "followed"}


@dataclass(frozen=True, slots=True)
class MailedPost:
    """A post as the mail shows it."""

    author: Face
    post: PostNotice
    text: str


@action
def mail_notices(*, actor: Actor, user_id: UUID, notification_ids: Sequence[UUID], at: datetime) -> bool:
    """Queue one mail about these; False when all were read meanwhile or the member may not see them any more."""
    authorise(actor, can_tell)
    rows = _still_unread(user_id, notification_ids)
    Notification.objects.filter(pk__in=notification_ids, user_id=user_id).update(email_due_at=None)
    user = list_user_infos([user_id]).get(user_id)
    if not rows or user is None or not user.is_active:
        return False
    reader, brand = actor_for_user_id(user_id), get_current_tenant()
    with as_read_by(user, brand) as language:
        views = [view for view in describe_notices(reader, rows, through=None) if view.path]
        if not views:
            return False
        letter = _write(actor, reader, Mailing(user, brand, language, rows, views), at)
    if queue_mail(actor=actor, letter=letter, at=at) is None:
        return False
    for row in rows:
        row.emailed_at = at
        row.data = {name: value for name, value in row.data.items() if name != "first"}
    Notification.objects.bulk_update(rows, ["emailed_at", "data"])
    return True


def mail_due(*, actor: Actor, at: datetime, most: int = 500) -> int:
    """How many mails were queued for what is due. What is long past (imports, an outage) is left to the digest."""
    Notification.objects.filter(email_due_at__lt=at - LATEST).update(email_due_at=None)
    due = Notification.objects.filter(email_due_at__lte=at).order_by("email_due_at", "pk")
    groups: dict[tuple[UUID, object], list[UUID]] = defaultdict(list)
    for pk, user_id, topic_id in due.values_list("pk", "user_id", "topic_id")[:most]:
        groups[user_id, topic_id or pk].append(pk)
    return sum(mail_notices(actor=actor, user_id=key[0], notification_ids=ids, at=at) for key, ids in groups.items())


def _still_unread(user_id: UUID, ids: Sequence[UUID]) -> list[Notification]:
    through = Head.objects.filter(user_id=user_id).values_list("read_through", flat=True).first()
    rows = Notification.objects.select_for_update().filter(pk__in=ids, user_id=user_id, read_at=None).order_by("pk")
    found = [row for row in rows if row.email_due_at is not None]
    return [row for row in found if through is None or row.updated_at > through]


@dataclass(frozen=True, slots=True)
class Mailing:
    """To whom, from which brand, about what."""

    user: UserInfo
    brand: TenantInfo
    language: str
    rows: Sequence[Notification]
    views: Sequence[NoticeView]


def _write(actor: Actor, reader: Actor, mailing: Mailing, at: datetime) -> Letter:
    user, brand, rows, views = mailing.user, mailing.brand, mailing.rows, mailing.views
    topic_id = next((view.topic_id for view in views if view.topic_id is not None), None)
    topic = list_topic_notices(reader, [topic_id]).get(topic_id) if topic_id is not None else None
    posts, more = _posts(reader, rows, topic)
    can_reply = bool(topic is not None and posts and read(NotificationSettings).reply_by_mail)
    reply_to = (
        issue_reply_address(actor=actor, user_id=user.id, topic_id=topic.id, at=at) if can_reply and topic is not None else ""
    )
    main = min(rows, key=lambda row: (row.kind == "post", -row.updated_at.timestamp()))
    unsubscribe = unsubscribe_url(brand, Subscription(brand.id, user.id, main.kind, topic.id if topic is not None else None))
    subject = f"[{brand.name}] {topic.title}" if topic is not None else f"[{brand.name}] {views[0].text}"
    context = {
        "user": user,
        "notices": views,
        "topic": topic,
        "posts": posts,
        "more": more,
        "replies": bool(reply_to),
        "unsubscribe": unsubscribe,
        "preferences": reverse("notification_preferences"),
        "preheader": views[0].text,
        "path": views[0].path,
    }
    text, html = render_mail("notice", brand, mailing.language, context)
    sender = _("%(name)s at %(brand)s") % {"name": posts[-1].author.name, "brand": brand.name} if posts else brand.name
    return Letter(
        kind=main.kind,
        address=user.email,
        subject=("Re: " if posts and posts[-1].post.position > 1 else "") + subject,
        text=text,
        html=html,
        language=mailing.language,
        user_id=user.id,
        sender_name=sender,
        reply_to=reply_to,
        thread=_thread(brand, user, topic, posts),
        unsubscribe_url=unsubscribe,
        list_id=f"{brand.slug} <{brand.slug}.{id_domain()}>",
    )


def _posts(reader: Actor, rows: Sequence[Notification], topic: TopicNotice | None) -> tuple[list[MailedPost], int]:
    """The posts that these notices are about, the latest few, and how many more there are."""
    spans = [row.data for row in rows if row.kind in WITH_POSTS and "last" in row.data]
    if topic is None or not spans:
        return [], 0
    last = max(int(span["last"]) for span in spans)
    first = min(int(span.get("first", span["last"])) for span in spans)
    found = list_posts_from(reader, topic.id, max(first, last - MOST_POSTS + 1), last, most=MOST_POSTS)
    people = people_by_id([post.author_id for post in found])
    mailed = [MailedPost(face_of(people.get(post.author_id)), post, plain_text(post.html)) for post in found]
    return mailed, max(0, last - first + 1 - len(mailed))


def _thread(brand: TenantInfo, user: UserInfo, topic: TopicNotice | None, posts: Sequence[MailedPost]) -> Thread | None:
    """The mail's own id is made from its last post, so an answer to it finds that post; its parents are what it answers."""
    if topic is None or not posts:
        return None
    domain, secret = id_domain(), signing_secrets()[0]

    def ident(post_id: UUID) -> str:
        return message_id(Reference(brand.id, post_id, user.id), domain=domain, secret=secret)

    last, root_id = posts[-1].post, first_post_id(topic.id)
    if last.position == 1 or root_id is None:
        return Thread(ident(last.id))
    root = ident(root_id)
    parent = ident(last.reply_to_id) if last.reply_to_id is not None else root
    return Thread(ident(last.id), parent, tuple(dict.fromkeys([root, parent])))
