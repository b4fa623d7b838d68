"""Keeping the brand's rules for holding texts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.ids import uuid7
from kernel.text import one_line
from moderation.auditing import note
from moderation.errors import BadRuleError
from moderation.events import RuleChanged
from moderation.models.rule import Effect, HoldRule
from moderation.policies import can_manage_moderation
from moderation.queries.trials import parse_conditions
from people.actions import person_of_actor

MOST_RULES = 100


@action
def save_rule(
    *,
    actor: Actor,
    name: str,
    conditions: dict[str, Any],
    effect: str = Effect.HOLD,
    message: str = "",
    position: int = 0,
    is_enabled: bool = True,
    id: UUID | None = None,  # noqa: A002 - the client mints it
    at: datetime | None = None,
) -> HoldRule:
    """The rule of this id with these contents, made when there is none; raises BadRuleError naming what does not fit."""
    authorise(actor, can_manage_moderation)
    at, name = at or now(), one_line(name)[:120]
    if not name:
        raise BadRuleError(fields={"name": [_("Give it a name.")]})
    if effect not in set(Effect):
        raise BadRuleError.choose("effect", Effect)
    checked = parse_conditions(conditions)
    rule = HoldRule.objects.select_for_update(of=("self",)).filter(pk=id).first() if id is not None else None
    is_new = rule is None
    if rule is None:
        if HoldRule.objects.count() >= MOST_RULES:
            raise BadRuleError(fields={"name": [_("There are %(most)s rules already; join some first.") % {"most": MOST_RULES}]})
        rule = HoldRule(id=id or uuid7())
    rule.name, rule.effect, rule.message, rule.position = name, Effect(effect).value, one_line(message)[:400], max(0, position)
    rule.conditions = checked.model_dump(mode="json", exclude_defaults=True)
    rule.enabled_at = (rule.enabled_at or at) if is_enabled else None
    rule.changed_by, rule.changed_at = person_of_actor(actor=actor), at
    rule.save(force_insert=is_new)
    note(actor, "save_rule", at=at, rule=rule.pk, name=name, effect=rule.effect, is_enabled=is_enabled)
    publish(RuleChanged(rule_id=rule.pk), actor=actor, at=at)
    return rule


@action
def delete_rule(*, actor: Actor, rule_id: UUID, at: datetime | None = None) -> None:
    """Remove a rule; what it held stays in the queue."""
    authorise(actor, can_manage_moderation)
    rule = HoldRule.objects.filter(pk=rule_id).first()
    if rule is None:
        raise NotFoundError
    at = at or now()
    note(actor, "delete_rule", at=at, rule=rule.pk, name=rule.name, conditions=rule.conditions)
    rule.delete()
    publish(RuleChanged(rule_id=rule_id), actor=actor, at=at)
