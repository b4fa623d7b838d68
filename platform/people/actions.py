"""Making and finding people."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.queries import get_user_info
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from people.contracts import IdentityKey, account_identity
from people.events import PersonCreated
from people.models import Identity, Person


@action
def ensure_person(
    *, actor: Actor, identity: IdentityKey, name: str, language: str = "", at: datetime | None = None, is_imported: bool = False
) -> Person:
    """The person behind an identity, made when nobody is; two callers at once get the same person.

    Only the platform itself and staff may name an identity: others act through `person_of_actor`.
    """
    found = _find(identity)
    if found is not None:
        return found
    at = at or now()
    try:
        with transaction.atomic():
            person = Person.objects.create(name=name[:120], language=language, created_at=at, is_imported=is_imported)
            Identity.objects.create(
                person=person, kind=identity.kind, scope=identity.scope, value=identity.value, display=identity.display
            )
    except IntegrityError:
        found = _find(identity)
        if found is None:
            raise
        return found
    publish(PersonCreated(person_id=person.pk), actor=actor)
    return person


@action
def person_of_actor(*, actor: Actor) -> Person:
    """The person behind a signed-in account; raises ForbiddenError for anonymous readers."""
    if actor.user_id is None:
        raise ForbiddenError("Sign in first.")
    user = get_user_info(actor.user_id)
    return ensure_person(actor=actor, identity=account_identity(actor.user_id), name=user.name, language=user.language)


def _find(identity: IdentityKey) -> Person | None:
    row = (
        Identity.objects.filter(kind=identity.kind, scope=identity.scope, value=identity.value)
        .select_related("person__merged_into")
        .first()
    )
    if row is None:
        return None
    return row.person.merged_into or row.person
