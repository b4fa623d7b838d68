"""Changing what was written, and keeping what it said before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_post
from community.actions.topics import set_tags
from community.authorship import author_id_of, known_author_id
from community.errors import EditConflictError, InvalidTitleTargetError
from community.events import PostEdited
from community.models.post import Post, PostRevision
from community.policies import can_edit_post
from community.texts import clean_body, clean_tags, clean_title, slug_of
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.markdown import render_markdown


@action
def edit_post(
    *,
    actor: Actor,
    post_id: UUID,
    body: str,
    title: str | None = None,
    tags: Sequence[str] | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Post:
    """The post with a new text; title and tags belong to the first post.

    `version` is what the editor had open: EditConflictError when somebody was faster, nothing when the text is the same.
    """
    at = at or now()
    person_id = known_author_id(actor)
    post = lock_post(actor, post_id, can_edit_post, person_id, at)
    topic = post.topic
    if post.position != 1 and (title is not None or tags is not None):
        raise InvalidTitleTargetError
    body = clean_body(body)
    new_title = clean_title(title) if title is not None else topic.title
    names = clean_tags(tags) if tags is not None else None
    text_changed = (body, new_title) != (post.body, topic.title)
    if not text_changed and names is None:
        return post
    if text_changed:
        if version is not None and version != post.version:
            raise EditConflictError(version=post.version)
        _keep(post, editor_id=author_id_of(actor), at=at)
        post.body, post.html, post.edited_at, post.version = body, render_markdown(body), at, post.version + 1
        post.save(update_fields=["body", "html", "edited_at", "version"])
    if new_title != topic.title:
        topic.title, topic.slug = new_title, slug_of(new_title)
    topic.version += 1
    topic.save(update_fields=["title", "slug", "version"])
    if names is not None:
        set_tags(topic, names)
    publish(PostEdited(space_id=topic.space_id, topic_id=topic.pk, post_id=post.pk, position=post.position), actor=actor, at=at)
    return post


def _keep(post: Post, *, editor_id: UUID, at: datetime) -> None:
    title = post.topic.title if post.position == 1 else ""
    PostRevision(post=post, version=post.version, title=title, body=post.body, edited_by_id=editor_id, at=at).save(
        force_insert=True
    )
