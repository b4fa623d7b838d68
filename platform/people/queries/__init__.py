"""Reads of people for other rooms, a page at a time: never one query per row."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Cast, Coalesce

from accounts.queries import brief_of
from files.addressing import thumbnail_url
from kernel.prepared import prepared
from people.contracts import PersonInfo
from people.models import Identity, Person


def people_by_id(ids: Iterable[UUID]) -> Mapping[UUID, PersonInfo]:
    """Names, handles and roles of these people in one query, whatever their number.

    Each keeps the face under which it wrote, also while merged into somebody else: that colleagues know two accounts to
    be one person must not show in public. `canonical_ids` says who they are today.
    """
    return {
        person_id: PersonInfo(
            id=person_id,
            name=account["name"] if account else name,
            language=language,
            user_id=UUID(account["id"]) if account else None,
            handle=account["handle"] if account else "",
            role=account["role"] if account else "",
            is_imported=is_imported,
            picture=thumbnail_url(UUID(account["picture_id"])) if account and account["picture_id"] else "",
        )
        for person_id, name, language, is_imported, account in _faces(list(set(ids)))
    }


@prepared
def _faces(person_ids: list[UUID]) -> QuerySet[Person, Any]:
    person = OuterRef(OuterRef("pk"))  # seen from the identities of the account of a person
    mine = Q(home=person) | Q(person=person, home=None)
    account = Identity.objects.filter(mine, kind="account").order_by("pk").values(user=Cast("value", UUIDField()))[:1]
    people = Person.objects.filter(pk__among=person_ids).annotate(account=brief_of(Subquery(account)))
    return people.values_list("pk", "name", "language", "is_imported", "account")


def person_id_of_user(user_id: UUID) -> UUID | None:
    """The person under whose face an account writes, whatever it was merged with; None before its first deed."""
    return next(iter(_face_of(str(user_id))), None)


@prepared
def _face_of(user_id: str) -> QuerySet[Identity, UUID]:
    rows = Identity.objects.filter(kind="account", scope="", value=user_id)
    return rows.order_by("pk").values_list(Coalesce("home_id", "person_id"), flat=True)[:1]


def person_ids_of_users(user_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Account to the person under whose face it writes, for those that ever did anything; one query."""
    rows = Identity.objects.filter(kind="account", scope="", value__in=[str(ident) for ident in user_ids])
    return {UUID(value): face for value, face in rows.values_list("value", Coalesce("home_id", "person_id"))}


def canonical_ids(ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Who each of these people is today, after all merges; unknown ids are left out."""
    rows = Person.objects.filter(pk__in=set(ids)).values_list("pk", "merged_into_id")
    return {person_id: merged_into or person_id for person_id, merged_into in rows}


def member_ids(person_id: UUID) -> list[UUID]:
    """All ids that are this person today, whichever of them is asked for, the canonical one first; empty when unknown."""
    root = canonical_ids([person_id]).get(person_id)
    if root is None:
        return []
    return [root, *Person.objects.filter(merged_into=root).order_by("pk").values_list("pk", flat=True)]


def own_account_ids(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Accounts that these people themselves sign in with, not those that a merge brought along."""
    return frozenset(UUID(value) for value in _accounts(set(person_ids)).values_list("value", flat=True))


def _accounts(person_ids: set[UUID]) -> QuerySet[Any]:
    mine = Q(home__in=person_ids) | Q(person__in=person_ids, home=None)
    rows = Identity.objects.filter(mine, kind="account").annotate(first_home=Coalesce("home_id", "person_id"))
    return rows.order_by("-pk")


def ids_of_imported(scope: str, values: Iterable[str]) -> Mapping[str, UUID]:
    """Whom an import from this place knows by these keys, under the face that its posts have; one query."""
    rows = Identity.objects.filter(kind="import", scope=scope, value__in=list(values))
    return dict(rows.values_list("value", Coalesce("home_id", "person_id")))


def confirmed_addresses(person_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The e-mail address that each of these people has shown to be theirs; one query."""
    rows = Identity.objects.filter(kind="email", verified_at__isnull=False, person_id__in=list(person_ids)).order_by("-pk")
    return dict(rows.values_list("person_id", "value"))
