"""Who may do what in a space whose visibility is "custom"."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from access.policies import authorise
from community.events import SpaceChanged
from community.models.group import MemberGroup
from community.models.space import Right, Space, SpaceRule, Whom
from community.policies import can_manage_spaces
from community.queries.moderators import forget_moderating_rules
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.errors import InvalidError, NotFoundError


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: this right for these. `value` is a role, a level from "0" to "4", or a group's id; empty for the others."""

    right: str
    whom: str
    value: str = ""


@action
def set_space_rules(*, actor: Actor, space_id: UUID, rules: Sequence[Rule]) -> Space:
    """The space with exactly these rules; they count while its visibility is "custom". Raises InvalidError by line."""
    authorise(actor, can_manage_spaces)
    space = Space.objects.select_for_update().filter(pk=space_id).first()
    if space is None:
        raise NotFoundError
    wanted = list(dict.fromkeys(rules))
    groups = {str(ident) for ident in MemberGroup.objects.values_list("pk", flat=True)}
    wrong = {str(place): [gettext("This rule does not fit.")] for place, rule in enumerate(wanted) if not _fits(rule, groups)}
    if wrong:
        raise InvalidError(fields=wrong)
    SpaceRule.objects.filter(space=space).delete()
    SpaceRule.objects.bulk_create([SpaceRule(space=space, right=rule.right, whom=rule.whom, value=rule.value) for rule in wanted])
    space.rules = [{"right": rule.right, "whom": rule.whom, "value": rule.value} for rule in wanted]
    space.save(update_fields=["rules"])
    transaction.on_commit(forget_moderating_rules)
    publish(SpaceChanged(space_id=space.pk), actor=actor)
    return space


def _fits(rule: Rule, groups: set[str]) -> bool:
    if rule.right not in set(Right) or rule.whom not in set(Whom):
        return False
    return {
        Whom.EVERYONE: rule.value == "" and rule.right == Right.VIEW,
        Whom.MEMBERS: rule.value == "",
        Whom.ROLE: rule.value in set(Role) - {Role.ANONYMOUS, Role.SYSTEM},
        Whom.LEVEL: rule.value in {"0", "1", "2", "3", "4"},
        Whom.GROUP: rule.value in groups,
    }[Whom(rule.whom)]
