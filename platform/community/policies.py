"""Who may do what in the community: one function per verb."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from access.policies import policy
from community.models.post import Post
from community.models.space import MODERATE, POST, VIEW, Space, Visibility
from community.models.topic import Kind, Topic
from kernel.actor import Actor, Role

EDIT_WINDOW = timedelta(days=30)
"""How long authors may change what they wrote."""


@policy("community.view_space")
def can_view_space(actor: Actor, space: Space, *_: Any) -> bool:
    """Public spaces are open to all, the others to members, staff, or by grant. Ignores what a verb also looks at."""
    if space.visibility == Visibility.PUBLIC or actor.is_staff or actor.role is Role.SYSTEM:
        return True
    if space.visibility == Visibility.MEMBERS and actor.is_authenticated:
        return True
    return space.pk in actor.granted("space", VIEW)


@policy("community.moderate", reveals=can_view_space)
def can_moderate(actor: Actor, space: Space) -> bool:
    """Moderators and supervisors everywhere, others by grant on the space."""
    if not can_view_space(actor, space):
        return False
    return actor.role is Role.MODERATOR or actor.is_supervisor or space.pk in actor.granted("space", MODERATE)


@policy("community.manage_spaces")
def can_manage_spaces(actor: Actor) -> bool:
    """Owners and admins make and change spaces."""
    return actor.is_administrator


@policy("community.note_escalation")
def can_note_escalation(actor: Actor) -> bool:
    """The platform itself."""
    return actor.role is Role.SYSTEM


@policy("community.view_topic")
def can_view_topic(actor: Actor, topic: Topic, *_: Any) -> bool:
    """Whoever may read the space; a hidden topic is for its moderators."""
    if topic.hidden_at is not None:
        return can_moderate(actor, topic.space)
    return can_view_space(actor, topic.space)


@policy("community.view_post")
def can_view_post(actor: Actor, post: Post, *_: Any) -> bool:
    """Whoever may read the topic; a hidden post is for moderators."""
    if post.hidden_at is not None and not can_moderate(actor, post.topic.space):
        return False
    return can_view_topic(actor, post.topic)


@policy("community.ask", reveals=can_view_space)
def can_ask(actor: Actor, space: Space, kind: str = Kind.QUESTION) -> bool:
    """Any account that may read the space; in a staff space only staff or by grant. Announcements are for staff and moderators."""
    if not (actor.is_authenticated and can_view_space(actor, space)):
        return False
    if kind == Kind.ANNOUNCEMENT and not (actor.is_staff or can_moderate(actor, space)):
        return False
    return space.visibility != Visibility.STAFF or actor.is_staff or space.pk in actor.granted("space", POST)


@policy("community.reply", reveals=can_view_topic)
def can_reply(actor: Actor, topic: Topic) -> bool:
    """Whoever may ask in the space; in a locked topic only its moderators."""
    if not (can_view_topic(actor, topic) and can_ask(actor, topic.space)):
        return False
    return topic.locked_at is None or can_moderate(actor, topic.space)


@policy("community.edit_post", reveals=can_view_post)
def can_edit_post(actor: Actor, post: Post, person_id: UUID | None, at: datetime) -> bool:
    """Moderators always; authors for thirty days, while the topic is open. Imported posts stay as their authors left them."""
    if post.imported_key or not actor.is_authenticated or not can_view_post(actor, post):
        return False
    if can_moderate(actor, post.topic.space):
        return True
    return post.author_id == person_id and post.topic.locked_at is None and at - post.created_at < EDIT_WINDOW


@policy("community.accept_solution", reveals=can_view_topic)
def can_accept(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Who asked, staff, or a moderator; only questions have a solution."""
    if not topic.is_question or not actor.is_authenticated or not can_view_topic(actor, topic):
        return False
    return topic.author_id == person_id or actor.is_staff or can_moderate(actor, topic.space)


@policy("community.vote", reveals=can_view_post)
def can_vote(actor: Actor, post: Post, person_id: UUID | None) -> bool:
    """Any account that may read the post, but not its author."""
    return actor.is_authenticated and can_view_post(actor, post) and post.author_id != person_id


@policy("community.moderate_topic", reveals=can_view_topic)
def can_moderate_topic(actor: Actor, topic: Topic) -> bool:
    """Whoever moderates the space, signed in: a decision has a name."""
    return actor.is_authenticated and can_moderate(actor, topic.space)


@policy("community.moderate_post", reveals=can_view_post)
def can_moderate_post(actor: Actor, post: Post) -> bool:
    """The same about one reply."""
    return can_moderate_topic(actor, post.topic)
