"""Beginning a topic."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.finding import find_space
from community.actions.standing import judge, note_writing, require_voice
from community.authorship import author_id_of
from community.errors import ExclusiveTagsError, IdTakenError
from community.events import TopicCreated, TopicHeld
from community.models.hiding import HiddenAs
from community.models.post import Origin, Post
from community.models.ranking import TagUse
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, Topic
from community.policies import can_ask
from community.screening import Circumstances, Outcome, Submission
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
    circumstances: Circumstances | None = None,
) -> Topic:
    """A new topic with its first post, or the one that this id made before.

    With `circumstances` it is counted against the limits and screened: then it may be held for approval (`hidden_as`
    says "held" and only its author and moderators see it), or refused (RefusedError).
    """
    require_voice(actor)
    if kind not in set(Kind):
        raise InvalidError(fields={"kind": ["question, discussion or announcement"]})
    space = find_space(actor, space_id, can_ask, kind)
    author_id = author_id_of(actor)
    made = _made(id, author_id)
    if made is not None:
        return made
    title, body, names = clean_title(title), clean_body(body), clean_tags(tags)
    html, language = render_markdown(body), language or space.language
    verdict = judge(
        Submission("topic", actor, author_id, space.pk, title, body, html, language, circumstances or Circumstances()),
        circumstances,
        "topic",
    )
    held = verdict.outcome is Outcome.HOLD
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
        language=language,
        created_at=at,
        last_posted_at=at,
        hidden_at=at if held else None,
        hidden_as=HiddenAs.HELD.value if held else "",
    )
    topic.save(force_insert=True)
    Post(
        topic=topic,
        position=1,
        author_id=author_id,
        body=body,
        html=html,
        language=topic.language,
        created_at=at,
        origin=Origin.COMMUNITY.value,
    ).save(force_insert=True)
    set_tags(topic, names)
    note_writing(actor, at, topics=1)
    if held:
        publish(TopicHeld(space_id=space.pk, topic_id=topic.pk, author_id=author_id), actor=actor, at=at)
        return topic
    Space.objects.filter(pk=space.pk).update(topic_count=F("topic_count") + 1)
    publish(TopicCreated(space_id=space.pk, topic_id=topic.pk, author_id=author_id, kind=topic.kind), actor=actor, at=at)
    return topic


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
        raise ExclusiveTagsError(fields={"tags": [str(ExclusiveTagsError.__doc__)]})
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
