"""Writing statements of reasons, and letting the member know; a part of every restriction, inside its transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.notices import give_notice
from brand_settings.queries import read
from events.recording import publish
from kernel.actor import Actor
from moderation.auditing import reviewer_id
from moderation.contracts import FlaggedThing
from moderation.events import DecisionMade
from moderation.models.decision import Category, Decision, Ground, Measure, Origin
from moderation.models.item import ReviewItem
from moderation.reasons import Grounds, reason_text
from moderation.settings import ModerationSettings
from people.queries import people_by_id
from tenants.numbers import next_number
from tenants.queries import get_current_tenant


@dataclass(frozen=True, slots=True)
class Concerned:
    """What a statement is about. For an account the thing is the person."""

    person_id: UUID
    kind: str
    id: UUID
    title: str = ""
    text: str = ""
    space_id: UUID | None = None
    written_at: datetime | None = None
    language: str = ""


def concerned_by(thing: FlaggedThing) -> Concerned | None:
    """A contribution as statements name it; None when nobody wrote it."""
    if thing.author_id is None:
        return None
    return Concerned(
        thing.author_id, thing.kind, thing.id, thing.title, thing.text, thing.space_id, thing.created_at, thing.language
    )


def state_reasons(
    actor: Actor,
    about: Concerned,
    measure: Measure,
    grounds: Grounds,
    *,
    at: datetime,
    item: ReviewItem | None = None,
    ends_at: datetime | None = None,
    automated_decision: bool = False,
    automated_detection: bool = False,
) -> Decision:
    """The statement, told to the member by a notice that leads to it."""
    info = people_by_id([about.person_id]).get(about.person_id)
    notice = item is not None and item.flag_count > 0
    language = (info.language if info is not None else "") or get_current_tenant().language
    with translation.override(language):
        facts, law = grounds.facts.strip() or _facts(item, measure), grounds.ground_text.strip() or _rule_text(measure)
    decision = Decision(
        number=next_number("decision"),
        item=item,
        person_id=about.person_id,
        space_id=about.space_id,
        thing_kind=about.kind,
        thing_id=about.id,
        thing_title=about.title[:200],
        thing_text=about.text,
        content_at=about.written_at,
        content_language=about.language[:15],
        measure=measure.value,
        ground=Ground(grounds.ground or Ground.TERMS).value,
        ground_text=law[:400],
        category=Category(grounds.category or _category(grounds.ground)).value,
        facts=facts[:4_000],
        origin=(Origin.NOTICE if notice else Origin.AUTOMATED if automated_detection else Origin.OWN).value,
        is_automated_detection=automated_detection,
        is_automated_decision=automated_decision,
        starts_at=at,
        ends_at=ends_at,
        decided_by_id=None if automated_decision else reviewer_id(actor),
        at=at,
        flagged_at=item.created_at if item is not None and notice else None,
        appealable_until=at + timedelta(days=read(ModerationSettings).appeal_days),
    )
    decision.save(force_insert=True)
    publish(DecisionMade(decision_id=decision.pk, person_id=about.person_id, measure=measure.value), actor=actor, at=at)
    tell(actor, about.person_id, "moderation.decision", decision, at=at)
    return decision


def tell(actor: Actor, person_id: UUID, kind: str, decision: Decision, *, at: datetime) -> None:
    """A notice to the person's account, if there is one."""
    info = people_by_id([person_id]).get(person_id)
    if info is None or info.user_id is None:
        return
    give_notice(
        actor=actor,
        user_id=info.user_id,
        kind=kind,
        key=f"{kind}:{decision.pk}",
        data={"decision": str(decision.pk), "number": decision.number, "measure": decision.measure},
        at=at,
    )


def _category(ground: str) -> Category:
    return Category.OTHER if ground == Ground.ILLEGAL else Category.SCOPE


def _rule_text(measure: Measure) -> str:
    if measure in (Measure.SPAM, Measure.PURGED):
        return _("Community rules: no advertising and no spam")
    return _("Community rules")


def _facts(item: ReviewItem | None, measure: Measure) -> str:
    if item is None:
        return _("The moderators looked at your contributions.")
    if item.flag_count:
        flagged = ngettext("%(count)s member flagged it", "%(count)s members flagged it", item.flag_count)
        flagged %= {"count": item.flag_count}
        return _("%(flagged)s. Reasons given: %(reasons)s.") % {"flagged": flagged, "reasons": ", ".join(_reasons(item))}
    found = _reasons(item)
    if found:
        return _("Automatic checks stopped it: %(reasons)s.") % {"reasons": ", ".join(found)}
    return _("A moderator looked at it.")


def _reasons(item: ReviewItem) -> list[str]:
    """Why it is in the queue, each reason once."""
    texts = {str(found.get("code", "")): str(found.get("detail", "")) for found in item.reasons}
    return [reason_text(code, detail) for code, detail in texts.items()]
