"""Making groups of members, changing and removing them."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.policies import authorise
from community.actions.members import HIGHEST, regroup
from community.errors import GroupSlugTakenError, InvalidLevelError
from community.events import GroupChanged, SpaceChanged
from community.member_policies import can_manage_groups
from community.models.group import GroupJoining, GroupMembership, GroupVisibility, MemberGroup
from community.models.space import Space, SpaceRule, Whom
from community.queries.moderators import forget_moderating_rules
from community.texts import clean_title
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from kernel.text import one_line

CHANGEABLE = frozenset(["name", "slug", "description", "title", "visibility", "joining", "is_mentionable", "level"])
LONGEST = {"description": 400, "title": 60}


@action
def create_group(*, actor: Actor, name: str, slug: str = "", id: UUID | None = None, **fields: Any) -> MemberGroup:  # noqa: A002 - the field's name
    """A new group, once per `id`; raises GroupSlugTakenError, or InvalidError for fields that are not in CHANGEABLE."""
    authorise(actor, can_manage_groups)
    known = MemberGroup.objects.filter(pk=id).first() if id is not None else None
    if known is not None:
        return known
    values = _checked({"name": name, "slug": slug or name, **fields})
    group = MemberGroup(created_at=now(), **values, **({"pk": id} if id is not None else {}))
    _save(group, None)
    publish(GroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def update_group(*, actor: Actor, group_id: UUID, **changes: Any) -> MemberGroup:
    """The group with these fields changed; a new level reaches its members at once."""
    authorise(actor, can_manage_groups)
    group = MemberGroup.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotFoundError
    values = _checked(changes)
    changed = [name for name, value in values.items() if getattr(group, name) != value]
    if not changed:
        return group
    for name in changed:
        setattr(group, name, values[name])
    _save(group, changed)
    if "level" in changed:
        for user_id in list(GroupMembership.objects.filter(group=group).values_list("user_id", flat=True)):
            regroup(actor, user_id)
    publish(GroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def delete_group(*, actor: Actor, group_id: UUID) -> None:
    """Remove the group and the rules of spaces about it; its members keep what they have by other ways.

    Nothing happens when it is gone.
    """
    authorise(actor, can_manage_groups)
    group = MemberGroup.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return
    members = list(GroupMembership.objects.filter(group=group).values_list("user_id", flat=True))
    _forget_rules(actor, group_id)
    group.delete()
    for user_id in members:
        regroup(actor, user_id)
    publish(GroupChanged(group_id=group_id), actor=actor)


def _forget_rules(actor: Actor, group_id: UUID) -> None:
    mine = SpaceRule.objects.filter(whom=Whom.GROUP.value, value=str(group_id))
    ids = sorted(set(mine.values_list("space_id", flat=True)))
    if not ids:
        return
    for space in Space.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        space.rules = [rule for rule in space.rules if (rule["whom"], rule["value"]) != (Whom.GROUP.value, str(group_id))]
        space.save(update_fields=["rules"])
        publish(SpaceChanged(space_id=space.pk), actor=actor)
    mine.delete()
    transaction.on_commit(forget_moderating_rules)


def _save(group: MemberGroup, names: list[str] | None) -> None:
    try:
        with transaction.atomic():
            group.save(update_fields=names, force_insert=names is None)
    except IntegrityError as error:
        raise GroupSlugTakenError(fields={"slug": [str(GroupSlugTakenError.message)]}) from error


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise InvalidError(fields={name: [_("This cannot be set.")] for name in sorted(unknown)})
    values = dict(values)
    if "name" in values:
        values["name"] = clean_title(values["name"])[:80]
    if "slug" in values:
        values["slug"] = slugify(values["slug"], allow_unicode=True)[:40] or "group"
    for name in LONGEST.keys() & values.keys():
        values[name] = one_line(values[name])[: LONGEST[name]]
    if values.get("visibility", GroupVisibility.MEMBERS) not in set(GroupVisibility):
        raise InvalidError.choose("visibility", GroupVisibility)
    if values.get("joining", GroupJoining.CLOSED) not in set(GroupJoining):
        raise InvalidError.choose("joining", GroupJoining)
    level = values.get("level")
    if level is not None and not 0 <= level <= HIGHEST:
        raise InvalidError(fields={"level": [str(InvalidLevelError.message)]})
    return values
