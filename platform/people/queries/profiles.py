"""One person with everything that is known of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from access.policies import authorise
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos
from kernel.actor import Actor
from kernel.errors import NotFoundError
from people.contracts import PersonInfo, list_timeline_sources
from people.models import CONSENT_KINDS, ConsentChange, Identity, Merge, Person, PersonNote
from people.policies import can_note_person, can_see_person
from people.queries import canonical_ids, member_ids, own_account_ids, people_by_id


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a person the actor may see: staff all that merges brought together, the person their own part."""

    person_id: UUID
    ids: Sequence[UUID]
    sees_notes: bool

    @property
    def belongings(self) -> Q:
        """Filter of the rows that belong to this part."""
        if self.sees_notes:
            return Q(person=self.person_id)
        return Q(home=self.person_id) | Q(person=self.person_id, home=None)


@dataclass(frozen=True, slots=True)
class KnownAs:
    """An identity as the profile shows it."""

    kind: str
    scope: str
    display: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """The latest word on one kind of consent."""

    kind: str
    granted_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.granted_at is not None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Note:
    """What a colleague noted."""

    id: UUID
    body: str
    author: UserInfo
    at: datetime


@dataclass(frozen=True, slots=True)
class Absorbed:
    """Somebody who turned out to be this person."""

    person: PersonInfo
    merge_id: UUID
    merged_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """All of it. Notes and merges are empty for the person themself."""

    person: PersonInfo
    created_at: datetime
    identities: Sequence[KnownAs]
    consents: Sequence[Consent]
    notes: Sequence[Note]
    merged_from: Sequence[Absorbed]
    counts: dict[str, int]


def get_scope(actor: Actor, person_id: UUID) -> Scope:
    """What of this person the actor may see; raises NotFoundError when that is nothing."""
    root = canonical_ids([person_id]).get(person_id)
    if root is None:
        raise NotFoundError
    accounts = own_account_ids([person_id])
    authorise(actor, can_see_person, accounts)
    if can_note_person(actor, accounts):
        return Scope(root, member_ids(root), sees_notes=True)
    return Scope(person_id, [person_id], sees_notes=False)


def get_profile(actor: Actor, person_id: UUID) -> Profile:
    """The profile behind any id that is this person; raises NotFoundError."""
    scope = get_scope(actor, person_id)
    infos = people_by_id(scope.ids)
    counts: Counter[str] = Counter(conversations=0, posts=0, solutions=0)
    for _name, source in list_timeline_sources():
        counts.update(source.counts(actor, scope.ids))
    return Profile(
        person=infos[scope.person_id],
        created_at=Person.objects.values_list("created_at", flat=True).get(pk=scope.person_id),
        identities=_identities(scope),
        consents=list_consents(scope),
        notes=_notes(scope) if scope.sees_notes else [],
        merged_from=_absorbed(scope) if scope.sees_notes else [],
        counts=dict(counts),
    )


def get_note(actor: Actor, note_id: UUID) -> Note:
    """One note; raises NotFoundError."""
    row = PersonNote.objects.filter(pk=note_id).first()
    if row is None:
        raise NotFoundError
    authorise(actor, can_note_person, own_account_ids([row.person_id]))
    return _note_list([row])[0]


def list_consents(scope: Scope) -> list[Consent]:
    """The latest word on every kind of consent, also on those that nobody ever asked about."""
    found = {kind: Consent(kind) for kind in CONSENT_KINDS}
    changes = ConsentChange.objects.filter(scope.belongings).order_by(Coalesce("granted_at", "withdrawn_at"), "pk")
    for kind, granted_at, withdrawn_at in changes.values_list("kind", "granted_at", "withdrawn_at"):
        found[kind] = Consent(kind, granted_at or found[kind].granted_at, withdrawn_at)
    return list(found.values())


def _identities(scope: Scope) -> list[KnownAs]:
    rows = list(Identity.objects.filter(scope.belongings).order_by("kind", "pk"))
    users = list_user_infos(UUID(row.value) for row in rows if row.kind == "account")
    found = []
    for row in rows:
        user = users.get(UUID(row.value)) if row.kind == "account" else None
        display = f"@{user.handle}" if user else row.display or row.value
        found.append(KnownAs(row.kind, row.scope, display, verified=row.verified_at is not None or user is not None))
    return found


def _notes(scope: Scope) -> list[Note]:
    return _note_list(PersonNote.objects.filter(person=scope.person_id).order_by("-created_at", "-pk")[:100])


def _note_list(rows: Iterable[PersonNote]) -> list[Note]:
    rows = list(rows)
    authors = list_user_infos({row.author_id for row in rows})
    return [Note(row.pk, row.body, authors[row.author_id], row.created_at) for row in rows]


def _absorbed(scope: Scope) -> list[Absorbed]:
    merges = list(Merge.objects.filter(undone_at=None, merged__in=scope.ids).order_by("-merged_at", "-pk"))
    infos = people_by_id(merge.merged_id for merge in merges)
    return [Absorbed(infos[merge.merged_id], merge.pk, merge.merged_at) for merge in merges]
