"""What the community knows of accounts, a page at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.contracts import Standing
from community.models.group import GroupMembership, GroupVisibility, MemberGroup
from community.models.member import Member
from kernel.actor import Actor
from kernel.clock import now
from kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class MemberInfo:
    """A member as other rooms quote them."""

    user_id: UUID
    person_id: UUID | None
    level: int
    level_source: str
    level_since: datetime | None
    title: str
    silenced_until: datetime | None
    silence_reason: str
    suspended_until: datetime | None
    suspension_reason: str
    joined_at: datetime
    first_posted_at: datetime | None
    last_seen_at: datetime | None
    group_title: str | None
    """The title that a group gives which everyone may see, the first by name."""


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group as other rooms quote it."""

    id: UUID
    slug: str
    name: str
    title: str
    visibility: str
    is_mentionable: bool
    member_count: int


def standing_of(user_id: UUID) -> Standing:
    """What the actor of this account carries: level, groups, and until when it may not write (silence or suspension)."""
    groups = frozenset(_group_ids(user_id))
    rows = _standing(user_id)
    if not rows:
        return Standing(groups=groups)
    level, *ends = rows[0]
    return Standing(level=level, groups=groups, silenced_until=max((end for end in ends if end), default=None))


def members_by_user(user_ids: Collection[UUID]) -> Mapping[UUID, MemberInfo]:
    """These accounts, as far as they have entered the community; one query."""
    return {row[0]: MemberInfo(*row) for row in _by_user(list(user_ids))}


def members_by_person(person_ids: Collection[UUID]) -> Mapping[UUID, MemberInfo]:
    """The same by the person under whose face they write."""
    found: dict[UUID, MemberInfo] = {}
    for row in _by_person(list(person_ids)):
        info = MemberInfo(*row)
        if info.person_id is not None:
            found.setdefault(info.person_id, info)
    return found


def list_groups(actor: Actor) -> list[GroupInfo]:
    """The groups that this actor may know of, by name; one query."""
    rows = MemberGroup.objects.visible_to(actor)
    names = ("pk", "slug", "name", "title", "visibility", "is_mentionable", "member_count")
    return [GroupInfo(*row) for row in rows.order_by("name", "pk").values_list(*names)]


def may_write(actor: Actor) -> bool:
    """False while the account is silenced or suspended."""
    return actor.silenced_until is None or actor.silenced_until <= now()


@prepared
def _group_ids(user_id: UUID) -> QuerySet[GroupMembership, UUID]:
    return GroupMembership.objects.filter(user_id=user_id).values_list("group_id", flat=True)


@prepared
def _standing(user_id: UUID) -> QuerySet[Member, Any]:
    return Member.objects.filter(user_id=user_id).values_list("level", "silenced_until", "suspended_until")[:1]


@prepared
def _by_user(user_ids: list[UUID]) -> QuerySet[Member, Any]:
    return _with_group_title(Member.objects.filter(user_id__among=user_ids)).values_list(*MemberInfo.__dataclass_fields__)


@prepared
def _by_person(person_ids: list[UUID]) -> QuerySet[Member, Any]:
    rows = _with_group_title(Member.objects.filter(person_id__among=person_ids)).order_by("-level", "pk")
    return rows.values_list(*MemberInfo.__dataclass_fields__)


def _with_group_title(rows: QuerySet[Member]) -> QuerySet[Member, Any]:
    shown = GroupMembership.objects.filter(user_id=OuterRef("user_id"), group__visibility=GroupVisibility.EVERYONE.value)
    titles = shown.exclude(group__title="").order_by("group__name", "pk").values("group__title")
    return rows.annotate(group_title=Subquery(titles[:1]))
