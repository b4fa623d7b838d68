"""The list of conversations: filters, order, and rows with all that the list shows in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from inbox.contracts import PersonRef, UserRef
from inbox.models.conversations import Conversation, ConversationQuerySet
from inbox.models.labels import ConversationLabel
from inbox.models.marks import ReadMark
from inbox.models.organisation import Inbox
from inbox.models.words import as_query
from inbox.queries.refs import list_person_refs, list_user_refs
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate

ORDERS = {
    "newest": ("-last_message_at", "-id"),
    "oldest": ("last_message_at", "id"),
    "waiting": ("waits_from", "id"),
}
FOUND = 500
"""How many matches of a search are looked at, the most recent first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; None and "all" mean no limit. `assignee` is "me", "none", "any" (somebody) or an id."""

    status: str = "open"
    inbox: UUID | None = None
    team: UUID | None = None
    assignee: str | UUID | None = None
    label: UUID | None = None
    language: str = ""
    q: str = ""
    order: str = "newest"


@dataclass(frozen=True, slots=True)
class LabelRef:
    """A label as rows show it."""

    id: UUID
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a conversation comes from, as rows show it."""

    kind: str
    url: str | None
    label: str


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as lists show it."""

    id: UUID
    number: int
    subject: str
    status: str
    priority: str
    inbox_id: UUID
    team_id: UUID | None
    assignee: UserRef | None
    customer: PersonRef | None
    language: str
    last_message_at: datetime
    last_message_preview: str
    last_message_direction: str
    waiting_since: datetime | None
    unread: bool
    message_count: int
    version: int
    source: SourceRef
    created_at: datetime
    snoozed_until: datetime | None
    seq: int
    labels: Sequence[LabelRef] = field(default_factory=list)


def list_conversations(*, actor: Actor, filters: Filters, cursor: str | None, size: int = 25) -> Page[ConversationRow]:
    """One page of the conversations that the actor may see."""
    rows = _filtered(Conversation.objects.visible_to(actor), actor, filters)
    page = paginate(rows, order=ORDERS[filters.order], cursor=cursor, size=size)
    return Page(as_rows(page.items, actor), page.next_cursor, page.previous_cursor)


def get_conversation_row(*, actor: Actor, conversation_id: UUID) -> tuple[Conversation, ConversationRow]:
    """One conversation that the actor may see; raises NotFoundError."""
    conversation = Conversation.objects.visible_to(actor).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFoundError
    return conversation, as_rows([conversation], actor)[0]


def _filtered(rows: ConversationQuerySet, actor: Actor, filters: Filters) -> ConversationQuerySet:
    if filters.status != "all":
        rows = rows.filter(status=filters.status)
    if filters.inbox is not None:
        rows = rows.filter(inbox_id=filters.inbox)
    if filters.team is not None:
        rows = rows.filter(team_id=filters.team)
    if filters.assignee == "none":
        rows = rows.filter(assignee__isnull=True)
    elif filters.assignee == "any":
        rows = rows.filter(assignee__isnull=False)
    elif filters.assignee == "me":
        rows = rows.filter(assignee_id=actor.user_id)
    elif isinstance(filters.assignee, UUID):
        rows = rows.filter(assignee_id=filters.assignee)
    if filters.label is not None:
        labelled = ConversationLabel.objects.filter(label_id=filters.label)
        rows = rows.filter(pk__in=labelled.values("conversation_id"))
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.q.strip():
        rows = rows.filter(_matches(actor, filters))
    return rows


def _matches(actor: Actor, filters: Filters) -> Q:
    """Conversations whose subject, customer or messages hold the words, or that have the number."""
    text = filters.q.strip()
    condition = Q(pk__in=_search(actor, filters, text))
    digits = text.removeprefix("#")
    if digits.isascii() and digits.isdecimal() and len(digits) < 18:
        condition |= Q(number=int(digits))
    return condition


def _search(actor: Actor, filters: Filters, text: str) -> list[UUID]:
    words = as_query(text)
    if not words:
        return []
    inboxes: list[UUID] | None = None
    if filters.inbox is not None:
        inboxes = [filters.inbox]
    elif not actor.is_supervisor:
        inboxes = list(Inbox.objects.visible_to(actor).values_list("pk", flat=True))
    states = None if filters.status == "all" else [filters.status]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM inbox_search(%s, %s, %s, %s) AS found(id)", [words, inboxes, states, FOUND])
        return [row[0] for row in cursor.fetchall()]


def as_rows(found: Sequence[Conversation], actor: Actor) -> list[ConversationRow]:
    """Rows for these conversations, in six queries whatever their number."""
    ids = [conversation.pk for conversation in found]
    people = list_person_refs({conversation.customer_id for conversation in found})
    users = list_user_refs({conversation.assignee_id for conversation in found if conversation.assignee_id is not None})
    labels = _labels_of(ids)
    marks: Mapping[UUID, int] = {}
    if actor.user_id is not None:
        marks = dict(
            ReadMark.objects.filter(user_id=actor.user_id, conversation_id__in=ids).values_list("conversation_id", "seq")
        )
    return [_row(conversation, people, users, labels, marks) for conversation in found]


def _labels_of(ids: Sequence[UUID]) -> Mapping[UUID, list[LabelRef]]:
    labels: dict[UUID, list[LabelRef]] = defaultdict(list)
    rows = ConversationLabel.objects.filter(conversation_id__in=ids).order_by("label__key")
    for conversation_id, pk, name, hue in rows.values_list("conversation_id", "label_id", "label__name", "label__hue"):
        labels[conversation_id].append(LabelRef(pk, name, hue))
    return labels


def _row(
    conversation: Conversation,
    people: Mapping[UUID, PersonRef],
    users: Mapping[UUID, UserRef],
    labels: Mapping[UUID, list[LabelRef]],
    marks: Mapping[UUID, int],
) -> ConversationRow:
    names = ("number", "subject", "status", "priority", "inbox_id", "team_id", "language", "last_message_at", "message_count")
    more = ("last_message_preview", "last_message_direction", "waiting_since", "version", "created_at", "snoozed_until", "seq")
    values: dict[str, Any] = {name: getattr(conversation, name) for name in (*names, *more)}
    return ConversationRow(
        id=conversation.pk,
        assignee=users.get(conversation.assignee_id) if conversation.assignee_id is not None else None,
        customer=people.get(conversation.customer_id),
        unread=conversation.last_in_seq > marks.get(conversation.pk, 0),
        source=SourceRef(conversation.source_kind, conversation.source_url or None, conversation.source_label),
        labels=labels.get(conversation.pk, []),
        **values,
    )
