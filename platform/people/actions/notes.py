"""What colleagues note about a person."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError
from people.actions.holding import hold_person
from people.errors import IdTakenError
from people.events import NoteAdded
from people.models import PersonNote
from people.policies import can_note_person
from people.queries import own_account_ids

LONGEST_NOTE = 10_000


@action
def add_note(*, actor: Actor, person_id: UUID, note_id: UUID, body: str, at: datetime | None = None) -> PersonNote:
    """A note for colleagues; the same id again gives the same note."""
    person = hold_person(person_id)
    authorise(actor, can_note_person, own_account_ids([person_id]))
    if actor.user_id is None:
        raise ForbiddenError
    known = PersonNote.objects.filter(pk=note_id).first()
    if known is None:
        text = body.strip()
        if not 0 < len(text) <= LONGEST_NOTE:
            raise InvalidError(_("A note has between 1 and 10,000 characters."), fields={"body": ["length"]})
        try:
            with transaction.atomic():
                note = PersonNote.objects.create(
                    pk=note_id, person=person, author_id=actor.user_id, body=text, created_at=at or now()
                )
        except IntegrityError:
            known = PersonNote.objects.get(pk=note_id)
        else:
            publish(NoteAdded(person_id=person.pk, note_id=note.pk), actor=actor, at=note.created_at)
            return note
    if known.person_id != person.pk or known.author_id != actor.user_id:
        raise IdTakenError
    return known
