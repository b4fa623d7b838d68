"""Under which face somebody writes: their own, also while colleagues know two accounts to be one person."""

from uuid import UUID

from kernel.actor import Actor
from kernel.remembering import recall
from people.actions import person_of_actor
from people.queries import person_id_of_user


def known_author_id(actor: Actor) -> UUID | None:
    """The person that the actor's texts belong to; None for readers and for those who never wrote."""
    user_id = actor.user_id
    return recall(("face", user_id), lambda: person_id_of_user(user_id)) if user_id is not None else None


def author_id_of(actor: Actor) -> UUID:
    """The same for somebody who is about to write; raises ForbiddenError for anonymous readers."""
    return person_of_actor(actor=actor).pk
