"""The review queue a page at a time, and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from community.queries.spaces import known_spaces
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from moderation.contracts import source_of
from moderation.judging.matching import fingerprint
from moderation.models.flag import Flag
from moderation.models.item import ReviewItem
from moderation.policies import can_see_item, reviewed_space_ids
from moderation.queries.decisions import open_appeals, same_person
from moderation.reasons import reason_text
from people.contracts import PersonInfo
from people.queries import people_by_id

ORDERS = {"due": ("due_at", "id"), "score": ("-score", "-id"), "newest": ("-created_at", "-id")}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What of the queue to show. Empty parts do not filter; `claimed` is "me", "nobody" or empty."""

    lane: str = ""
    space_id: UUID | None = None
    kind: str = ""
    language: str = ""
    reason: str = ""
    claimed: str = ""
    is_overdue: bool = False
    author_id: UUID | None = None
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as reviewers read it."""

    id: UUID
    reason: str
    note: str
    legal_ground: str
    notifier_name: str
    notifier_email: str
    weight: float
    at: datetime
    flagger: PersonInfo | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item beside its author, its flags, and who works on it.

    `seen` is the fingerprint of the text that the reviewer is shown: what came in on lists, what it says now on its own page.
    """

    item: ReviewItem
    author: PersonInfo | None
    claimed_by: PersonInfo | None
    decided_by: PersonInfo | None
    space_name: str
    reasons: Sequence[str]
    flags: Sequence[FlagView]
    is_overdue: bool
    is_mine: bool
    is_taken: bool
    seen: str
    current_title: str
    current_text: str
    is_changed: bool = False
    may_judge: bool = True


@dataclass(frozen=True, slots=True)
class Counters:
    """How long the lanes are, for tabs and for the bell."""

    flags: int
    approval: int
    spam: int
    overdue: int
    appeals: int

    @property
    def total(self) -> int:
        return self.flags + self.approval + self.spam

    def of(self, lane: str) -> int:
        """The count of one lane."""
        return int(getattr(self, lane))


def list_items(
    actor: Actor,
    wanted: QueueFilter,
    *,
    at: datetime,
    me: UUID | None,
    order: str = "due",
    cursor: str | None = None,
    size: int = 25,
) -> Page[ItemView]:
    """One page of what the actor may review; four queries whatever its length. `me`: wanted where a filter says "me"."""
    rows = _filtered(actor, wanted, at=at, me=me)
    by = ("-decided_at", "-id") if wanted.is_decided else ORDERS.get(order, ORDERS["due"])
    page = paginate(rows, order=by, cursor=cursor, size=size)
    views = views_of(actor, page.items, at=at)
    return Page(views, page.next_cursor, page.previous_cursor)


def get_item(actor: Actor, item_id: UUID, *, at: datetime, me: UUID | None) -> ItemView:
    """One item with what it says now; raises NotFoundError when the actor may not review it."""
    item = ReviewItem.objects.filter(pk=item_id).first()
    if item is None or not can_see_item(actor, item):
        raise NotFoundError
    view = replace(views_of(actor, [item], at=at)[0], may_judge=actor.is_administrator or not same_person(me, item.author_id))
    source = source_of(item.thing_kind)
    thing = source.find([item.thing_id]).get(item.thing_id) if source is not None else None
    if thing is None:
        return view
    seen = fingerprint(thing.kind, thing.title, thing.text)
    return replace(view, current_title=thing.title[:200], current_text=thing.text, seen=seen, is_changed=seen != view.seen)


