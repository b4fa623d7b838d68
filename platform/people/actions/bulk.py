"""Many people at once, for importers: a handful of queries for a thousand of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
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
    fresh = {
        key: Person(name=person.name[:120], language=person.language, created_at=person.at, is_imported=True)
        for key, person in missing.items()
    }
    Person.objects.bulk_create(fresh.values(), batch_size=1_000)
    Identity.objects.bulk_create(
        [
            Identity(person=fresh[key], kind=key[0], scope=key[1], value=key[2], display=normalised(person.identity).display)
            for key, person in missing.items()
        ],
        batch_size=1_000,
    )
    return known | {key: person.pk for key, person in fresh.items()}


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
