"""Status, priority, labels, and what has been read."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from events.recording import action, publish
from inbox.actions.rows import about, first_unanswered, lock_conversation, record, save_changed, status_changed, turn
from inbox.contracts import PRIORITIES, STATUSES
from inbox.events import ConversationLabelled, ConversationPrioritised, ConversationRead
from inbox.models.conversations import CLOSED, Conversation
from inbox.models.labels import ConversationLabel, Label
from inbox.models.marks import ReadMark
from inbox.policies import can_see
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError

FARTHEST = timedelta(days=366)


@action
def set_status(
    *, actor: Actor, conversation_id: UUID, status: str, snoozed_until: datetime | None = None, at: datetime | None = None
) -> None:
    """Open, pending, snoozed (until a time to come), resolved or spam. Opening it again counts who still waits."""
    conversation = lock_conversation(actor, conversation_id)
    at = at or now()
    _check_status(status, snoozed_until, at)
    previous = conversation.status
    if (previous, conversation.snoozed_until) == (status, snoozed_until):
        return
    turn(conversation, status, at=at, until=snoozed_until)
    if previous in CLOSED and status not in CLOSED:
        conversation.waiting_since = first_unanswered(conversation)
        conversation.reopened_count += 1
    data = {"from": previous, "to": status, "until": snoozed_until.isoformat() if snoozed_until else None}
    record(conversation, actor, "status_changed", data, at=at)
    save_changed(conversation)
    publish(status_changed(conversation, previous), actor=actor, at=at)


def _check_status(status: str, until: datetime | None, at: datetime) -> None:
    if status not in STATUSES:
        raise InvalidError(_("There is no such status."), fields={"status": ["unknown"]})
    if (status == "snoozed") != (until is not None):
        problem = "required" if status == "snoozed" else "not_snoozed"
        raise InvalidError(_("Say until when to put it aside, and only then."), fields={"snoozed_until": [problem]})
    if until is not None and not at < until <= at + FARTHEST:
        raise InvalidError(_("Choose a time within the coming year."), fields={"snoozed_until": ["out_of_range"]})


@action
def wake_snoozed(*, actor: Actor, at: datetime, most: int = 500) -> int:
    """Open what was put aside until now or earlier; returns how many. Two sweeps at once share the work."""
    due = (
        Conversation.objects.visible_to(actor)
        .filter(status="snoozed", snoozed_until__lte=at)
        .order_by("snoozed_until", "pk")
        .select_for_update(of=("self",), skip_locked=True)[:most]
    )
    woken = list(due)
    for conversation in woken:
        turn(conversation, "open", at=at)
        record(conversation, actor, "status_changed", {"from": "snoozed", "to": "open", "until": None}, at=at)
        save_changed(conversation)
        publish(status_changed(conversation, "snoozed"), actor=actor, at=at)
    return len(woken)


@action
def set_priority(*, actor: Actor, conversation_id: UUID, priority: str, at: datetime | None = None) -> None:
    """Low, normal, high or urgent."""
    conversation = lock_conversation(actor, conversation_id)
    if priority not in PRIORITIES:
        raise InvalidError(_("There is no such priority."), fields={"priority": ["unknown"]})
    previous = conversation.priority
    if previous == priority:
        return
    conversation.priority = priority
    at = at or now()
    record(conversation, actor, "priority_changed", {"from": previous, "to": priority}, at=at)
    save_changed(conversation)
    publish(ConversationPrioritised(**about(conversation), priority=priority), actor=actor, at=at)


@action
def set_labels(*, actor: Actor, conversation_id: UUID, label_ids: list[UUID], at: datetime | None = None) -> None:
    """These labels and no others."""
    conversation = lock_conversation(actor, conversation_id)
    wanted = set(label_ids)
    held = set(ConversationLabel.objects.filter(conversation=conversation).values_list("label_id", flat=True))
    names = dict(Label.objects.filter(pk__in=wanted | held).values_list("pk", "name"))
    if wanted - names.keys():
        raise InvalidError(_("There is no such label."), fields={"label_ids": ["unknown"]})
    if wanted == held:
        return
    added, removed = sorted(wanted - held), sorted(held - wanted)
    ConversationLabel.objects.filter(conversation=conversation, label_id__in=removed).delete()
    ConversationLabel.objects.bulk_create([ConversationLabel(conversation=conversation, label_id=pk) for pk in added])
    at = at or now()
    data = {key: [{"id": str(pk), "name": names[pk]} for pk in ids] for key, ids in (("added", added), ("removed", removed))}
    record(conversation, actor, "labelled", data, at=at)
    save_changed(conversation)
    publish(ConversationLabelled(**about(conversation)), actor=actor, at=at)


@action
def mark_read(*, actor: Actor, conversation_id: UUID, seq: int, at: datetime | None = None) -> None:
    """The actor has read up to this message. Marks never go back."""
    conversation = lock_conversation(actor, conversation_id, can_see)
    if actor.user_id is None:
        return
    seq = min(seq, conversation.seq)
    mark, made = ReadMark.objects.get_or_create(user_id=actor.user_id, conversation=conversation, defaults={"seq": seq})
    if not made:
        if mark.seq >= seq:
            return
        mark.seq = seq
        mark.save(update_fields=["seq"])
    publish(ConversationRead(conversation_id=conversation.pk, user_id=actor.user_id, seq=seq), actor=actor, at=at)
