"""Replying to a topic, from the community's pages or from the staff's desk."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_topic
from community.actions.pacing import refuse_when_over, wait_for_turn
from community.actions.reading import note_own_post
from community.actions.referencing import check_links, check_mentions, record_references
from community.actions.standing import judge, note_writing, require_voice
from community.authorship import author_id_of
from community.errors import IdTakenError, InvalidReplyTargetError
from community.events import PostAdded, PostHeld
from community.models.draft import Draft
from community.models.hiding import HiddenAs
from community.models.post import Origin, Post
from community.models.topic import Topic
from community.policies import can_reply
from community.queries.rendering import render_text
from community.screening import Circumstances, Outcome, Submission
from community.texts import clean_body
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7


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
    circumstances: Circumstances | None = None,
) -> Post:
    """A reply under the actor's own name, or the one that this id made before.

    Help is a reply by anybody but the one who asked: the first such reply sets `helpful_at`, after which the topic no
    longer waits for help. With `circumstances` the reply is counted against the limits and screened: then it may be held
    for approval (`hidden_as` says "held") or refused (RefusedError).
    """
    require_voice(actor)
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
    wait_for_turn(actor, topic, author_id, at=at)
    if circumstances is not None:
        refuse_when_over(actor, topic, at=at)
    check_mentions(actor, body)
    html = render_text(actor, body)
    check_links(actor, html)
    verdict = judge(
        Submission(
            "post", actor, author_id, topic.space_id, "", body, html, topic.language, circumstances or Circumstances(), topic.pk
        ),
        circumstances,
        "reply",
    )
    held = verdict.outcome is Outcome.HOLD
    post = Post(
        id=id or uuid7(),
        topic=topic,
        position=topic.last_position + 1,
        author_id=author_id,
        body=body,
        html=html,
        language=topic.language,
        created_at=at,
        reply_to_id=reply_to,
        origin=Origin(origin).value,
        hidden_at=at if held else None,
        hidden_as=HiddenAs.HELD.value if held else "",
    )
    post.save(force_insert=True)
    record_references(actor, post, at=at)
    note_writing(actor, at, replies=1)
    note_own_post(actor, topic, post.position, at)
    if actor.user_id is not None and post.origin == Origin.COMMUNITY:
        Draft.objects.filter(user_id=actor.user_id, key=f"reply:{topic.pk}").delete()
    if held:
        _number(topic, post)
        ids = {"space_id": topic.space_id, "topic_id": topic.pk, "post_id": post.pk, "position": post.position}
        publish(PostHeld(**ids, author_id=author_id), actor=actor, at=at)
        return post
    count_reply(topic, post)
    publish(added(topic, post), actor=actor, at=at)
    return post


def added(topic: Topic, post: Post) -> PostAdded:
    """The event of a reply that can be seen from now on."""
    return PostAdded(
        space_id=topic.space_id,
        topic_id=topic.pk,
        post_id=post.pk,
        position=post.position,
        author_id=post.author_id,
        origin=post.origin,
    )


def _number(topic: Topic, post: Post) -> None:
    """A held reply takes its place, so that nothing moves when it is approved, and counts for nothing yet."""
    topic.last_position = post.position
    topic.save(update_fields=["last_position"])


def count_reply(topic: Topic, post: Post) -> None:
    """Let the topic know of a reply that can be seen from now on."""
    topic.last_position = max(topic.last_position, post.position)
    topic.reply_count += 1
    topic.last_posted_at = max(topic.last_posted_at, post.created_at)
    if (topic.helpful_at is None or post.created_at < topic.helpful_at) and post.author_id != topic.author_id:
        topic.helpful_at = post.created_at
    topic.save(update_fields=["last_position", "reply_count", "last_posted_at", "helpful_at"])
