"""Putting things into the queue; a part of flagging and of holding, inside their transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from brand_settings.queries import read
from events.recording import publish
from kernel.actor import Actor
from moderation.contracts import FlaggedThing
from moderation.events import ItemOpened
from moderation.models.item import Lane, ReviewItem
from moderation.settings import ModerationSettings


def open_item(
    actor: Actor, thing: FlaggedThing, lane: Lane, reasons: Sequence[dict[str, Any]], *, at: datetime, is_notice: bool = False
) -> ReviewItem:
    """The open item of this thing, locked; a new one when nobody put it there before."""
    known = _locked(thing)
    if known is not None:
        return known
    settings = read(ModerationSettings)
    item = ReviewItem(
        lane=lane.value,
        thing_kind=thing.kind,
        thing_id=thing.id,
        topic_id=thing.topic_id,
        space_id=thing.space_id,
        author_id=thing.author_id,
        title=thing.title[:200],
        text=thing.text,
        language=thing.language[:15],
        path=thing.path[:300],
        reasons=list(reasons),
        is_illegal_notice=is_notice,
        created_at=at,
        due_at=at + settings.due_in(lane.value, is_notice=is_notice),
    )
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError:
        # Somebody flagged the same thing at the same moment: theirs is the item.
        raced = _locked(thing)
        if raced is None:
            raise
        return raced
    publish(ItemOpened(item_id=item.pk, lane=item.lane), actor=actor, at=at)
    return item


def _locked(thing: FlaggedThing) -> ReviewItem | None:
    rows = ReviewItem.objects.select_for_update(of=("self",)).filter(thing_kind=thing.kind, thing_id=thing.id)
    return rows.open().first()
