"""Ending sign-in sessions."""

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.events import SessionsEnded
from accounts.hashing import hash_key
from accounts.models.session import Session
from accounts.policies import can_have_sessions
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import NotFoundError


@action
def end_session(*, actor: Actor, session_id: str) -> None:
    """Sign out one of the actor's own sessions; raises NotFoundError for anybody else's."""
    authorise(actor, can_have_sessions)
    if not session_id.isalnum():
        raise NotFoundError
    ended, _rows = Session.objects.filter(user_id=require_user_id(actor), key_hash=session_id).delete()
    if not ended:
        raise NotFoundError
    _publish(actor)


@action
def end_other_sessions(*, actor: Actor, keep_key: str | None) -> int:
    """Sign the actor out everywhere but in the session with this cookie; returns how many ended."""
    authorise(actor, can_have_sessions)
    rows = Session.objects.filter(user_id=require_user_id(actor))
    if keep_key is not None:
        rows = rows.exclude(key_hash=hash_key(keep_key))
    ended, _rows = rows.delete()
    if ended:
        _publish(actor)
    return ended


def _publish(actor: Actor) -> None:
    publish(SessionsEnded(user_id=require_user_id(actor)), actor=actor)
