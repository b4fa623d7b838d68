"""What the community decides about an account: its trust level, title, silence, suspension and groups."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from access.grants import access_changed
from access.policies import authorise
from accounts.queries import list_user_infos
from community.errors import InvalidLevelError, PastTimeError
from community.events import MemberLevelChanged, MemberRestricted, MemberTitleChanged
from community.member_policies import can_manage_members
from community.models.group import GroupMembership, MemberGroup
from community.models.member import LevelSource, Member
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from people.queries import person_id_of_user

HIGHEST = 4
_RANK = {LevelSource.RULES: 0, LevelSource.GROUP: 1, LevelSource.MANUAL: 2}


@action
def ensure_member(*, actor: Actor, user_id: UUID) -> Member:
    """The account's row, made when it is missing; raises NotFoundError for an unknown account."""
    known = Member.objects.filter(user_id=user_id).first()
    if known is not None:
        return _with_person(known)
    if user_id not in list_user_infos([user_id]):
        raise NotFoundError
    granted = _group_level(user_id) or 0
    try:
        with transaction.atomic():
            return Member.objects.create(
                user_id=user_id,
                person_id=person_id_of_user(user_id),
                joined_at=now(),
                level=granted,
                level_source=(LevelSource.GROUP if granted else LevelSource.RULES).value,
            )
    except IntegrityError:
        return Member.objects.get(user_id=user_id)


@action
def set_level(*, actor: Actor, user_id: UUID, level: int, source: str = LevelSource.MANUAL, at: datetime | None = None) -> Member:
    """The member at this trust level. What a moderator sets is a lock that the rules leave alone; a group's level wins
    over the rules. Raises InvalidLevelError outside 0 to 4."""
    authorise(actor, can_manage_members)
    if not 0 <= level <= HIGHEST:
        raise InvalidLevelError
    member, wanted = _locked(actor, user_id), LevelSource(source)
    standing = LevelSource(member.level_source)
    if _RANK[wanted] < _RANK[standing]:
        return member
    if (member.level, standing) == (level, wanted):
        return member
    if wanted is LevelSource.GROUP:
        # The rules lift what a group gave: what is beyond it was earned.
        member.earned_level = level if level > (_group_level(user_id) or 0) else min(level, member.earned_level)
    elif wanted is LevelSource.MANUAL and standing is LevelSource.RULES:
        member.earned_level = member.level
    return _level(actor, member, level, wanted, at or now())


@action
def release_level(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> Member:
    """The member without a lock: the group's level counts again, else the rules go on from where the member stands."""
    authorise(actor, can_manage_members)
    member = _locked(actor, user_id)
    if member.level_source == LevelSource.RULES:
        return member
    level = _group_level(user_id)
    if level is None:
        return _level(actor, member, member.level, LevelSource.RULES, at or now())
    return _level(actor, member, level, LevelSource.GROUP, at or now())


@action
def set_title(*, actor: Actor, user_id: UUID, title: str) -> Member:
    """The member with this title beside the name; an empty one takes it away."""
    authorise(actor, can_manage_members)
    member = _locked(actor, user_id)
    title = " ".join(title.split())[:60]
    if member.title == title:
        return member
    member.title = title
    member.save(update_fields=["title"])
    publish(MemberTitleChanged(user_id=user_id), actor=actor)
    return member


@action
def silence(*, actor: Actor, user_id: UUID, until: datetime | None, reason: str = "") -> Member:
    """The member may read but not write until then; None ends it."""
    return _restrict(actor, user_id, until, silenced_until=until, silence_reason=reason)


@action
def suspend(*, actor: Actor, user_id: UUID, until: datetime | None, reason: str = "") -> Member:
    """The member may not write, vote or send messages until then, and is told so at sign-in; None ends it."""
    return _restrict(actor, user_id, until, suspended_until=until, suspension_reason=reason)


def regroup(actor: Actor, user_id: UUID) -> None:
    """Apply what the account's groups say about its level; called by whoever changes a membership, inside the action.

    A group gives a level and takes none that was earned; what it gave goes with it.
    """
    member, granted = _locked(actor, user_id), _group_level(user_id) or 0
    by_rules = member.level_source == LevelSource.RULES
    earned = member.level if by_rules else member.earned_level
    if member.level_source == LevelSource.MANUAL or (by_rules and granted <= earned):
        access_changed(actor=actor, user=member.user)
    elif granted <= earned:
        _level(actor, member, earned, LevelSource.RULES, now())
    else:
        member.earned_level = earned
        _level(actor, member, granted, LevelSource.GROUP, now())


def _with_person(member: Member) -> Member:
    """Before its first text an account has no face: it is noted once there is one."""
    if member.person_id is None:
        member.person_id = person_id_of_user(member.user_id)
        if member.person_id is not None:
            member.save(update_fields=["person"])
    return member


def _restrict(actor: Actor, user_id: UUID, until: datetime | None, **changes: Any) -> Member:
    authorise(actor, can_manage_members)
    member = _locked(actor, user_id)
    if until is not None and until <= now():
        raise InvalidError(fields={"until": [str(PastTimeError.message)]})
    for name, value in changes.items():
        setattr(member, name, value if not isinstance(value, str) else value.strip()[:400] if until else "")
    member.save(update_fields=list(changes))
    access_changed(actor=actor, user=member.user)
    publish(MemberRestricted(user_id=user_id), actor=actor)
    return member


def _level(actor: Actor, member: Member, level: int, source: LevelSource, at: datetime) -> Member:
    before, member.level, member.level_source = member.level, level, source.value
    if before != level:
        member.level_since = at
    member.save(update_fields=["level", "level_source", "level_since", "earned_level"])
    access_changed(actor=actor, user=member.user)
    if before != level:
        publish(MemberLevelChanged(user_id=member.user_id, old_level=before, new_level=level), actor=actor, at=at)
    return member


def _locked(actor: Actor, user_id: UUID) -> Member:
    ensure_member(actor=actor, user_id=user_id)
    return Member.objects.select_for_update(of=("self",)).select_related("user").get(user_id=user_id)


def _group_level(user_id: UUID) -> int | None:
    mine = GroupMembership.objects.filter(user_id=user_id).values("group_id")
    highest: int | None = MemberGroup.objects.filter(pk__in=mine, level__isnull=False).aggregate(most=Max("level"))["most"]
    return highest
