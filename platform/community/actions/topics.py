"""Beginning a topic."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.finding import find_space
from community.authorship import author_id_of
from community.errors import IdTakenError
from community.events import TopicCreated
from community.models.post import Origin, Post
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, Topic
from community.policies import can_ask
from community.texts import clean_body, clean_tags, clean_title, slug_of
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from kernel.ids import uuid7
from kernel.markdown import render_markdown
from tenants.numbers import next_number


@action
def create_topic(
    *,
    actor: Actor,
    space_id: UUID,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    kind: str = Kind.QUESTION,
    language: str = "",
    id: UUID | None = None,  # noqa: A002 - the client mints it
    at: datetime | None = None,
) -> Topic:
    """A new topic with its first post, or the one that this id made before."""
    if kind not in set(Kind):
        raise InvalidError(fields={"kind": ["question, discussion or announcement"]})
    space = find_space(actor, space_id, can_ask, kind)
    author_id = author_id_of(actor)
    made = _made(id, author_id)
    if made is not None:
        return made
    title, body, names = clean_title(title), clean_body(body), clean_tags(tags)
    at, number = at or now(), next_number("topic")
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
        language=language or space.language,
        created_at=at,
        last_posted_at=at,
    )
    topic.save(force_insert=True)
    Post(
        topic=topic,
        position=1,
        author_id=author_id,
        body=body,
        html=render_markdown(body),
        language=topic.language,
        created_at=at,
        origin=Origin.COMMUNITY.value,
    ).save(force_insert=True)
    set_tags(topic, names)
    Space.objects.filter(pk=space.pk).update(topic_count=F("topic_count") + 1)
    publish(TopicCreated(space_id=space.pk, topic_id=topic.pk, author_id=author_id, kind=topic.kind), actor=actor, at=at)
    return topic


def _made(id: UUID | None, author_id: UUID) -> Topic | None:  # noqa: A002 - the client minted it
    made = Topic.objects.select_related("space").filter(pk=id).first() if id is not None else None
    if made is not None and made.author_id != author_id:
        raise IdTakenError
    return made


def set_tags(topic: Topic, names: Sequence[str]) -> None:
    """Make the topic carry exactly these tags; tags that nobody used before come into being."""
    Tag.objects.bulk_create([Tag(name=name) for name in sorted(names)], ignore_conflicts=True)
    wanted = set(Tag.objects.filter(name__in=names).values_list("pk", flat=True))
    TopicTag.objects.filter(topic=topic).exclude(tag_id__in=wanted).delete()
    TopicTag.objects.bulk_create([TopicTag(topic=topic, tag_id=tag) for tag in wanted], ignore_conflicts=True)
