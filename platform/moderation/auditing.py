"""The trail: every deed of moderation writes one entry in its own transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.actor import Actor
from moderation.models.audit import AuditEntry
from people.actions import person_of_actor
from people.queries import person_id_of_user


def reviewer_id(actor: Actor) -> UUID | None:
    """The person behind a decision; None for the platform itself."""
    return person_of_actor(actor=actor).pk if actor.user_id is not None else None


def own_person_id(actor: Actor) -> UUID | None:
    """The person that an account writes as, without making one."""
    return person_id_of_user(actor.user_id) if actor.user_id is not None else None


def note(actor: Actor, verb: str, *, at: datetime, kind: str = "", thing_id: UUID | None = None, **detail: Any) -> None:
    """Write down who did what; details are codes, numbers and ids."""
    AuditEntry(
        person_id=reviewer_id(actor),
        verb=verb,
        thing_kind=kind,
        thing_id=thing_id,
        detail={name: str(value) if isinstance(value, UUID | datetime) else value for name, value in detail.items()},
        at=at,
    ).save(force_insert=True)
