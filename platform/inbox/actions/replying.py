"""What colleagues write: replies that the customer sees, notes that only colleagues see."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from events.recording import action, publish
from files.queries.links import link_rules
from inbox.actions.rows import about, lock_conversation, next_position, record, save_changed, status_changed, turn
from inbox.actions.writing import write_message
from inbox.contracts import Entry
from inbox.errors import CannotReplyError, IdTakenError, StaleReplyError
from inbox.events import NoteAdded, ReplyAdded
from inbox.models.conversations import Conversation
from inbox.models.marks import ReadMark
from inbox.models.timeline import Message, Note
from inbox.queries.capabilities import why_no_reply
from inbox.queries.timeline import list_entries_missed, message_entry, note_entry
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError
from kernel.markdown import render_markdown
from people.actions import person_of_actor

LONGEST = 20_000


@action
def reply_to_conversation(
    *,
    actor: Actor,
    conversation_id: UUID,
    id: UUID,  # noqa: A002 - minted by the client
    body: str,
    seen_seq: int,
    resolve: bool = False,
    at: datetime | None = None,
) -> tuple[Entry, bool]:
    """(the reply on the timeline, whether it is new). The same id again answers the first result and does nothing.

    Raises StaleReplyError with what was missed when somebody else wrote publicly after `seen_seq`. A reply takes nobody
    out of pending or snoozed: only the agent (`resolve`) or the customer's next message changes the status.
    """
    conversation = lock_conversation(actor, conversation_id)
    if actor.user_id is None:
        raise ForbiddenError(_("Only a person can answer."))
    known = Message.objects.filter(pk=id).first()
    author = person_of_actor(actor=actor)
    if known is not None:
        if known.conversation_id != conversation.pk or known.author_id != author.pk:
            raise IdTakenError
        return message_entry(known), False
    _check_body(body)
    refusal = why_no_reply(conversation)
    if refusal:
        raise CannotReplyError(_("From here no answer reaches the customer."), hint=refusal)
    missed = list_entries_missed(conversation, seen_seq, author.pk)
    if missed:
        raise StaleReplyError(
            _("Somebody wrote to the customer, or the customer wrote again, since you looked."),
            missed=missed,
            seq=conversation.seq,
        )
    at = at or now()
    delivery = "queued" if conversation.source_kind == "community_topic" else "sent"
    added = write_message(conversation, direction="out", author=author.pk, body=body, via="desk", at=at, id=id, delivery=delivery)
    conversation.waiting_since = None
    previous = conversation.status
    if resolve and previous != "resolved":
        turn(conversation, "resolved", at=at)
        record(conversation, actor, "status_changed", {"from": previous, "to": "resolved"}, at=at)
    save_changed(conversation)
    _have_read(actor.user_id, conversation)
    publish(ReplyAdded(**about(conversation), message_id=added.pk, seq=added.seq), actor=actor, at=at)
    if previous != conversation.status:
        publish(status_changed(conversation, previous), actor=actor, at=at)
    return message_entry(added), True


@action
def add_note(
    *,
    actor: Actor,
    conversation_id: UUID,
    id: UUID,  # noqa: A002 - minted by the client
    body: str,
    at: datetime | None = None,
) -> tuple[Entry, bool]:
    """(the note on the timeline, whether it is new). Notes wait for nobody: they are never stale."""
    conversation = lock_conversation(actor, conversation_id)
    author = person_of_actor(actor=actor)
    known = Note.objects.filter(pk=id).first()
    if known is not None:
        if known.conversation_id != conversation.pk or known.author_id != author.pk:
            raise IdTakenError
        return note_entry(known), False
    _check_body(body)
    at = at or now()
    note = Note.objects.create(
        id=id,
        conversation=conversation,
        position=next_position(conversation),
        author=author,
        body=body,
        html=render_markdown(body, links=link_rules()),
        at=at,
    )
    save_changed(conversation)
    publish(NoteAdded(**about(conversation), note_id=note.pk), actor=actor, at=at)
    return note_entry(note), True


def _check_body(body: str) -> None:
    if not body.strip():
        raise InvalidError(_("Write something first."), fields={"body": ["required"]})
    if len(body) > LONGEST:
        raise InvalidError(_("That is too long."), fields={"body": ["too_long"]})


def _have_read(user_id: UUID, conversation: Conversation) -> None:
    """Who answers has read what is above the answer."""
    ReadMark.objects.update_or_create(user_id=user_id, conversation=conversation, defaults={"seq": conversation.seq})
