"""Lists of exchanges and what is said in one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, F, Func, QuerySet

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.contracts import hue_of
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.markdown import excerpt
from kernel.pagination import Page, paginate
from messaging.models import Exchange, Message, Participant
from messaging.policies import can_see_exchange, can_use_messages
from people.contracts import PersonInfo
from people.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody beside a message."""

    person_id: UUID | None
    user_id: UUID | None
    name: str
    handle: str
    picture: str = ""

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isalnum()]
        return ((words[0][0] + (words[-1][0] if len(words) > 1 else "")) if words else "?").upper()

    @property
    def hue(self) -> int:
        return hue_of(self.person_id) // 30 * 30 if self.person_id is not None else 0


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One line of the list. `others` are the participants besides the reader."""

    id: UUID
    title: str
    is_group: bool
    others: Sequence[Speaker]
    excerpt: str
    active_at: datetime
    unread: int
    is_muted: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message or note."""

    id: UUID
    position: int
    kind: str
    author: Speaker
    about: Speaker | None
    body: str
    html: str
    created_at: datetime
    is_hidden: bool
    is_own: bool
    is_unread: bool


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """An exchange as one participant sees it."""

    id: UUID
    title: str
    is_group: bool
    people: Sequence[Speaker]
    began: bool
    is_muted: bool
    unread: int
    read_to: int
    last_position: int

    @property
    def others(self) -> Sequence[Speaker]:
        return self.people[1:]


NOBODY = Speaker(None, None, "", "")


def list_exchanges(actor: Actor, *, cursor: str | None, size: int = 25) -> Page[ExchangeRow]:
    """The actor's exchanges, the liveliest first, in five queries whatever their number."""
    authorise(actor, can_use_messages)
    rows = Participant.objects.select_related("exchange").filter(user_id=require_user_id(actor), left_at=None)
    page = paginate(rows, order=("-active_at", "-id"), cursor=cursor, size=size)
    ids = [part.exchange_id for part in page.items]
    others = _participants(ids, besides=require_user_id(actor))
    last = _last_words(page.items)
    return page.map(
        lambda part: ExchangeRow(
            id=part.exchange_id,
            title=part.exchange.title,
            is_group=part.exchange.is_group,
            others=others.get(part.exchange_id, []),
            excerpt=last.get(part.exchange_id, ""),
            active_at=part.active_at,
            unread=part.unread,
            is_muted=part.muted_at is not None,
        )
    )


def get_exchange(actor: Actor, exchange_id: UUID) -> ExchangeView:
    """One exchange of the actor; raises NotFoundError. The actor stands first among its people."""
    exchange = Exchange.objects.filter(pk=exchange_id).first()
    part = None
    if exchange is not None:
        authorise_or_hide(actor, exchange)
        part = Participant.objects.filter(exchange=exchange, user_id=require_user_id(actor)).first()
    if exchange is None or part is None:
        raise NotFoundError
    people = _participants([exchange.pk]).get(exchange.pk, [])
    return ExchangeView(
        id=exchange.pk,
        title=exchange.title,
        is_group=exchange.is_group,
        people=sorted(people, key=lambda person: person.user_id != actor.user_id),
        began=part.person_id is not None and part.person_id == exchange.started_by_id,
        is_muted=part.muted_at is not None,
        unread=part.unread,
        read_to=part.read_to,
        last_position=exchange.last_position,
    )


def list_messages(
    actor: Actor, exchange_id: UUID, *, cursor: str | None = None, after: int | None = None, size: int = 50
) -> Page[MessageView]:
    """What was said, the latest first; with `after` what came since that position."""
    exchange = Exchange.objects.filter(pk=exchange_id).first()
    if exchange is None:
        raise NotFoundError
    authorise_or_hide(actor, exchange)
    part = Participant.objects.get(exchange=exchange, user_id=require_user_id(actor))
    rows = Message.objects.filter(exchange=exchange, position__gte=part.sees_from)
    if after is not None:
        rows = rows.filter(position__gt=after)
    page = paginate(rows, order=("-position",), cursor=cursor, size=size)
    people = people_by_id({key for row in page.items for key in (row.author_id, row.about_id) if key is not None})
    return page.map(lambda row: _view(row, people, part))


