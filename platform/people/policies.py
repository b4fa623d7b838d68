"""Who may know and change what about people. Staff work with people; everybody else knows their own profile."""

from uuid import UUID

from access.policies import policy
from kernel.actor import Actor, Role


def _nobody(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    return False


@policy("people.see", reveals=_nobody)
def can_see_person(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """Staff, and whoever signs in with one of the person's accounts (`user_ids`)."""
    return actor.is_staff or actor.role is Role.SYSTEM or (actor.user_id is not None and actor.user_id in user_ids)


@policy("people.search")
def can_search_people(actor: Actor) -> bool:
    """Staff."""
    return actor.is_staff


@policy("people.note", reveals=can_see_person)
def can_note_person(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """Staff; a member never learns what colleagues noted, not even about themselves."""
    return actor.is_staff


@policy("people.consent", reveals=can_see_person)
def can_change_consent(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """The person themself, and staff who were told."""
    return can_see_person(actor, user_ids)


@policy("people.edit", reveals=can_see_person)
def can_edit_person(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """Staff; members change their name in their account."""
    return actor.is_staff or actor.role is Role.SYSTEM


@policy("people.merge", reveals=can_see_person)
def can_merge_people(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """Agents and above, and importers that know better."""
    return actor.is_staff or actor.role is Role.SYSTEM


@policy("people.unmerge", reveals=can_see_person)
def can_unmerge_people(actor: Actor, user_ids: frozenset[UUID]) -> bool:
    """Whoever may merge."""
    return can_merge_people(actor, user_ids)
