"""Forgetting who somebody was: the person stays behind what they wrote, without a name or a way to reach them."""

from django.db.models import Q

from accounts.personal import Erased
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.errors import ForbiddenError
from people.events import PersonChanged
from people.models import ConsentChange, Identity, Person, PersonNote


@action
def forget_person(*, actor: Actor, erased: Erased) -> None:
    """The face of an erased account: its name goes, its addresses and what colleagues noted of it go, consents end."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    if erased.person_id is None:
        return
    mine = Q(home=erased.person_id) | Q(person=erased.person_id, home=None)
    Identity.objects.filter(mine).exclude(kind="account").delete()
    PersonNote.objects.filter(mine).delete()
    ConsentChange.objects.filter(mine).delete()
    Person.objects.filter(pk=erased.person_id).update(name=erased.new_name, language="")
    publish(PersonChanged(person_id=erased.person_id), actor=actor)
