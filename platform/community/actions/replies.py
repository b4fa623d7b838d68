"""Replying to a topic, from the community's pages or from the staff's desk."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_topic
from community.authorship import author_id_of
from community.errors import IdTakenError, InvalidReplyTargetError
from community.events import PostAdded
from community.models.post import Origin, Post
from community.models.topic import Topic
from community.policies import can_reply
from community.texts import clean_body
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7
from kernel.markdown import render_markdown


@action
def post_reply(
    *,
    actor: Actor,
    topic_id: UUID,
    body: str,
    id: UUID | None = None,  # noqa: A002 - the client mints it
    reply_to: UUID | None = None,
    origin: str = Origin.COMMUNITY,
    at: datetime | None = None,
) -> Post:
    """A reply under the actor's own name, or the one that this id made before.

    Help is a reply by anybody but the one who asked: the first such reply sets `helpful_at`, after which the topic no
    longer waits for help.
    """
    topic = lock_topic(actor, topic_id, can_reply)
    author_id = author_id_of(actor)
    made = Post.objects.filter(pk=id).first() if id is not None else None
    if made is not None:
        if made.topic_id != topic.pk or made.author_id != author_id:
            raise IdTakenError
        made.topic = topic
        return made
    body = clean_body(body)
    if reply_to is not None and not Post.objects.filter(pk=reply_to, topic=topic, hidden_at=None).exists():
        raise InvalidReplyTargetError
    at = at or now()
    post = Post(
        id=id or uuid7(),
        topic=topic,
        position=topic.last_position + 1,
        author_id=author_id,
        body=body,
        html=render_markdown(body),
        language=topic.language,
        created_at=at,
        reply_to_id=reply_to,
        origin=Origin(origin).value,
    )
    post.save(force_insert=True)
    _count(topic, post)
    publish(
        PostAdded(
            space_id=topic.space_id,
            topic_id=topic.pk,
            post_id=post.pk,
            position=post.position,
            author_id=author_id,
            origin=post.origin,
        ),
        actor=actor,
        at=at,
    )
    return post


def _count(topic: Topic, post: Post) -> None:
    topic.last_position = post.position
    topic.reply_count += 1
    topic.last_posted_at = max(topic.last_posted_at, post.created_at)
    if topic.helpful_at is None and post.author_id != topic.author_id:
        topic.helpful_at = post.created_at
    topic.save(update_fields=["last_position", "reply_count", "last_posted_at", "helpful_at"])
