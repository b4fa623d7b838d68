"""Who may do what in moderation: one function per verb."""

from typing import Any
from uuid import UUID

from access.policies import policy
from community.abilities import Ability, can
from community.queries.moderators import may_moderate_somewhere, moderated_space_ids
from community.queries.spaces import may_read_space, readable_space_ids
from kernel.actor import Actor, Role
from kernel.clock import now
from moderation.contracts import FlaggedThing, source_of
from moderation.models.appeal import Appeal
from moderation.models.decision import Decision
from moderation.models.flag import FlagReason
from moderation.models.item import ReviewItem


def reviews_space(actor: Actor, space_id: UUID | None) -> bool:
    """Staff everywhere, moderators where they may read, others where a grant or the space's rules made them moderator.

    What stands in no space is for the first two.
    """
    if actor.is_staff or actor.role is Role.SYSTEM:
        return True
    if actor.role is Role.MODERATOR:
        return space_id is None or may_read_space(actor, space_id)
    return space_id is not None and space_id in moderated_space_ids(actor)


def reviewed_space_ids(actor: Actor) -> frozenset[UUID]:
    """The same for lists: spaces in which somebody who is no staff reviews."""
    if actor.is_staff or actor.role is Role.SYSTEM:
        return frozenset()
    return readable_space_ids(actor) if actor.role is Role.MODERATOR else moderated_space_ids(actor)


@policy("moderation.see_thing")
def can_see_thing(actor: Actor, thing: FlaggedThing, *_: Any) -> bool:
    """Whoever the owning app lets read it."""
    source = source_of(thing.kind)
    return source is not None and source.may_see(actor, thing)


@policy("moderation.flag", reveals=can_see_thing)
def can_flag(actor: Actor, thing: FlaggedThing, reason: str = FlagReason.OTHER) -> bool:
    """Members of the brand's level who may write; a notice of illegal content is open to every account."""
    if not actor.is_authenticated or not can_see_thing(actor, thing):
        return False
    if reason == FlagReason.ILLEGAL:
        return True
    return can(actor, Ability.FLAG) and (actor.silenced_until is None or actor.silenced_until <= now())


@policy("moderation.open_queue")
def can_open_queue(actor: Actor) -> bool:
    """Moderators, staff, and whoever moderates a space."""
    return actor.is_authenticated and (reviews_space(actor, None) or may_moderate_somewhere(actor))


@policy("moderation.see_item")
def can_see_item(actor: Actor, item: ReviewItem) -> bool:
    """Who reviews the space that it stands in."""
    return reviews_space(actor, item.space_id)


@policy("moderation.review", reveals=can_see_item)
def can_review(actor: Actor, item: ReviewItem) -> bool:
    """The same, signed in (a decision has a name), and not about one's own contribution."""
    return actor.is_authenticated and can_see_item(actor, item)


@policy("moderation.penalise")
def can_penalise(actor: Actor) -> bool:
    """Moderators, supervisors, and the platform when enough members flag somebody new."""
    return actor.role in (Role.MODERATOR, Role.SYSTEM) or actor.is_supervisor


@policy("moderation.manage")
def can_manage_moderation(actor: Actor) -> bool:
    """Owners and admins make rules and keep the lists."""
    return actor.is_administrator


@policy("moderation.report")
def can_report(actor: Actor) -> bool:
    """Supervisors read the audit trail and the transparency report."""
    return actor.is_supervisor


@policy("moderation.see_decision")
def can_see_decision(actor: Actor, decision: Decision, is_own: bool = False) -> bool:
    """The member concerned, and who reviews the space."""
    return actor.is_authenticated and (is_own or reviews_space(actor, decision.space_id))


@policy("moderation.appeal", reveals=can_see_decision)
def can_appeal(actor: Actor, decision: Decision, is_own: bool = False) -> bool:
    """The member concerned, also while silenced or suspended."""
    return actor.is_authenticated and is_own


@policy("moderation.see_appeal")
def can_see_appeal(actor: Actor, appeal: Appeal, *_: Any) -> bool:
    """Who reviews the space of the decision."""
    return actor.is_authenticated and reviews_space(actor, appeal.decision.space_id)


@policy("moderation.judge_appeal", reveals=can_see_appeal)
def can_judge_appeal(actor: Actor, appeal: Appeal, involved: bool = False) -> bool:
    """The same, but neither the first decider nor the member concerned."""
    return can_see_appeal(actor, appeal) and not involved


@policy("moderation.advance")
def can_advance(actor: Actor) -> bool:
    """The platform itself goes on with what somebody began."""
    return actor.role is Role.SYSTEM
