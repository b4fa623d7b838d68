"""What one connection may see: who is behind it, which audiences, which topics. Synchronous, inside the tenant."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from access.audiences import audiences_for
from access.topics import get_topic
from accounts.actors import actor_for_user
from accounts.hashing import hash_key
from accounts.sessions.store import SessionStore
from events.log import Head, open_head
from kernel.actor import Actor, anonymous_actor
from kernel.clock import now
from kernel.errors import DomainError
from tenants.context import require_tenant_id


@dataclass(frozen=True, slots=True)
class Rights:
    """A connection's rights as of `head`: every change numbered up to it is in them."""

    head: Head
    actor: Actor
    name: str
    audiences: frozenset[str]
    topics: tuple[str, ...]
    refused: tuple[str, ...]


def load_rights(session_key: str | None, topics: Sequence[str]) -> Rights:
    """Rights of the session's owner, or of a reader without an account, over these topics."""
    # The head first: what commits after it may be missing below, and is then found again as an event.
    head = open_head(require_tenant_id())
    actor, name = _identify(session_key)
    allowed = tuple(topic for topic in topics if may_join(actor, topic))
    refused = tuple(topic for topic in topics if topic not in allowed)
    return Rights(head, actor, name, audiences_for(actor), allowed, refused)


def may_join(actor: Actor, topic: str) -> bool:
    """Ask the policy of the topic's kind."""
    kind, _, ident = topic.partition(":")
    found = get_topic(kind)
    if found is None or found.per_id != bool(ident):
        return False
    try:
        return found.may_join(actor, UUID(ident) if ident else None)
    except DomainError:
        return False


def list_lost_sessions(session_keys: Iterable[str]) -> set[str]:
    """Those of these session keys that were signed out, revoked or expired."""
    by_hash = {hash_key(key): key for key in session_keys}
    rows = SessionStore.get_model_class().objects.filter(key_hash__in=list(by_hash), expires_at__gt=now())
    alive = set(rows.values_list("key_hash", flat=True))
    return {key for hashed, key in by_hash.items() if hashed not in alive}


def _identify(session_key: str | None) -> tuple[Actor, str]:
    user = _user_of(SessionStore(session_key)) if session_key else None
    if user is None:
        return anonymous_actor(require_tenant_id()), ""
    return actor_for_user(user), str(user.name)


def _user_of(session: SessionBase) -> Any | None:
    """As django.contrib.auth.get_user, but it never rotates the session: a websocket cannot set the new cookie."""
    path = session.get(BACKEND_SESSION_KEY)
    if path not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = load_backend(path).get_user(session[SESSION_KEY])
    given = session.get(HASH_SESSION_KEY)
    if user is None or not given:
        return None
    hashes: list[Callable[[], Iterable[str]]] = [lambda: [user.get_session_auth_hash()], user.get_session_auth_fallback_hash]
    return user if any(constant_time_compare(given, known) for known_hashes in hashes for known in known_hashes()) else None
