"""Who may do what about members, their groups, and themselves."""

from access.policies import policy
from community.abilities import Ability, can
from community.models.group import GroupJoining, GroupMembership, MemberGroup
from kernel.actor import Actor, Role
from kernel.clock import now


@policy("community.manage_members")
def can_manage_members(actor: Actor) -> bool:
    """Supervisors and moderators set levels, titles and silence; the platform does by its rules."""
    return actor.is_supervisor or actor.role is Role.MODERATOR


@policy("community.manage_groups")
def can_manage_groups(actor: Actor) -> bool:
    """Owners and admins."""
    return actor.is_administrator


@policy("community.view_group")
def can_view_group(actor: Actor, group: MemberGroup) -> bool:
    """Those whom its visibility names, whoever belongs to it, and administrators."""
    return group.shows_to(actor)


@policy("community.tend_group", reveals=can_view_group)
def can_tend_group(actor: Actor, group: MemberGroup) -> bool:
    """Administrators and the group's owners add and remove members and answer those who ask."""
    if actor.is_administrator:
        return True
    if actor.user_id is None or group.pk not in actor.groups:
        return False
    return GroupMembership.objects.filter(group=group, user_id=actor.user_id, is_owner=True).exists()


@policy("community.join_group", reveals=can_view_group)
def can_join_group(actor: Actor, group: MemberGroup) -> bool:
    """Whoever has an account and sees the group, where it is open."""
    return actor.is_authenticated and can_view_group(actor, group) and group.joining == GroupJoining.OPEN


@policy("community.ask_to_join", reveals=can_view_group)
def can_ask_to_join(actor: Actor, group: MemberGroup) -> bool:
    """Whoever has an account and sees the group, where members come by request."""
    return actor.is_authenticated and can_view_group(actor, group) and group.joining == GroupJoining.REQUEST


@policy("community.leave_group", reveals=can_view_group)
def can_leave_group(actor: Actor, group: MemberGroup) -> bool:
    """Whoever has an account and sees the group."""
    return actor.is_authenticated and can_view_group(actor, group)


@policy("community.follow_member")
def can_follow(actor: Actor) -> bool:
    """Every account."""
    return actor.is_authenticated


@policy("community.ignore_member")
def can_ignore(actor: Actor) -> bool:
    """Accounts of the brand's level."""
    return actor.is_authenticated and can(actor, Ability.IGNORE)


@policy("community.have_profile")
def can_have_profile(actor: Actor) -> bool:
    """Every account its own; whoever is silenced says nothing there either."""
    return actor.is_authenticated and (actor.silenced_until is None or actor.silenced_until <= now())
