"""What colleagues correct about a person."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.queries import get_user_info
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import InvalidError
from people.actions.holding import hold_person
from people.events import PersonChanged
from people.models import Person
from people.policies import can_edit_person
from people.queries import own_account_ids, person_id_of_user


@action
def change_person(*, actor: Actor, person_id: UUID, name: str | None = None, language: str | None = None) -> Person:
    """The person with another name or language; None leaves it. An account's own name still wins where it has one."""
    person = hold_person(person_id)
    authorise(actor, can_edit_person, own_account_ids([person_id]))
    name = person.name if name is None else " ".join(name.split())[:120]
    language = person.language if language is None else language
    if not name:
        raise InvalidError(_("A person needs a name."), fields={"name": ["required"]})
    if language and language not in dict(settings.LANGUAGES):
        raise InvalidError(_("This language is not offered."), fields={"language": ["unknown"]})
    if (name, language) == (person.name, person.language):
        return person
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    publish(PersonChanged(person_id=person.pk), actor=actor)
    return person


@action
def follow_account(*, actor: Actor, user_id: UUID) -> None:
    """Take over name and language of the account behind a person, if there is one; for the platform itself."""
    authorise(actor, can_edit_person, frozenset())
    person_id = person_id_of_user(user_id)
    if person_id is None:
        return
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    user = get_user_info(user_id)
    name, language = user.name[:120] or person.name, user.language or person.language
    if (name, language) != (person.name, person.language):
        person.name, person.language = name, language
        person.save(update_fields=["name", "language"])
        publish(PersonChanged(person_id=person.pk), actor=actor)
