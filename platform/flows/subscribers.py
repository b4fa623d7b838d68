"""Durable reactions: what one of the two did, the other learns. Each may run twice; each does its work once."""

from uuid import UUID

from accounts.actors import actor_for_user_id
from community.actions.replies import post_reply
from community.events import Mentioned, PostAdded, SolutionAccepted
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from flows.actions import bring_post, catch_up_conversation
from flows.naming import tell_teams
from flows.topics import KIND, external_id
from inbox.actions.delivering import mark_reply_failed, mark_reply_sent, resolve_by_source
from inbox.events import ConversationOpened, ReplyAdded
from inbox.queries.info import get_conversation_source, get_message
from kernel.actor import Actor, system_actor
from kernel.errors import DomainError, TransientError
from tenants.context import require_tenant_id


@subscribe("flows.carry_reply", ReplyAdded)
def carry_reply(event: Event, recorded: Recorded) -> None:
    """An agent's answer appears in the topic under the agent's own name; the message's id is the post's id."""
    assert isinstance(event, ReplyAdded)
    source = get_conversation_source(event.conversation_id)
    if source.kind != KIND:
        return
    message = get_message(event.message_id)
    if message.via == "community":
        return  # it was written there
    platform = _platform()
    if message.author_user_id is None:
        mark_reply_failed(actor=platform, message_id=message.id, error="Its author has no account any more.")
        return
    try:
        post = post_reply(
            actor=actor_for_user_id(message.author_user_id),
            topic_id=UUID(source.key),
            body=message.body,
            id=message.id,
            origin="desk",
            at=message.at,
        )
    except TransientError:
        raise
    except DomainError as refusal:
        # Locked, hidden or gone meanwhile: trying again would not help, and the agent must see it.
        mark_reply_failed(actor=platform, message_id=message.id, error=str(refusal))
    else:
        mark_reply_sent(actor=platform, message_id=message.id, external_id=external_id(post.pk))


@subscribe("flows.carry_post", PostAdded)
def carry_post(event: Event, recorded: Recorded) -> None:
    """A further post in an escalated topic reaches its conversation, and re-opens it when it was closed."""
    assert isinstance(event, PostAdded)
    if event.origin != "desk":
        bring_post(actor=_platform(), post_id=event.post_id)


@subscribe("flows.catch_up", ConversationOpened)
def catch_up(event: Event, recorded: Recorded) -> None:
    """Posts that were written while their topic was being escalated follow it."""
    assert isinstance(event, ConversationOpened)
    source = get_conversation_source(event.conversation_id)
    if source.kind == KIND:
        catch_up_conversation(actor=_platform(), topic_id=UUID(source.key))


@subscribe("flows.solve", SolutionAccepted)
def solve(event: Event, recorded: Recorded) -> None:
    """The customer has their solution: the conversation is resolved."""
    assert isinstance(event, SolutionAccepted)
    resolve_by_source(actor=_platform(), kind=KIND, key=str(event.topic_id))


@subscribe("flows.teams", Mentioned)
def tell_named_teams(event: Event, recorded: Recorded) -> None:
    """Members of the teams that a post names hear of it."""
    assert isinstance(event, Mentioned)
    tell_teams(actor=_platform(), post_id=event.post_id, mention_ids=event.mention_ids)


def _platform() -> Actor:
    return system_actor(require_tenant_id())
