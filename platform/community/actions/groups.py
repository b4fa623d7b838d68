"""Making groups of members and saying who belongs to them."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.policies import authorise
from community.actions.members import HIGHEST, ensure_member, regroup
from community.errors import InvalidLevelError, SlugTakenError
from community.events import GroupChanged
from community.models.group import GroupMembership, GroupVisibility, MemberGroup
from community.policies import can_manage_groups
from community.texts import clean_title
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError

CHANGEABLE = frozenset(["name", "description", "title", "visibility", "is_mentionable", "level"])


@action
def create_group(*, actor: Actor, name: str, slug: str = "", **fields: Any) -> MemberGroup:
    """A new group; raises SlugTakenError, or InvalidError for fields that are not in CHANGEABLE."""
    authorise(actor, can_manage_groups)
    values = _checked({"name": name, **fields})
    group = MemberGroup(slug=(slugify(slug or name, allow_unicode=True) or "group")[:40], created_at=now(), **values)
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError as error:
        raise SlugTakenError(slug=group.slug) from error
    publish(GroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def update_group(*, actor: Actor, group_id: UUID, **changes: Any) -> MemberGroup:
    """The group with these fields changed; a new level reaches its members at once."""
    authorise(actor, can_manage_groups)
    group, values = _locked(group_id), _checked(changes)
    changed = [name for name, value in values.items() if getattr(group, name) != value]
    if not changed:
        return group
    for name in changed:
        setattr(group, name, values[name])
    group.save(update_fields=changed)
    if "level" in changed:
        for user_id in list(GroupMembership.objects.filter(group=group).values_list("user_id", flat=True)):
            regroup(actor, user_id)
    publish(GroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def delete_group(*, actor: Actor, group_id: UUID) -> None:
    """Remove the group; its members keep what they have by other ways. Nothing happens when it is gone."""
    authorise(actor, can_manage_groups)
    group = MemberGroup.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return
    members = list(GroupMembership.objects.filter(group=group).values_list("user_id", flat=True))
    group.delete()
    for user_id in members:
        regroup(actor, user_id)
    publish(GroupChanged(group_id=group_id), actor=actor)


@action
def add_to_group(*, actor: Actor, group_id: UUID, user_id: UUID, is_owner: bool = False) -> GroupMembership:
    """The account's membership, made when it is missing."""
    authorise(actor, can_manage_groups)
    group = _locked(group_id)
    ensure_member(actor=actor, user_id=user_id)
    membership, made = GroupMembership.objects.get_or_create(
        group=group, user_id=user_id, defaults={"is_owner": is_owner, "since": now()}
    )
    if made:
        MemberGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
        regroup(actor, user_id)
        publish(GroupChanged(group_id=group.pk), actor=actor)
    return membership


@action
def remove_from_group(*, actor: Actor, group_id: UUID, user_id: UUID) -> None:
    """Take the account out; nothing happens when it is not in."""
    authorise(actor, can_manage_groups)
    group = _locked(group_id)
    gone, _tables = GroupMembership.objects.filter(group=group, user_id=user_id).delete()
    if gone:
        MemberGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") - 1)
        regroup(actor, user_id)
        publish(GroupChanged(group_id=group.pk), actor=actor)


def _locked(group_id: UUID) -> MemberGroup:
    group = MemberGroup.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotFoundError
    return group


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise InvalidError(fields={name: [_("This cannot be set.")] for name in sorted(unknown)})
    if "name" in values:
        values["name"] = clean_title(values["name"])[:80]
    if values.get("visibility", GroupVisibility.MEMBERS) not in set(GroupVisibility):
        raise InvalidError.choose("visibility", GroupVisibility)
    level = values.get("level")
    if level is not None and not 0 <= level <= HIGHEST:
        raise InvalidError(fields={"level": [str(InvalidLevelError.message)]})
    return values
