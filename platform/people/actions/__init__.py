"""Making and finding people; what else happens to them has a module each."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.queries import get_user_info
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError
from people.actions.holding import hold_person
from people.contracts import IdentityKey, account_identity
from people.errors import IdentityTakenError
from people.events import IdentityAdded, PersonCreated
from people.identities import normalised
from people.models import Identity, Person
from people.policies import can_edit_person
from people.queries import own_account_ids


@action
def ensure_person(
    *, actor: Actor, identity: IdentityKey, name: str, language: str = "", at: datetime | None = None, is_imported: bool = False
) -> Person:
    """The person behind an identity, made when nobody is; two callers at once get the same person.

    It is who the identity belonged to before any merge: what is written under this id keeps its face, and goes back with
    it when the merge is undone. `people.queries.canonical_ids` says who that is today. Only the platform itself and staff may name an identity: others act through `person_of_actor`.
    """
    identity = normalised(identity)
    found = _find(identity)
    if found is not None:
        return found
    at = at or now()
    try:
        with transaction.atomic():
            person = Person.objects.create(name=name[:120], language=language, created_at=at, is_imported=is_imported)
            _create(person, identity)
    except IntegrityError:
        found = _find(identity)
        if found is None:
            raise
        return found
    publish(PersonCreated(person_id=person.pk), actor=actor)
    return person


@action
def person_of_actor(*, actor: Actor) -> Person:
    """The person behind a signed-in account, whatever colleagues merged it with; raises ForbiddenError for anonymous readers."""
    if actor.user_id is None:
        raise ForbiddenError(_("Sign in first."))
    user = get_user_info(actor.user_id)
    return ensure_person(actor=actor, identity=account_identity(actor.user_id), name=user.name, language=user.language)


@action
def add_identity(*, actor: Actor, person_id: UUID, identity: IdentityKey, verified_at: datetime | None = None) -> Identity:
    """One more way in which a person is known; raises IdentityTakenError when it is somebody else's."""
    identity = normalised(identity)
    if identity.kind == "phone" and not identity.scope:
        raise InvalidError(_("A phone number needs the channel that it was seen on."), fields={"scope": ["required"]})
    person = hold_person(person_id)
    authorise(actor, can_edit_person, own_account_ids([person.pk]))
    known = _row(identity)
    if known is None:
        try:
            with transaction.atomic():
                known = _create(person, identity, verified_at=verified_at)
        except IntegrityError:
            known = _row(identity)
        else:
            publish(IdentityAdded(person_id=person.pk, identity_id=known.pk), actor=actor)
            return known
    if known is None or known.person_id != person.pk:
        raise IdentityTakenError(person_id=str(known.person_id) if known else None)
    return known


def _create(person: Person, identity: IdentityKey, *, verified_at: datetime | None = None) -> Identity:
    return Identity.objects.create(
        person=person,
        kind=identity.kind,
        scope=identity.scope,
        value=identity.value,
        display=identity.display,
        verified_at=verified_at,
    )


def _row(identity: IdentityKey) -> Identity | None:
    rows = Identity.objects.filter(kind=identity.kind, scope=identity.scope, value=identity.value)
    return rows.select_related("person", "home").first()


def _find(identity: IdentityKey) -> Person | None:
    row = _row(identity)
    return None if row is None else row.home or row.person
