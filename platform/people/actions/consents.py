"""Consents: given, taken back, never overwritten."""

from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from people.actions.holding import hold_person
from people.events import ConsentChanged
from people.models import CONSENT_KINDS, ConsentChange
from people.policies import can_change_consent
from people.queries import own_account_ids
from people.queries.profiles import Consent, Scope, get_scope, list_consents

Kind = Literal["newsletter", "research", "testimonial", "profiling"]


@action
def change_consent(*, actor: Actor, person_id: UUID, kind: str, granted: bool, at: datetime | None = None) -> Consent:
    """The consent as it stands afterwards; saying the same twice changes nothing, but a first "no" is kept."""
    person = hold_person(person_id)
    authorise(actor, can_change_consent, own_account_ids([person_id]))
    if kind not in CONSENT_KINDS:
        raise InvalidError(_("There is no such consent."), fields={"kind": ["unknown"]})
    scope = get_scope(actor, person_id)
    before = _current(scope, kind)
    unheard = before.granted_at is None and before.withdrawn_at is None
    if before.stands == granted and not (unheard and not granted):
        return before
    moment = at or now()
    said: dict[str, Any] = {"granted_at": moment} if granted else {"withdrawn_at": moment}
    home = person_id if not scope.sees_notes and person_id != person.pk else None
    ConsentChange.objects.create(person=person, home_id=home, kind=kind, changed_by_id=actor.user_id, **said)
    publish(ConsentChanged(person_id=person.pk, kind=cast("Kind", kind), granted=granted), actor=actor, at=moment)
    return _current(scope, kind)


def _current(scope: Scope, kind: str) -> Consent:
    return next(consent for consent in list_consents(scope) if consent.kind == kind)
