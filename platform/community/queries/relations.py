"""Who follows and ignores whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.actors import require_user_id
from accounts.queries import list_user_infos
from community.models.relation import MemberRelation, RelationKind
from kernel.actor import Actor
from kernel.pagination import Page, paginate
from kernel.prepared import prepared
from people.queries import own_account_ids, person_ids_of_users


@dataclass(frozen=True, slots=True)
class Related:
    """A member in a list."""

    user_id: UUID
    name: str
    handle: str
    at: datetime


def ignorers_of(user_ids: Collection[UUID], person_id: UUID) -> Collection[UUID]:
    """Those of the accounts that ignore this person; two queries."""
    targets = own_account_ids([person_id])
    rows = MemberRelation.objects.filter(user_id__in=list(user_ids), target_id__in=targets, kind=RelationKind.IGNORE)
    return set(rows.values_list("user_id", flat=True))


def ignored_person_ids(actor: Actor) -> frozenset[UUID]:
    """The people whose texts the actor does not want to see; one query for those who ignore nobody."""
    return _people(actor, RelationKind.IGNORE)


def followed_person_ids(actor: Actor) -> frozenset[UUID]:
    """The people whom the actor follows; one query for those who follow nobody."""
    return _people(actor, RelationKind.FOLLOW)


def followers_of(user_id: UUID, *, most: int = 5_000) -> list[UUID]:
    """The accounts that follow this one, the first of them first."""
    rows = MemberRelation.objects.filter(target_id=user_id, kind=RelationKind.FOLLOW).order_by("at", "pk")
    return list(rows.values_list("user_id", flat=True)[:most])


def relation_to(actor: Actor, user_id: UUID | None) -> str:
    """ "follow", "ignore" or nothing."""
    if actor.user_id is None or user_id is None:
        return ""
    rows = MemberRelation.objects.filter(user_id=actor.user_id, target_id=user_id)
    return rows.values_list("kind", flat=True).first() or ""


def follower_count(user_id: UUID) -> int:
    """How many follow this account."""
    return MemberRelation.objects.filter(target_id=user_id, kind=RelationKind.FOLLOW).count()


def list_followers(user_id: UUID, *, cursor: str | None, size: int = 25) -> Page[Related]:
    """Who follows this account, the latest first."""
    rows = MemberRelation.objects.filter(target_id=user_id, kind=RelationKind.FOLLOW)
    return _page(rows, "user_id", cursor, size)


def list_related(actor: Actor, kind: str, *, cursor: str | None, size: int = 25) -> Page[Related]:
    """Whom the actor follows or ignores, the latest first."""
    return _page(MemberRelation.objects.filter(user_id=require_user_id(actor), kind=kind), "target_id", cursor, size)


def _people(actor: Actor, kind: RelationKind) -> frozenset[UUID]:
    if actor.user_id is None:
        return frozenset()
    ids = _targets(actor.user_id, kind.value)
    return frozenset(person_ids_of_users(ids).values()) if ids else frozenset()


@prepared
def _targets(user_id: UUID, kind: str) -> QuerySet[MemberRelation, UUID]:
    return MemberRelation.objects.filter(user_id=user_id, kind=kind).values_list("target_id", flat=True)[:1_000]


def _page(rows: QuerySet[MemberRelation], side: str, cursor: str | None, size: int) -> Page[Related]:
    page = paginate(rows, order=("-at", "-id"), cursor=cursor, size=size)
    infos = list_user_infos([getattr(row, side) for row in page.items])
    found = [
        Related(info.id, info.name, info.handle, row.at)
        for row in page.items
        if (info := infos.get(getattr(row, side))) is not None
    ]
    return Page(found, page.next_cursor, page.previous_cursor)
