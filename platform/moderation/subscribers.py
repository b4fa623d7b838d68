"""Durable reactions: what the community holds, changes or hides reaches the queue; long work goes on step by step."""

from uuid import UUID

from accounts.actors import actor_for_user_id
from accounts.events import UserDeactivated, UserReactivated
from community.events import PostEdited, PostHeld, PostHidden, PostRestored, TopicHeld, TopicHidden, TopicRestored, TopicScheduled
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from kernel.actor import Actor, system_actor
from moderation.actions.bulk import advance_run
from moderation.actions.deactivating import note_deactivated, note_reactivated
from moderation.actions.holding import note_held, recheck_edited
from moderation.actions.noticing import note_hidden_by_hand, note_restored_by_hand
from moderation.actions.removing import advance_removal
from moderation.events import RemovalAdvanced, RunAdvanced, RunUndone
from tenants.context import require_tenant_id


@subscribe("moderation.held", TopicHeld, PostHeld)
def queue_held(event: Event, recorded: Recorded) -> None:
    """What the screener held waits in the queue."""
    if isinstance(event, PostHeld):
        note_held(actor=_platform(), kind="post", thing_id=event.post_id, at=recorded.at)
    elif isinstance(event, TopicHeld):
        note_held(actor=_platform(), kind="topic", thing_id=event.topic_id, at=recorded.at)


@subscribe("moderation.edited", PostEdited)
def recheck(event: Event, recorded: Recorded) -> None:
    """A text that was harmless when it was published and is not any more."""
    assert isinstance(event, PostEdited)
    if recorded.actor_id is not None:
        recheck_edited(actor=_platform(), post_id=event.post_id, editor_id=recorded.actor_id)


@subscribe("moderation.by_hand", PostHidden, TopicHidden, PostRestored, TopicRestored, TopicScheduled)
def state_reasons_by_hand(event: Event, recorded: Recorded) -> None:
    """A moderator hid something where it stands: that is a decision like any other. The platform's own deeds are known.

    A held topic that was approved before its hour is scheduled, not restored.
    """
    if recorded.actor_id is None:
        return
    actor = actor_for_user_id(recorded.actor_id)
    kind, thing_id = _thing_of(event)
    if isinstance(event, PostHidden | TopicHidden):
        note_hidden_by_hand(actor=actor, kind=kind, thing_id=thing_id, at=recorded.at)
    else:
        note_restored_by_hand(actor=actor, kind=kind, thing_id=thing_id, at=recorded.at)


@subscribe("moderation.accounts", UserDeactivated, UserReactivated)
def state_reasons_of_administrators(event: Event, recorded: Recorded) -> None:
    """Closing a member's account is a restriction like any other."""
    assert isinstance(event, UserDeactivated | UserReactivated)
    if recorded.actor_id is not None:
        change = note_deactivated if isinstance(event, UserDeactivated) else note_reactivated
        change(actor=actor_for_user_id(recorded.actor_id), user_id=event.user_id, at=recorded.at)


@subscribe("moderation.runs", RunAdvanced, RunUndone)
def go_on_with_run(event: Event, recorded: Recorded) -> None:
    """The next batch, in whichever direction, until none is left."""
    assert isinstance(event, RunAdvanced | RunUndone)
    left = event.left if isinstance(event, RunUndone) else event.total - event.done - event.failed
    if left:
        advance_run(actor=_platform(), run_id=event.run_id)


@subscribe("moderation.removals", RemovalAdvanced)
def go_on_with_removal(event: Event, recorded: Recorded) -> None:
    """The next stage, in whichever direction."""
    assert isinstance(event, RemovalAdvanced)
    advance_removal(actor=_platform(), removal_id=event.removal_id)


def _thing_of(event: Event) -> tuple[str, UUID]:
    if isinstance(event, PostHidden | PostRestored):
        return "post", event.post_id
    assert isinstance(event, TopicHidden | TopicRestored | TopicScheduled)
    return "topic", event.topic_id


def _platform() -> Actor:
    return system_actor(require_tenant_id())
