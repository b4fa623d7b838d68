"""An administrator closes a member's account: for the member that is a suspension without an end, and needs its statement."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.queries import get_user_info
from events.recording import action
from kernel.actor import Actor, Role, system_actor
from moderation.actions.reversing import reverse_decision
from moderation.actions.stating import Concerned, state_reasons
from moderation.auditing import note
from moderation.models.decision import Decision, Measure
from moderation.models.penalty import Penalty
from moderation.reasons import Grounds
from people.actions import ensure_person
from people.contracts import account_identity
from tenants.queries import get_current_tenant


@action
def note_deactivated(*, actor: Actor, user_id: UUID, at: datetime) -> None:
    """A statement of reasons for a member whose account was closed; whoever worked for the brand is told by their employer."""
    info = get_user_info(user_id)
    if info.role != Role.MEMBER or not actor.is_authenticated or actor.user_id == user_id or info.is_active:
        return
    person = ensure_person(actor=system_actor(actor.tenant_id), identity=account_identity(user_id), name=info.name)
    if _without_end(person.pk).exists():
        return
    with translation.override(info.language or get_current_tenant().language):
        facts = _("An administrator closed your account here. If you object, write to the team: it can be opened again.")
    state_reasons(actor, Concerned(person.pk, "member", person.pk, info.name), Measure.SUSPENDED, Grounds(facts=facts), at=at)
    note(actor, "deactivate", at=at, kind="member", thing_id=person.pk)


@action
def note_reactivated(*, actor: Actor, user_id: UUID, at: datetime) -> None:
    """The account is open again: what closed it is taken back."""
    info = get_user_info(user_id)
    if not actor.is_authenticated or not info.is_active:
        return
    person = ensure_person(actor=system_actor(actor.tenant_id), identity=account_identity(user_id), name=info.name)
    for decision in _without_end(person.pk).order_by("at", "pk"):
        reverse_decision(actor, decision, at=at)


def _without_end(person_id: UUID) -> QuerySet[Decision]:
    rows = Decision.objects.filter(person_id=person_id, measure=Measure.SUSPENDED, ends_at=None, reversed_at=None)
    return rows.exclude(pk__in=Penalty.objects.filter(person_id=person_id).values("decision_id"))
