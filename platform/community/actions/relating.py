"""Following and ignoring members."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actions.notices import give_notice
from accounts.actors import require_user_id
from accounts.queries import get_user_info
from community.authorship import author_id_of
from community.errors import StaffNotIgnoredError
from community.member_events import RelationChanged
from community.member_policies import can_follow, can_ignore
from community.models.relation import MemberRelation, RelationKind
from events.recording import action, publish
from kernel.actor import STAFF, Actor, Role
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError


@action
def follow_member(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> None:
    """Keep this member among those one follows; who is followed hears of it."""
    authorise(actor, can_follow)
    _other(actor, user_id)
    if _relate(actor, user_id, RelationKind.FOLLOW, at or now()):
        give_notice(
            actor=actor,
            user_id=user_id,
            kind="follower",
            key="followers",
            person_id=author_id_of(actor),
            data={"member": str(user_id)},
            at=at,
        )


@action
def ignore_member(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> None:
    """See, hear and receive nothing more of this member. Staff and moderators speak for the brand and cannot be ignored."""
    authorise(actor, can_ignore)
    role = _other(actor, user_id)
    if role in STAFF or role is Role.MODERATOR:
        raise StaffNotIgnoredError
    _relate(actor, user_id, RelationKind.IGNORE, at or now())


@action
def end_relation(*, actor: Actor, user_id: UUID, kind: str, at: datetime | None = None) -> None:
    """No longer follow or ignore this member; nothing when one did not."""
    authorise(actor, can_follow)
    gone, _ = MemberRelation.objects.filter(user_id=require_user_id(actor), target_id=user_id, kind=kind).delete()
    if gone:
        _publish(actor, user_id, RelationKind(kind), at, is_on=False)


def _other(actor: Actor, user_id: UUID) -> Role:
    info = get_user_info(user_id)
    if not info.is_active:
        raise NotFoundError
    if user_id == actor.user_id:
        raise InvalidError(_("That is you."))
    return Role(info.role)


def _relate(actor: Actor, user_id: UUID, kind: RelationKind, at: datetime) -> bool:
    """Whether anything changed: one cannot follow and ignore the same member, the later wish wins."""
    row, is_new = MemberRelation.objects.get_or_create(
        user_id=require_user_id(actor), target_id=user_id, defaults={"kind": kind.value, "at": at}
    )
    if not is_new and row.kind == kind:
        return False
    row.kind, row.at = kind.value, at
    row.save(update_fields=["kind", "at"])
    _publish(actor, user_id, kind, at, is_on=True)
    return True


def _publish(actor: Actor, user_id: UUID, kind: RelationKind, at: datetime | None, *, is_on: bool) -> None:
    event = RelationChanged(user_id=require_user_id(actor), target_id=user_id, kind=kind.value, is_on=is_on)
    publish(event, actor=actor, at=at)
