"""Who belongs to a group: adding, removing, joining, leaving, asking, and the answer to that."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from access.limits import Allowance, take
from access.policies import PolicyFunction, authorise
from accounts.actions.notices import give_notice
from accounts.actors import require_user_id
from accounts.queries import list_staff, list_user_infos
from community.actions.members import ensure_member, regroup
from community.actions.standing import require_voice
from community.authorship import author_id_of
from community.errors import RefusedLatelyError
from community.events import GroupChanged
from community.limits import DAY
from community.member_policies import can_ask_to_join, can_join_group, can_leave_group, can_manage_groups, can_tend_group
from community.models.group import GroupMembership, GroupRequest, MemberGroup
from community.queries.groups import asks_again_at
from events.recording import action, publish
from kernel.actor import ADMINISTRATORS, Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.text import one_line

MOST_TOLD, ASKED_A_DAY = 20, 3
"""So many of a group's owners, or administrators where it has none, are told that somebody asks; and so often a day one asks."""


@action
def add_to_group(
    *, actor: Actor, group_id: UUID, user_id: UUID, is_owner: bool = False, at: datetime | None = None
) -> GroupMembership:
    """The account's membership, made when it is missing; owners are made by whoever manages groups."""
    group = _locked(actor, group_id, can_tend_group)
    if is_owner:
        authorise(actor, can_manage_groups)
    info = list_user_infos([user_id]).get(user_id)
    if info is None or not info.is_active:
        raise NotFoundError
    return _enter(actor, group, user_id, at or now(), is_owner=is_owner)


@action
def set_group_owner(*, actor: Actor, group_id: UUID, user_id: UUID, is_owner: bool) -> GroupMembership:
    """The membership as an owner's, or no longer; raises NotFoundError for somebody who does not belong to the group."""
    authorise(actor, can_manage_groups)
    group = _locked(actor, group_id, can_tend_group)
    membership = GroupMembership.objects.filter(group=group, user_id=user_id).first()
    if membership is None:
        raise NotFoundError
    if membership.is_owner != is_owner:
        membership.is_owner = is_owner
        membership.save(update_fields=["is_owner"])
        publish(GroupChanged(group_id=group.pk), actor=actor)
    return membership


@action
def remove_from_group(*, actor: Actor, group_id: UUID, user_id: UUID) -> None:
    """Take the account out; nothing happens when it is not in. Other owners are taken out by whoever manages groups."""
    group = _locked(actor, group_id, can_tend_group)
    if user_id != actor.user_id and GroupMembership.objects.filter(group=group, user_id=user_id, is_owner=True).exists():
        authorise(actor, can_manage_groups)
    _leave(actor, group, user_id)


@action
def join_group(*, actor: Actor, group_id: UUID, at: datetime | None = None) -> GroupMembership:
    """Belong to an open group from now on."""
    group = _locked(actor, group_id, can_join_group)
    return _enter(actor, group, require_user_id(actor), at or now())


@action
def leave_group(*, actor: Actor, group_id: UUID) -> None:
    """No longer belong to the group, nor ask to; nothing happens when one did neither."""
    group = _locked(actor, group_id, can_leave_group)
    user_id = require_user_id(actor)
    GroupRequest.objects.open().filter(group=group, user_id=user_id).delete()
    _leave(actor, group, user_id)


@action
def ask_to_join(*, actor: Actor, group_id: UUID, text: str = "", at: datetime | None = None) -> GroupRequest | None:
    """The wish to belong to the group, told to its owners once; None for somebody who belongs to it.

    Raises TooManyError for who takes it back and asks again and again, RefusedLatelyError for as long after a refusal as the
    brand's limits say; owners can add them all the same.
    """
    group, user_id = _locked(actor, group_id, can_ask_to_join), require_user_id(actor)
    require_voice(actor)
    if GroupMembership.objects.filter(group=group, user_id=user_id).exists():
        return None
    at = at or now()
    wish, is_new = GroupRequest.objects.get_or_create(
        group=group, user_id=user_id, defaults={"text": one_line(text)[:400], "at": at}
    )
    if (again_at := asks_again_at(wish)) is not None:
        if at < again_at:
            raise RefusedLatelyError
        wish.ask_again(one_line(text)[:400], at)
        is_new = True
    if is_new:
        take("group_request", f"{user_id}:{group.pk}", [Allowance(ASKED_A_DAY, DAY)])
        owners = GroupMembership.objects.filter(group=group, is_owner=True).order_by("since", "pk")
        told = list(owners.values_list("user_id", flat=True)[:MOST_TOLD])
        for answerer in told or [one.id for one in list_staff() if one.role in ADMINISTRATORS][:MOST_TOLD]:
            _tell(actor, answerer, "group_request", group, at)
        publish(GroupChanged(group_id=group.pk), actor=actor)
    return wish


@action
def answer_request(
    *, actor: Actor, group_id: UUID, request_id: UUID, is_accepted: bool, at: datetime | None = None
) -> GroupMembership | None:
    """The membership of the one who asked, or None when they stay outside; they are told. Raises NotFoundError when answered."""
    group = _locked(actor, group_id, can_tend_group)
    wish = GroupRequest.objects.open().filter(group=group, pk=request_id).first()
    if wish is None:
        raise NotFoundError
    made = _enter(actor, group, wish.user_id, at or now()) if is_accepted else None
    if not is_accepted:
        wish.refuse(at or now())
    _tell(actor, wish.user_id, "group_joined" if is_accepted else "group_refused", group, at)
    publish(GroupChanged(group_id=group.pk), actor=actor)
    return made


def _locked(actor: Actor, group_id: UUID, rule: PolicyFunction) -> MemberGroup:
    group = MemberGroup.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotFoundError
    authorise(actor, rule, group)
    return group


def _enter(actor: Actor, group: MemberGroup, user_id: UUID, at: datetime, *, is_owner: bool = False) -> GroupMembership:
    ensure_member(actor=actor, user_id=user_id)
    GroupRequest.objects.filter(group=group, user_id=user_id).delete()
    membership, made = GroupMembership.objects.get_or_create(
        group=group, user_id=user_id, defaults={"is_owner": is_owner, "since": at}
    )
    if made:
        MemberGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
        regroup(actor, user_id)
        publish(GroupChanged(group_id=group.pk), actor=actor)
    return membership


def _leave(actor: Actor, group: MemberGroup, user_id: UUID) -> None:
    gone, _tables = GroupMembership.objects.filter(group=group, user_id=user_id).delete()
    if gone:
        MemberGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") - 1)
        regroup(actor, user_id)
        publish(GroupChanged(group_id=group.pk), actor=actor)


def _tell(actor: Actor, user_id: UUID, kind: str, group: MemberGroup, at: datetime | None) -> None:
    give_notice(
        actor=actor,
        user_id=user_id,
        kind=kind,
        key=f"group:{group.pk}",
        person_id=author_id_of(actor) if kind == "group_request" else None,
        data={"group": str(group.pk)},
        at=at,
    )
