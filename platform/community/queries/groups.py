"""Groups of members as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos
from brand_settings.queries import read
from community.faces import Face, face_of
from community.limits import LimitSettings
from community.member_policies import can_manage_groups, can_tend_group, can_view_group
from community.models.group import GroupJoining, GroupMembership, GroupRequest, MemberGroup
from community.models.member import Member
from community.models.profile import MemberProfile
from community.models.reference import Mention, Named
from community.models.space import Space, SpaceRule, Whom
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from people.contracts import PersonInfo
from people.queries import person_ids_of_users


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody in a group."""

    user_id: UUID
    name: str
    handle: str
    is_owner: bool
    since: datetime
    face: Face


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks to join."""

    id: UUID
    user_id: UUID
    name: str
    handle: str
    text: str
    at: datetime
    face: Face


@dataclass(frozen=True, slots=True)
class Belonging:
    """How the reader stands to one group."""

    is_member: bool = False
    is_owner: bool = False
    has_asked: bool = False
    asks_again_at: datetime | None = None
    may_join: bool = False
    may_ask: bool = False
    may_tend: bool = False


@dataclass(frozen=True, slots=True)
class GroupUses:
    """What hangs on a group: whoever deletes it should know."""

    member_count: int
    space_names: tuple[str, ...]
    mention_count: int


def find_group(actor: Actor, name: str) -> MemberGroup:
    """The group with this address, or this id; raises NotFoundError when the actor may not know of it."""
    rows = MemberGroup.objects.visible_to(actor)
    found = rows.filter(slug=name).first() if "\x00" not in name else None
    if found is None and (ident := _as_id(name)) is not None:
        found = rows.filter(pk=ident).first()
    if found is None:
        raise NotFoundError
    return found


def get_group(actor: Actor, group_id: UUID) -> MemberGroup:
    """The group; raises NotFoundError when the actor may not know of it."""
    found = MemberGroup.objects.visible_to(actor).filter(pk=group_id).first()
    if found is None:
        raise NotFoundError
    return found


def list_visible_groups(actor: Actor, *, cursor: str | None, size: int = 25) -> Page[MemberGroup]:
    """The groups that the actor may know of, by name."""
    return paginate(MemberGroup.objects.visible_to(actor), order=("name", "id"), cursor=cursor, size=size)


def group_names() -> list[tuple[UUID, str]]:
    """All groups by name, to choose from in rules."""
    return list(MemberGroup.objects.order_by("name", "pk").values_list("pk", "name"))


def list_managed_groups(actor: Actor, *, cursor: str | None, size: int = 25) -> Page[MemberGroup]:
    """All groups, for those who manage them."""
    authorise(actor, can_manage_groups)
    return list_visible_groups(actor, cursor=cursor, size=size)


def list_group_members(actor: Actor, group: MemberGroup, *, cursor: str | None, size: int = 50) -> Page[GroupMember]:
    """Who belongs to the group, the longest first."""
    authorise(actor, can_view_group, group)
    page = paginate(GroupMembership.objects.filter(group=group), order=("since", "id"), cursor=cursor, size=size)
    infos, faces = _who([row.user_id for row in page.items])
    found = [
        GroupMember(info.id, info.name, info.handle, row.is_owner, row.since, faces[info.id])
        for row in page.items
        if (info := infos.get(row.user_id)) is not None and info.is_active
    ]
    return Page(found, page.next_cursor, page.previous_cursor)


def list_group_requests(actor: Actor, group: MemberGroup, *, cursor: str | None, size: int = 25) -> Page[Asking]:
    """Who asks to join, the longest waiting first; for those who answer."""
    authorise(actor, can_tend_group, group)
    page = paginate(GroupRequest.objects.open().filter(group=group), order=("at", "id"), cursor=cursor, size=size)
    infos, faces = _who([row.user_id for row in page.items])
    found = [
        Asking(row.pk, info.id, info.name, info.handle, row.text, row.at, faces[info.id])
        for row in page.items
        if (info := infos.get(row.user_id)) is not None and info.is_active
    ]
    return Page(found, page.next_cursor, page.previous_cursor)


def belonging_to(actor: Actor, group: MemberGroup) -> Belonging:
    """How the actor stands to the group."""
    if actor.user_id is None:
        return Belonging()
    own = GroupMembership.objects.filter(group=group, user_id=actor.user_id).first()
    is_owner = own is not None and own.is_owner
    wish = GroupRequest.objects.filter(group=group, user_id=actor.user_id).first() if own is None else None
    again_at = asks_again_at(wish) if wish is not None else None
    asked = wish is not None and wish.refused_at is None
    waits = again_at is not None and now() < again_at
    return Belonging(
        is_member=own is not None,
        is_owner=is_owner,
        has_asked=asked,
        asks_again_at=again_at if waits else None,
        may_join=own is None and group.joining == GroupJoining.OPEN,
        may_ask=own is None and not asked and not waits and group.joining == GroupJoining.REQUEST,
        may_tend=is_owner or actor.is_administrator,
    )


def asks_again_at(wish: GroupRequest) -> datetime | None:
    """When somebody who was refused may ask again; None when nobody has refused them."""
    return None if wish.refused_at is None else wish.refused_at + timedelta(days=read(LimitSettings).days_after_refusal)


def groups_of_person(actor: Actor, person_id: UUID, *, most: int = 50) -> list[MemberGroup]:
    """The groups of this person that the actor may know of, by name; none of those who hide their profile; one query."""
    hiding = MemberProfile.objects.filter(hides_profile=True).values("user_id")
    users = Member.objects.filter(person_id=person_id).exclude(user_id__in=hiding).values("user_id")
    mine = GroupMembership.objects.filter(user_id__in=users).values("group_id")
    return list(MemberGroup.objects.visible_to(actor).filter(pk__in=mine).order_by("name", "pk")[:most])


def uses_of(actor: Actor, group: MemberGroup) -> GroupUses:
    """What hangs on the group."""
    authorise(actor, can_manage_groups)
    ruled = SpaceRule.objects.filter(whom=Whom.GROUP.value, value=str(group.pk)).values("space_id")
    names = Space.objects.filter(pk__in=ruled).order_by("name", "pk").values_list("name", flat=True)
    mentions = Mention.objects.filter(kind=Named.GROUP.value, target_id=group.pk).count()
    return GroupUses(group.member_count, tuple(names), mentions)


def _who(user_ids: list[UUID]) -> tuple[Mapping[UUID, UserInfo], dict[UUID, Face]]:
    """These accounts, and their faces in the colours that the rest of the community knows."""
    infos, people = list_user_infos(user_ids), person_ids_of_users(user_ids)
    return infos, {
        info.id: face_of(
            PersonInfo(
                people.get(info.id, info.id), info.name, info.language, info.id, info.handle, info.role, picture=info.picture
            )
        )
        for info in infos.values()
    }


def _as_id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
