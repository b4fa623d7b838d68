"""Who can be told of work in the queue, and who may answer an appeal."""

from collections.abc import Collection
from uuid import UUID

from accounts.actors import actor_for_user_id
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos, list_with_roles
from community.queries.moderators import space_moderator_ids
from kernel.actor import ADMINISTRATORS, STAFF, SUPERVISORS, Actor, Role
from moderation.models.decision import Decision
from moderation.policies import reviews_space
from moderation.queries.decisions import same_person
from moderation.queries.queue import reviewable
from people.queries import person_id_of_user


def list_reviewers() -> list[UserInfo]:
    """Accounts whose work the queue is: moderators, also of single spaces, and supervisors. Agents help, unasked."""
    roles = {role.value for role in SUPERVISORS} | {Role.MODERATOR.value}
    found = {info.id: info for info in list_with_roles(roles)}
    missing = space_moderator_ids() - found.keys()
    found |= {info.id: info for info in list_user_infos(missing).values() if info.is_active}
    return sorted(found.values(), key=lambda info: (info.name, str(info.id)))


def list_judges(decision: Decision) -> list[UserInfo]:
    """Who may answer an appeal against the decision: reviewers of its space but the first decider and the member concerned;
    agents where there is nobody else. Empty when everybody here is one of the two."""
    involved = [person_id for person_id in (decision.decided_by_id, decision.person_id) if person_id is not None]
    first = [info for info in list_reviewers() if _may_judge(info.id, decision.space_id, involved)]
    return first or [
        info for info in list_with_roles({role.value for role in STAFF}) if _may_judge(info.id, decision.space_id, involved)
    ]


def list_administrators() -> list[UserInfo]:
    """Owners and admins."""
    return list_with_roles({role.value for role in ADMINISTRATORS})


def theirs_among(actor: Actor, item_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these open items that the actor may review and nobody else works on; one query or two."""
    me = person_id_of_user(actor.user_id) if actor.user_id is not None else None
    rows = reviewable(actor).open().filter(pk__in=item_ids)
    return frozenset(key for key, holder in rows.values_list("pk", "claimed_by_id") if holder is None or holder == me)


def _may_judge(user_id: UUID, space_id: UUID | None, involved: Collection[UUID]) -> bool:
    person_id = person_id_of_user(user_id)
    if any(same_person(person_id, other) for other in involved):
        return False
    return reviews_space(actor_for_user_id(user_id), space_id)
