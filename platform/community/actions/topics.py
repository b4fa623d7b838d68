"""Beginning a topic."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from access.policies import authorise
from community.actions.choosing_tags import check_tags
from community.actions.moving import find_destination
from community.actions.polling import PollText, create_poll
from community.actions.reading import note_own_post
from community.actions.referencing import check_links, check_mentions, record_references
from community.actions.standing import judge, note_writing, require_voice
from community.authorship import author_id_of
from community.errors import BadTimeError, ExclusiveTagsError, IdTakenError, KindNotAllowedError
from community.events import StaffTopicCreated, TopicCreated, TopicHeld, TopicScheduled
from community.models.deflection import Deflection
from community.models.draft import Draft
from community.models.hiding import HiddenAs
from community.models.post import Origin, Post
from community.models.ranking import TagUse
from community.models.schedule import Schedule
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, Topic
from community.policies import can_ask, can_keep_among_staff, can_schedule
from community.queries.converting import allows_kind, default_kind
from community.queries.rendering import render_text
from community.screening import Circumstances, Outcome, Submission
from community.texts import clean_body, clean_tags, clean_title, slug_of
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7
from tenants.numbers import next_number

LATEST = timedelta(days=366)
"""How far ahead a topic may be scheduled."""


@action
def create_topic(
    *,
    actor: Actor,
    space_id: UUID,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    kind: str = "",
    language: str = "",
    id: UUID | None = None,  # noqa: A002 - the client mints it
    at: datetime | None = None,
    circumstances: Circumstances | None = None,
    publish_at: datetime | None = None,
    for_staff: bool = False,
    poll: PollText | None = None,
) -> Topic:
    """A new topic with its first post, or the one that this id made before; without a kind it is of the space's first one.

    With `circumstances` it is counted against the limits and screened: then it may be held for approval (`hidden_as`
    says "held" and only its author and moderators see it), or refused (RefusedError). With `publish_at` it waits out of
    sight for that time; `for_staff` keeps it among the staff.
    """
    require_voice(actor)
    space = find_destination(space_id)
    kind = kind or default_kind(space)
    authorise(actor, can_ask, space, kind)
    # Articles begin as drafts and are reviewed: `actions.articles.begin_article`.
    if kind not in set(Kind) - {Kind.ARTICLE} or not allows_kind(space, kind):
        raise KindNotAllowedError.about("kind")
    author_id = author_id_of(actor)
    made = _made(id, author_id)
    if made is not None:
        return made
    title, body, names = clean_title(title), clean_body(body), clean_tags(tags)
    check_tags(actor, space, names, circumstances)
    at = at or now()
    _check_wishes(actor, space, kind, publish_at, at, for_staff=for_staff)
    check_mentions(actor, body)
    html, language = render_text(actor, body), language or space.language
    check_links(actor, html)
    verdict = judge(
        Submission("topic", actor, author_id, space.pk, title, body, html, language, circumstances or Circumstances()),
        circumstances,
        "topic",
    )
    hidden_as = _hidden_as(verdict.outcome, publish_at, for_staff=for_staff)
    number = next_number("topic")
    # Whoever asks at the same time waits for the number: only now it shows whether the same form was sent twice at once.
    made = _made(id, author_id)
    if made is not None:
        return made
    topic = Topic(
        id=id or uuid7(),
        number=number,
        slug=slug_of(title),
        title=title,
        kind=str(kind),
        space=space,
        author_id=author_id,
        language=language,
        created_at=at,
        last_posted_at=at,
        hidden_at=at if hidden_as else None,
        hidden_as=hidden_as,
        banner_at=at if kind == Kind.ANNOUNCEMENT else None,
    )
    topic.save(force_insert=True)
    post = Post(
        topic=topic,
        position=1,
        author_id=author_id,
        body=body,
        html=html,
        language=topic.language,
        created_at=at,
        origin=Origin.COMMUNITY.value,
    )
    post.save(force_insert=True)
    note_own_post(actor, topic, 1, at)
    set_tags(topic, names)
    record_references(actor, post, at=at)
    if poll is not None:
        create_poll(actor=actor, post_id=post.pk, poll=poll, at=at, circumstances=circumstances)
    note_writing(actor, at, topics=1)
    _settle_draft(actor, topic, at)
    if hidden_as:
        _tell_few(actor, topic, publish_at, at)
        return topic
    Space.objects.filter(pk=space.pk).update(topic_count=F("topic_count") + 1)
    publish(TopicCreated(space_id=space.pk, topic_id=topic.pk, author_id=author_id, kind=topic.kind), actor=actor, at=at)
    return topic


def _check_wishes(actor: Actor, space: Space, kind: str, publish_at: datetime | None, at: datetime, *, for_staff: bool) -> None:
    if for_staff:
        authorise(actor, can_keep_among_staff, space, kind)
    if publish_at is None:
        return
    authorise(actor, can_schedule, space, kind)
    if for_staff or not at < publish_at <= at + LATEST:
        raise BadTimeError.about("publish_at")


def _hidden_as(outcome: Outcome, publish_at: datetime | None, *, for_staff: bool) -> str:
    if outcome is Outcome.HOLD:
        return HiddenAs.HELD.value
    if publish_at is not None:
        return HiddenAs.SCHEDULED.value
    return HiddenAs.STAFF.value if for_staff else ""


def _settle_draft(actor: Actor, topic: Topic, at: datetime) -> None:
    """What was being written has been sent, whether similar topics were shown meanwhile or not."""
    if actor.user_id is not None:
        Draft.objects.filter(user_id=actor.user_id, key="new").delete()
        Deflection.objects.filter(pk=topic.pk, user_id=actor.user_id).update(asked_at=at)


def _tell_few(actor: Actor, topic: Topic, publish_at: datetime | None, at: datetime) -> None:
    """A topic that is out of sight is known to those alone whom it concerns."""
    ids = {"space_id": topic.space_id, "topic_id": topic.pk}
    if publish_at is not None and actor.user_id is not None:
        # A held topic keeps its hour: approved before it, it waits for it.
        Schedule(topic=topic, author_user_id=actor.user_id, publish_at=publish_at).save(force_insert=True)
    if topic.hidden_as == HiddenAs.HELD:
        publish(TopicHeld(**ids, author_id=topic.author_id), actor=actor, at=at)
    elif topic.hidden_as == HiddenAs.STAFF:
        publish(StaffTopicCreated(**ids, author_id=topic.author_id), actor=actor, at=at)
    else:
        publish(TopicScheduled(**ids), actor=actor, at=at)


def _made(id: UUID | None, author_id: UUID) -> Topic | None:  # noqa: A002 - the client minted it
    made = Topic.objects.select_related("space").filter(pk=id).first() if id is not None else None
    if made is not None and made.author_id != author_id:
        raise IdTakenError
    return made


def set_tags(topic: Topic, names: Sequence[str]) -> None:
    """Make the topic carry exactly these tags, or what they are synonyms of; unknown ones come into being.

    Raises ExclusiveTagsError for two tags of a group of which a topic carries one.
    """
    Tag.objects.bulk_create([Tag(name=name) for name in sorted(names)], ignore_conflicts=True)
    rows = Tag.objects.filter(name__in=names).select_related("group", "synonym_of__group")
    found = {tag.pk: tag for row in rows for tag in [row.synonym_of or row]}
    exclusive = [tag.group_id for tag in found.values() if tag.group is not None and tag.group.is_exclusive]
    if len(exclusive) != len(set(exclusive)):
        raise ExclusiveTagsError.about("tags")
    before = set(TopicTag.objects.filter(topic=topic).values_list("tag_id", flat=True))
    TopicTag.objects.filter(topic=topic).exclude(tag_id__in=found).delete()
    TopicTag.objects.bulk_create([TopicTag(topic=topic, tag_id=tag) for tag in found], ignore_conflicts=True)
    _count_uses(topic, added=found.keys() - before, removed=before - found.keys())


def _count_uses(topic: Topic, *, added: Collection[UUID], removed: Collection[UUID]) -> None:
    """Close enough for the tags' page at once; `ranking.count_tags` counts anew every few minutes."""
    uses = TagUse.objects.filter(space_id=topic.space_id)
    TagUse.objects.bulk_create([TagUse(tag_id=tag, space_id=topic.space_id) for tag in sorted(added)], ignore_conflicts=True)
    uses.filter(tag_id__in=added).update(topic_count=F("topic_count") + 1)
    uses.filter(tag_id__in=removed, topic_count__gt=0).update(topic_count=F("topic_count") - 1)
