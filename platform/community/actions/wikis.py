"""Posts that members edit together."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_post
from community.authorship import known_author_id
from community.events import WikiChanged
from community.models.post import Post
from community.policies import can_make_wiki
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def make_wiki(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The post, open for members who are trusted with it to edit."""
    return _set(actor, post_id, at or now(), wiki=True)


@action
def end_wiki(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The post as its author's own again; what others wrote in it stays."""
    return _set(actor, post_id, at or now(), wiki=False)


def _set(actor: Actor, post_id: UUID, at: datetime, *, wiki: bool) -> Post:
    post = lock_post(actor, post_id, can_make_wiki, known_author_id(actor))
    if (post.wiki_at is not None) == wiki:
        return post
    post.wiki_at = at if wiki else None
    post.save(update_fields=["wiki_at"])
    event = WikiChanged(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post