def views_of(actor: Actor, items: Sequence[ReviewItem], *, at: datetime) -> list[ItemView]:
    """Rows as views: authors, flags and spaces of all of them at once."""
    flags: dict[UUID, list[Flag]] = {}
    for flag in Flag.objects.filter(item__in=[item.pk for item in items]).order_by("at", "pk"):
        flags.setdefault(flag.item_id, []).append(flag)
    ids = {person_id for item in items for person_id in (item.author_id, item.claimed_by_id, item.decided_by_id) if person_id}
    ids |= {flag.flagger_id for found in flags.values() for flag in found}
    people = people_by_id(ids)
    # Whoever works on one of these items is one of these people.
    me = next((ident for ident, person in people.items() if actor.user_id is not None and person.user_id == actor.user_id), None)
    spaces = {space.pk: space.name for space in known_spaces(actor)}
    return [
        ItemView(
            item=item,
            author=people.get(item.author_id) if item.author_id else None,
            claimed_by=people.get(item.claimed_by_id) if item.claimed_by_id else None,
            decided_by=people.get(item.decided_by_id) if item.decided_by_id else None,
            space_name=spaces.get(item.space_id, "") if item.space_id else "",
            reasons=[reason_text(str(r.get("code", "")), str(r.get("detail", ""))) for r in item.reasons],
            flags=[_flag_view(flag, people.get(flag.flagger_id)) for flag in flags.get(item.pk, ())],
            is_overdue=item.is_overdue(at),
            is_mine=item.claimed_by_id is not None and item.claimed_by_id == me,
            is_taken=item.is_claimed_by_another(me),
            seen=fingerprint(item.thing_kind, item.title, item.text),
            current_title=item.title,
            current_text=item.text,
        )
        for item in items
    ]


def item_ids(actor: Actor, wanted: QueueFilter, *, only: Sequence[UUID] | None, most: int, me: UUID | None = None) -> list[UUID]:
    """Ids of open items that the actor may review: these, or all that the filter shows (`me` as in `list_items`); oldest first."""
    rows = _filtered(actor, wanted, at=now(), me=me).open()
    if only is not None:
        rows = rows.filter(pk__in=list(only)[:most])
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])


def count_queue(actor: Actor, *, at: datetime) -> Counters:
    """The lengths of the lanes, and what waits beside them, in one query."""
    rows = reviewable(actor).open()
    counts = (
        (rows, F("lane")),
        (rows.filter(due_at__lte=at), Value("overdue")),
        (open_appeals(actor), Value("appeals")),
    )
    first, *others = (
        counted.order_by().values(what=Cast(name, CharField())).annotate(n=Count("pk")).values_list("what", "n")
        for counted, name in counts
    )
    found = dict(first.union(*others, all=True))
    return Counters(**{name: found.get(name, 0) for name in Counters.__dataclass_fields__})


def reviewable(actor: Actor) -> Any:
    """The items that the actor may review."""
    return ReviewItem.objects.reviewable_by(actor, reviewed_space_ids(actor))


def _filtered(actor: Actor, wanted: QueueFilter, *, at: datetime, me: UUID | None) -> Any:
    rows = reviewable(actor)
    rows = rows.filter(decided_at__isnull=False) if wanted.is_decided else rows.open()
    if wanted.lane:
        rows = rows.filter(lane=wanted.lane)
    if wanted.space_id is not None:
        rows = rows.filter(space_id=wanted.space_id)
    if wanted.kind:
        rows = rows.filter(thing_kind=wanted.kind)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.reason:
        rows = rows.filter(reasons__contains=[{"code": wanted.reason}])
    if wanted.claimed == "nobody":
        rows = rows.filter(claimed_by__isnull=True)
    elif wanted.claimed == "me":
        rows = rows.filter(claimed_by_id=me) if me is not None else rows.none()
    if wanted.is_overdue:
        rows = rows.filter(due_at__lte=at)
    if wanted.author_id is not None:
        rows = rows.filter(author_id=wanted.author_id)
    return rows


def _flag_view(flag: Flag, flagger: PersonInfo | None) -> FlagView:
    return FlagView(
        id=flag.pk,
        reason=reason_text(flag.reason),
        note=flag.note,
        legal_ground=flag.legal_ground,
        notifier_name=flag.notifier_name,
        notifier_email=flag.notifier_email,
        weight=flag.weight,
        at=flag.at,
        flagger=flagger,
    )
