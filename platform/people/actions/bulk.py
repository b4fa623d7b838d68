"""Many people at once, for importers: a handful of queries for a thousand of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.models.functions import Coalesce

from events.recording import action
from kernel.actor import Actor
from kernel.errors import ForbiddenError
from people.contracts import IdentityKey
from people.identities import normalised
from people.models import Identity, Person

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """Somebody as an import knows them, and since when."""

    identity: IdentityKey
    name: str
    at: datetime
    language: str = ""
    email: str = ""
    """Whoever has confirmed this address here is the same person."""


@action
def ensure_imported_people(*, actor: Actor, people: Iterable[ImportedPerson]) -> Mapping[IdentityKey, UUID]:
    """The ids of these people by the identity that was given, made where nobody is. Publishes nothing: the import does."""
    if not actor.is_administrator:
        raise ForbiddenError
    wanted = {_key(normalised(person.identity)): person for person in people}
    try:
        with transaction.atomic():
            known = _make_missing(wanted)
    except IntegrityError:
        # Somebody met one of them in the meantime; now they are committed and found.
        known = _make_missing(wanted)
    return {person.identity: known[key] for key, person in wanted.items()}


def _make_missing(wanted: Mapping[Key, ImportedPerson]) -> dict[Key, UUID]:
    known = _known(wanted)
    missing = {key: person for key, person in wanted.items() if key not in known}
    met = _by_address({key: person.email for key, person in missing.items() if person.email})
    fresh = {
        key: Person(name=person.name[:120], language=person.language, created_at=person.at, is_imported=True)
        for key, person in missing.items()
        if key not in met
    }
    Person.objects.bulk_create(fresh.values(), batch_size=1_000)
    owners = met | fresh
    Identity.objects.bulk_create(
        [
            Identity(person=owners[key], kind=key[0], scope=key[1], value=key[2], display=normalised(person.identity).display)
            for key, person in missing.items()
        ],
        batch_size=1_000,
    )
    return known | {key: person.pk for key, person in owners.items()}


def _by_address(emails: Mapping[Key, str]) -> dict[Key, Person]:
    """Who has confirmed these addresses; people as they are after merges."""
    spelled = {key: normalised(IdentityKey("email", "", email)).value for key, email in emails.items()}
    if not spelled:
        return {}
    rows = Identity.objects.filter(kind="email", scope="", value__in=set(spelled.values()), verified_at__isnull=False)
    owners = {identity.value: identity.person for identity in rows.select_related("person")}
    return {key: owners[value] for key, value in spelled.items() if value in owners}


@action
def forget_imported_people(*, actor: Actor, scope: str, person_ids: Iterable[UUID]) -> int:
    """Undo the above: these people lose what the import from this place knew them by, and those of whom nothing else
    is known, and to whom nothing belongs, go. Says how many went."""
    if not actor.is_administrator:
        raise ForbiddenError
    ids = list(person_ids)
    Identity.objects.filter(kind="import", scope=scope, person_id__in=ids, home=None).delete()
    gone = 0
    for person in Person.objects.filter(pk__in=ids, is_imported=True, identities__isnull=True, merged_into=None).order_by("pk"):
        try:
            with transaction.atomic():
                person.delete()
        except (ProtectedError, IntegrityError):
            # Something was written, or decided, about them since.
            continue
        gone += 1
    return gone


def _known(wanted: Mapping[Key, ImportedPerson]) -> dict[Key, UUID]:
    scopes: dict[tuple[str, str], list[str]] = {}
    for kind, scope, value in wanted:
        scopes.setdefault((kind, scope), []).append(value)
    known: dict[Key, UUID] = {}
    for (kind, scope), values in scopes.items():
        rows = Identity.objects.filter(kind=kind, scope=scope, value__in=values)
        for value, home in rows.values_list("value", Coalesce("home_id", "person_id")):
            known[kind, scope, value] = home
    return known


def _key(identity: IdentityKey) -> Key:
    return identity.kind, identity.scope, identity.value
