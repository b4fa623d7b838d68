"""The same tool for many topics at once; what cannot be done to one does not hold up the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from community.actions.changing import change_kind
from community.actions.moderating import delete_topic, lock_topic_for_replies, undelete_topic, unlock_topic
from community.actions.moving import move_topic
from community.actions.tending import archive_topic, bump_topic, pin_topic, unarchive_topic, unpin_topic
from community.errors import TooManyAtOnceError
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import DomainError, InvalidError, NotFoundError

MOST_TOPICS = 100


class Tool(StrEnum):
    """What can be done to many topics at once."""

    CLOSE = "close"
    OPEN = "open"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    PIN = "pin"
    UNPIN = "unpin"
    BUMP = "bump"
    MOVE = "move"
    KIND = "kind"
    DELETE = "delete"
    UNDELETE = "undelete"


UNDONE_BY = {
    Tool.CLOSE: Tool.OPEN,
    Tool.OPEN: Tool.CLOSE,
    Tool.ARCHIVE: Tool.UNARCHIVE,
    Tool.UNARCHIVE: Tool.ARCHIVE,
    Tool.PIN: Tool.UNPIN,
    Tool.DELETE: Tool.UNDELETE,
    Tool.UNDELETE: Tool.DELETE,
}


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one topic: `code` is empty when it was done."""

    topic_id: UUID
    code: str
    message: str


@action
def tend_topics(
    *,
    actor: Actor,
    topic_ids: Sequence[UUID],
    tool: str,
    reason: str = "",
    space_id: UUID | None = None,
    kind: str = "",
    at: datetime | None = None,
) -> list[BulkResult]:
    """One result per topic, in the order given. Each is judged by itself, as if it had been done alone.

    Raises NotFoundError when the actor can see none of them.
    """
    if tool not in set(Tool):
        raise InvalidError.choose("tool", Tool)
    wanted = list(dict.fromkeys(topic_ids))
    if len(wanted) > MOST_TOPICS:
        raise TooManyAtOnceError.about("topic_ids")
    change, more = _change(Tool(tool), space_id, kind)
    # In the order of ids, so that two moderators at work on the same topics do not wait for each other in a circle.
    done = {ident: _try(change, actor, ident, reason=reason, at=at or now(), **more) for ident in sorted(wanted)}
    if all(result.code == NotFoundError.code for result in done.values()):
        raise NotFoundError
    return [done[ident] for ident in wanted]


def _change(tool: Tool, space_id: UUID | None, kind: str) -> tuple[Callable[..., Any], dict[str, Any]]:
    if tool is Tool.MOVE:
        if space_id is None:
            raise InvalidError(fields={"space_id": [_("Say where to.")]})
        return move_topic, {"space_id": space_id}
    if tool is Tool.KIND:
        return change_kind, {"kind": kind}
    plain: dict[Tool, Callable[..., Any]] = {
        Tool.CLOSE: lock_topic_for_replies,
        Tool.OPEN: unlock_topic,
        Tool.ARCHIVE: archive_topic,
        Tool.UNARCHIVE: unarchive_topic,
        Tool.PIN: pin_topic,
        Tool.UNPIN: unpin_topic,
        Tool.BUMP: bump_topic,
        Tool.DELETE: delete_topic,
        Tool.UNDELETE: undelete_topic,
    }
    return plain[tool], {}


def _try(change: Callable[..., Any], actor: Actor, topic_id: UUID, **details: Any) -> BulkResult:
    try:
        change(actor=actor, topic_id=topic_id, **details)
    except DomainError as refused:
        return BulkResult(topic_id, refused.code, str(refused))
    return BulkResult(topic_id, "", "")
