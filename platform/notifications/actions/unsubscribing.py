"""Ending mail by a link that came in one."""

from datetime import datetime

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.notices import Channel, get_kind
from community.actions.watching import set_watch
from events.recording import action
from kernel.actor import Actor
from kernel.errors import DomainError, InvalidError
from notifications.actions.choosing import change_choices
from notifications.links import DIGEST, Subscription
from notifications.policies import can_change_choices
from notifications.queries.choosing import channels_for


@action
def end_subscription(*, actor: Actor, subscription: Subscription, what: str, at: datetime) -> None:
    """`what`: "kind" ends mail of this kind (or the digest), "topic" also stops following the topic, "all" ends all mail."""
    authorise(actor, can_change_choices, subscription.user_id)
    user_id = subscription.user_id
    if what == "all":
        change_choices(actor=actor, user_id=user_id, mail=False, digest="off", at=at)
    elif what == "topic" and subscription.topic_id is not None:
        _leave_topic(subscription, at)
    elif what != "kind":
        raise InvalidError.choose("what", ("kind", "topic", "all"))
    elif subscription.kind == DIGEST:
        change_choices(actor=actor, user_id=user_id, digest="off", at=at)
    else:
        _end_kind(actor, subscription, at)


def _end_kind(actor: Actor, subscription: Subscription, at: datetime) -> None:
    kind = get_kind(subscription.kind)
    if kind is None:
        return
    kept = channels_for([subscription.user_id], kind)[subscription.user_id] - {Channel.EMAIL}
    change_choices(actor=actor, user_id=subscription.user_id, channels={kind.key: [channel.value for channel in kept]}, at=at)


def _leave_topic(subscription: Subscription, at: datetime) -> None:
    if subscription.topic_id is None:
        return
    try:
        set_watch(
            actor=actor_for_user_id(subscription.user_id), kind="topic", target_id=subscription.topic_id, level="normal", at=at
        )
    except DomainError:
        return  # who cannot see it any more is told nothing of it anyway
