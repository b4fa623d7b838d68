"""What badges a brand has and what they are given for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from recognition.actions.catching_up import request_catch_up
from recognition.errors import EmptyRuleError, SlugTakenError
from recognition.events import BadgeChanged
from recognition.models.badge import Badge, Group, Subject, Tier
from recognition.policies import can_manage_recognition
from recognition.rules.badges import parse_rule

CHANGEABLE = frozenset(
    ["name", "description", "group", "tier", "subject", "rule", "revocable", "is_multiple", "gives_title", "is_disabled"]
)
WORDS: Mapping[str, frozenset[str]] = {"group": frozenset(Group), "tier": frozenset(Tier), "subject": frozenset(Subject)}


@action
def create_badge(*, actor: Actor, name: str, slug: str = "", **fields: Any) -> Badge:
    """A new badge of the brand; without a rule it is given by hand. Raises SlugTakenError, BadRuleError or InvalidError."""
    authorise(actor, can_manage_recognition)
    address = (slugify(slug or name, allow_unicode=True) or "badge")[:60]
    badge = Badge(slug="new-badge" if address == "new" else address, created_at=now(), position=1_000)
    _apply(badge, {"name": name, **fields})
    try:
        with transaction.atomic():
            badge.save(force_insert=True)
    except IntegrityError as error:
        raise SlugTakenError(slug=badge.slug) from error
    _follow(actor, badge)
    return badge


@action
def change_badge(*, actor: Actor, badge_id: UUID, **changes: Any) -> Badge:
    """The badge with these fields changed; those who hold it under a new rule are found in the background."""
    authorise(actor, can_manage_recognition)
    badge = Badge.objects.select_for_update().filter(pk=badge_id).first()
    if badge is None:
        raise NotFoundError
    before = {name: getattr(badge, name) for name in (*(CHANGEABLE - {"is_disabled"}), "disabled_at")}
    _apply(badge, changes)
    if all(getattr(badge, name) == value for name, value in before.items()):
        return badge
    badge.save()
    _follow(actor, badge)
    return badge


def _apply(badge: Badge, values: dict[str, Any]) -> None:
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise InvalidError(fields={name: [_("This cannot be set.")] for name in sorted(unknown)})
    wrong = {
        name: [_("Choose from: %(values)s.") % {"values": ", ".join(sorted(words))}]
        for name, words in WORDS.items()
        if values.get(name, next(iter(words))) not in words
    }
    if wrong:
        raise InvalidError(fields=wrong)
    for name, value in values.items():
        if name == "is_disabled":
            badge.disabled_at = (badge.disabled_at or now()) if value else None
        elif name in ("name", "description"):
            setattr(badge, name, " ".join(str(value).split())[: 80 if name == "name" else 400])
        else:
            setattr(badge, name, value)
    if not badge.name and not badge.seed:
        raise InvalidError(fields={"name": [_("A badge needs a name.")]})
    if badge.rule is not None:
        rule = parse_rule(badge.rule, badge.subject)
        if rule.asks_for_nothing:
            raise EmptyRuleError
        badge.rule = rule.as_json()
        badge.is_multiple = badge.subject == Subject.POST
    elif badge.subject == Subject.POST:
        raise InvalidError(fields={"subject": [_("Badges of single posts are given by a rule.")]})


def _follow(actor: Actor, badge: Badge) -> None:
    publish(BadgeChanged(badge_id=badge.pk), actor=actor)
    if badge.rule is not None and badge.disabled_at is None:
        request_catch_up(actor=system_actor(actor.tenant_id), parts=["posts" if badge.subject == Subject.POST else "badges"])
