"""What happens when community and inbox meet."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from community.actions.escalating import note_escalation
from community.contracts import PostDigest
from community.queries.escalation import get_post_digest, get_topic_digest, list_posts_after
from events.recording import action
from flows.topics import KIND, message_of, source_of
from inbox.actions.opening import add_inbound_message, open_conversation
from inbox.actions.organising import ensure_community_inbox
from inbox.actions.outside import add_outside_reply
from inbox.contracts import ConversationInfo
from inbox.queries.info import find_by_source
from kernel.actor import STAFF, Actor
from people.queries import people_by_id


@action
def escalate_topic(*, actor: Actor, topic_id: UUID, at: datetime) -> ConversationInfo:
    """The topic's one conversation, opened when there is none, with everything said so far. Twice or at once: the same one."""
    topic = get_topic_digest(topic_id=topic_id)
    conversation = open_conversation(
        actor=actor,
        inbox_id=ensure_community_inbox(actor=actor),
        subject=topic.title,
        customer_id=topic.author_id,
        source=source_of(topic),
        messages=[message_of(post) for post in list_posts_after(topic_id=topic_id) if not post.is_hidden],
        language=topic.language,
        at=at,
    )
    note_escalation(actor=actor, topic_id=topic_id, at=at)
    return conversation


@action
def catch_up_conversation(*, actor: Actor, topic_id: UUID) -> None:
    """Bring posts into the topic's conversation that it does not hold yet; posts that came from the desk are there already.

    Runs after a conversation opened and after each post: whichever of the two committed last sees the other, so a post
    written while its topic was being escalated cannot fall between them.
    """
    conversation = find_by_source(KIND, str(topic_id))
    if conversation is None:
        return
    position = 0
    while posts := list_posts_after(topic_id=topic_id, position=position):
        staff = _staff_among(posts)
        for post in posts:
            if post.origin != "desk" and not post.is_hidden:
                _add(actor, conversation.id, post, is_staff=post.author_id in staff)
        position = posts[-1].position


@action
def bring_post(*, actor: Actor, post_id: UUID) -> None:
    """Bring one post of an escalated topic into its conversation, which a customer's post re-opens."""
    post = get_post_digest(post_id=post_id)
    conversation = find_by_source(KIND, str(post.topic_id))
    if conversation is not None and post.origin != "desk" and not post.is_hidden:
        _add(actor, conversation.id, post, is_staff=bool(_staff_among([post])))


def _add(actor: Actor, conversation_id: UUID, post: PostDigest, *, is_staff: bool) -> None:
    add = add_outside_reply if is_staff else add_inbound_message
    add(actor=actor, conversation_id=conversation_id, message=message_of(post))


def _staff_among(posts: Sequence[PostDigest]) -> set[UUID]:
    """Authors who answered on the brand's behalf."""
    people = people_by_id({post.author_id for post in posts})
    return {person.id for person in people.values() if person.role in STAFF}
