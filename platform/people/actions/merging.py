"""Two people turn out to be one, or one turns out to be two."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.ids import uuid7
from people.actions.holding import hold_everybody, root_of
from people.errors import IdTakenError, SamePersonError
from people.events import PersonMerged, PersonUnmerged
from people.models import ConsentChange, Identity, Merge, Person, PersonNote
from people.policies import can_merge_people, can_unmerge_people
from people.queries import member_ids, own_account_ids

BELONGINGS = (Identity, PersonNote, ConsentChange)


@action
def merge_people(
    *, actor: Actor, person_id: UUID, other_id: UUID, merge_id: UUID | None = None, at: datetime | None = None
) -> Merge:
    """Let `person_id` absorb `other_id`: what is known of the other moves over. Already one person: that merge again."""
    hold_everybody()
    kept, other = root_of(person_id), root_of(other_id)
    authorise(actor, can_merge_people, own_account_ids([person_id, other_id]))
    if person_id == other_id:
        raise SamePersonError
    known = Merge.objects.filter(pk=merge_id).first() if merge_id else None
    if known is not None and not (known.undone_at is None and kept == other == root_of(known.merged_id)):
        raise IdTakenError
    if known is not None or kept == other:
        return known or _standing(other_id) or _standing(person_id) or _unreachable()
    merge = Merge.objects.create(
        pk=merge_id or uuid7(), kept=kept, merged=other, merged_at=at or now(), merged_by_id=actor.user_id
    )
    for model in BELONGINGS:
        model._default_manager.filter(person=other).update(home=Coalesce("home", "person"), person=kept)
    Person.objects.filter(Q(pk=other.pk) | Q(merged_into=other)).update(merged_into=kept)
    publish(PersonMerged(person_id=kept.pk, other_id=other.pk, merge_id=merge.pk), actor=actor, at=merge.merged_at)
    return merge


@action
def undo_merge(*, actor: Actor, merge_id: UUID, at: datetime | None = None) -> Merge:
    """Take one merge back, whatever was merged before or after it: everybody below goes home with what was theirs.

    What was noted while the merge stood stays with the person who absorbed.
    """
    hold_everybody()
    merge = Merge.objects.select_related("merged").filter(pk=merge_id).first()
    if merge is None:
        raise NotFoundError
    authorise(actor, can_unmerge_people, own_account_ids([merge.merged_id]))
    if merge.undone_at is not None:
        return merge
    root, parting = root_of(merge.merged_id), merge.merged_id
    merge.undone_at, merge.undone_by_id = at or now(), actor.user_id
    merge.save(update_fields=["undone_at", "undone_by"])
    leaving = _absorbed_by(parting, among=member_ids(root.pk))
    for model in BELONGINGS:
        model._default_manager.filter(person=root, home__in=leaving).update(
            person=parting, home=Case(When(home=parting, then=Value(None)), default=F("home"))
        )
    Person.objects.filter(pk__in=leaving - {parting}).update(merged_into=parting)
    Person.objects.filter(pk=parting).update(merged_into=None)
    publish(PersonUnmerged(person_id=root.pk, other_id=parting, merge_id=merge.pk), actor=actor, at=merge.undone_at)
    return merge


def _absorbed_by(person_id: UUID, *, among: Iterable[UUID]) -> set[UUID]:
    """This person and everybody whom standing merges put below them."""
    edges = Merge.objects.filter(undone_at=None, merged_id__in=list(among)).values_list("kept_id", "merged_id")
    below: dict[UUID, list[UUID]] = {}
    for kept, merged in edges:
        below.setdefault(kept, []).append(merged)
    found, waiting = {person_id}, [person_id]
    while waiting:
        fresh = below.get(waiting.pop(), [])
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _standing(person_id: UUID) -> Merge | None:
    return Merge.objects.filter(undone_at=None, merged_id=person_id).first()


def _unreachable() -> Merge:
    raise AssertionError("two ids of one person, and neither was merged")