def find_messages(actor: Actor, text: str, *, cursor: str | None, size: int = 25) -> Page[tuple[UUID, MessageView]]:
    """The actor's messages with this text in them, the latest first. Only what the actor may see is looked at, so that it
    stays a walk over one account's rows."""
    authorise(actor, can_use_messages)
    parts = {part.exchange_id: part for part in Participant.objects.filter(user_id=require_user_id(actor), left_at=None)}
    rows = Message.objects.filter(exchange_id__in=list(parts), kind="text", hidden_at=None, body__icontains=text.strip()[:200])
    page = paginate(rows, order=("-created_at", "-id"), cursor=cursor, size=size)
    seen = [row for row in page.items if row.position >= parts[row.exchange_id].sees_from]
    people = people_by_id({row.author_id for row in seen if row.author_id is not None})
    found = [(row.exchange_id, _view(row, people, parts[row.exchange_id])) for row in seen]
    return Page(found, page.next_cursor, page.previous_cursor)


def unread_exchanges(user_id: UUID) -> int:
    """In how many exchanges something is unread; one index read."""
    return Participant.objects.filter(user_id=user_id, left_at=None, unread__gt=0).count()


def unread_of(user_id: UUID) -> "QuerySet[Any, Any]":
    """The same, to be asked together with other numbers."""
    rows = Participant.objects.filter(user_id=user_id, left_at=None, unread__gt=0)
    # Not `Count`, which would count in groups.
    return rows.annotate(n=Func(F("pk"), function="count", output_field=BigIntegerField()))


def authorise_or_hide(actor: Actor, exchange: Exchange) -> None:
    """To everybody else an exchange does not exist."""
    if not can_see_exchange(actor, exchange):
        raise NotFoundError


def _participants(exchange_ids: Collection[UUID], *, besides: UUID | None = None) -> dict[UUID, list[Speaker]]:
    rows = Participant.objects.filter(exchange_id__in=list(exchange_ids), left_at=None).exclude(
        user_id__in=[besides] if besides is not None else []
    )
    parts = list(rows.order_by("joined_at", "pk"))
    people = people_by_id({part.person_id for part in parts if part.person_id is not None})
    found: dict[UUID, list[Speaker]] = {}
    for part in parts:
        found.setdefault(part.exchange_id, []).append(_speaker(people, part.person_id, part.user_id))
    return found


def _last_words(parts: Iterable[Participant]) -> dict[UUID, str]:
    wanted = list(parts)
    rows = Message.objects.filter(
        exchange_id__in=[part.exchange_id for part in wanted],
        position__in={part.exchange.last_position for part in wanted},
        hidden_at=None,
    )
    seen = {(part.exchange_id, part.exchange.last_position) for part in wanted}
    return {row.exchange_id: excerpt(row.html, 120) for row in rows if (row.exchange_id, row.position) in seen}


def _view(row: Message, people: Mapping[UUID, PersonInfo], part: Participant) -> MessageView:
    is_hidden = row.hidden_at is not None
    return MessageView(
        id=row.pk,
        position=row.position,
        kind=row.kind,
        author=_speaker(people, row.author_id),
        about=_speaker(people, row.about_id) if row.about_id is not None else None,
        body="" if is_hidden else row.body,
        html="" if is_hidden else row.html,
        created_at=row.created_at,
        is_hidden=is_hidden,
        is_own=row.author_id is not None and row.author_id == part.person_id,
        is_unread=row.kind == "text" and row.position > part.read_to and row.author_id != part.person_id,
    )


def _speaker(people: Mapping[UUID, PersonInfo], person_id: UUID | None, user_id: UUID | None = None) -> Speaker:
    info = people.get(person_id) if person_id is not None else None
    if info is None:
        return NOBODY
    return Speaker(info.id, info.user_id or user_id, info.name, info.handle, info.picture)
