"""Moving members between trust levels: by the rules, or by somebody who decides."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from brand_settings.queries import read
from community.actions.members import release_level, set_level
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from recognition.errors import StillQualifiesError
from recognition.models.level import LevelChange
from recognition.policies import can_count, can_give
from recognition.queries.trust import standings, trust_facts
from recognition.rules.trust import TOP, Standing, decide
from recognition.sections import RecognitionSettings, TrustSettings

SECOND = 2


@action
def review_levels(*, actor: Actor, user_ids: Collection[UUID], third: bool = True, at: datetime | None = None) -> list[UUID]:
    """Those of these members whose level changed, each raised or lowered as the rules say; a lock is left alone.

    Without `third` only the way to level 2 is looked at: level 3 asks for windows, which the night counts for everybody.
    """
    authorise(actor, can_count)
    if not user_ids or not read(RecognitionSettings).has_trust:
        return []
    at, rules = at or now(), read(TrustSettings)
    where = {user_id: standing for user_id, standing in standings(user_ids).items() if standing.locked is None}
    if not third:
        where = {user_id: standing for user_id, standing in where.items() if standing.level < SECOND}
    facts = trust_facts(list(where), rules, at=at, lately=third)
    changed = []
    for user_id in sorted(where):
        level = decide(where[user_id], facts[user_id], rules, at)
        level = level if third else min(level, max(SECOND, where[user_id].granted or 0))
        if level != where[user_id].level:
            _move(actor, user_id, where[user_id], level, at=at)
            changed.append(user_id)
    return changed


@action
def give_level(*, actor: Actor, user_id: UUID, level: int, reason: str, at: datetime | None = None) -> None:
    """The member at this level, locked there until somebody releases it."""
    authorise(actor, can_give)
    if not 0 <= level <= TOP:
        raise InvalidError(fields={"level": [_("A number from %(least)s to %(most)s.") % {"least": 0, "most": TOP}]})
    at = at or now()
    before = standings([user_id])[user_id]
    set_level(actor=actor, user_id=user_id, level=level, source="manual", at=at)
    _note(actor, user_id, (before.level, level), "manual", reason=reason, at=at)


@action
def lower_level(*, actor: Actor, user_id: UUID, level: int, reason: str, at: datetime | None = None) -> None:
    """The member at a lower level without a lock; raises StillQualifiesError when the rules would lift them again at once."""
    authorise(actor, can_give)
    at, rules = at or now(), read(TrustSettings)
    before = standings([user_id])[user_id]
    if not 0 <= level < before.level:
        raise InvalidError(fields={"level": [_("Choose a lower level than now.")]})
    facts = trust_facts([user_id], rules, at=at)[user_id]
    if decide(Standing(level=level, granted=before.granted), facts, rules, at) > level:
        raise StillQualifiesError
    set_level(actor=actor, user_id=user_id, level=level, source="manual", at=at)
    release_level(actor=actor, user_id=user_id, at=at)
    _note(actor, user_id, (before.level, level), "manual", reason=reason, at=at)


@action
def unlock_level(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> None:
    """The rules, or a group, decide on the member again."""
    authorise(actor, can_give)
    at, rules = at or now(), read(TrustSettings)
    before = standings([user_id])[user_id]
    if before.locked is None:
        return
    release_level(actor=actor, user_id=user_id, at=at)
    if not read(RecognitionSettings).has_trust:
        return
    released = standings([user_id])[user_id]
    level = decide(released, trust_facts([user_id], rules, at=at)[user_id], rules, at)
    if level != released.level:
        set_level(actor=actor, user_id=user_id, level=level, source=_source(released), at=at)
    _note(actor, user_id, (before.level, level), "rules", at=at)


def _move(actor: Actor, user_id: UUID, standing: Standing, level: int, *, at: datetime) -> None:
    source = _source(standing)
    set_level(actor=actor, user_id=user_id, level=level, source=source, at=at)
    _note(actor, user_id, (standing.level, level), source, at=at)


def _source(standing: Standing) -> str:
    """What a group gave stays the group's, also when the rules lift it further: else the community would ignore them."""
    return "rules" if standing.granted is None else "group"


def _note(actor: Actor, user_id: UUID, steps: tuple[int, int], source: str, *, reason: str = "", at: datetime) -> None:
    old, new = steps
    if old == new:
        return
    LevelChange(
        user_id=user_id,
        old_level=old,
        new_level=new,
        source=source,
        reason=reason.strip()[:400],
        changed_by_id=actor.user_id,
        at=at,
    ).save(force_insert=True)
