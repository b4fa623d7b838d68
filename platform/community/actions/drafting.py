"""Keeping what somebody has begun to write, wherever they go on writing it."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from brand_settings.queries import read
from community.errors import BadDraftKeyError, DraftConflictError, DraftsFullError
from community.habits import WritingSettings
from community.models.draft import Draft
from community.policies import can_draft, can_publish_due
from community.texts import MAX_BODY, MAX_TITLE
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.text import printable

KEY = re.compile(r"^(new|(reply|edit):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
MOST = 200
_LONGEST_TAGS = 250
LONGEST_OF_POLL = {"question": 200, "options": 5_000}


@dataclass(frozen=True, slots=True)
class DraftPoll:
    """A poll as it stands in a form, field by field and perhaps half typed."""

    question: str = ""
    options: str = ""
    """One a line."""
    kind: str = ""
    results: str = ""
    voters_public: bool = False
    max_choices: str = ""
    closes_at: str = ""


@dataclass(frozen=True, slots=True)
class DraftText:
    """What a draft holds; all of it may still be wrong: it is judged when it is sent."""

    body: str = ""
    title: str = ""
    space_id: UUID | None = None
    tags: str = ""
    version: int | None = None
    """Of an edit: the version of the post that it changes."""
    poll: DraftPoll | None = None
    """Of a new topic. One without question and answers is none."""


@action
def save_draft(*, actor: Actor, key: str, text: DraftText, sequence: int = 0, at: datetime | None = None) -> Draft:
    """The draft with this text and the next sequence number.

    `sequence` is what the device had open (0: nothing). DraftConflictError, which carries the other text, when another
    device was faster, also when that device sent or discarded it: then its sequence is 0.
    """
    authorise(actor, can_draft)
    if not KEY.match(key):
        raise BadDraftKeyError
    found = Draft.objects.select_for_update().filter(user_id=require_user_id(actor), key=key).first()
    if found is None and sequence == 0:
        if Draft.objects.filter(user_id=require_user_id(actor)).count() >= MOST:
            raise DraftsFullError
        found, is_new = Draft.objects.get_or_create(
            user_id=require_user_id(actor), key=key, defaults={"updated_at": at or now(), **_fields(text)}
        )
        if is_new:
            return found
    if found is None or found.sequence != sequence:
        if found is not None and _fields(text) == _fields(_text_of(found)):
            return found
        raise DraftConflictError(**_shown(found))
    for name, value in _fields(text).items():
        setattr(found, name, value)
    found.sequence, found.updated_at = sequence + 1, at or now()
    found.save(update_fields=[*_fields(text), "sequence", "updated_at"])
    return found


@action
def discard_draft(*, actor: Actor, key: str) -> None:
    """Throw one's draft away; nothing when there is none."""
    authorise(actor, can_draft)
    Draft.objects.filter(user_id=require_user_id(actor), key=key).delete()


@action
def drop_old_drafts(*, actor: Actor, at: datetime) -> int:
    """Forget drafts that nobody touched for as long as the brand keeps them (half a year); how many there were."""
    authorise(actor, can_publish_due)
    kept = timedelta(days=read(WritingSettings).draft_days)
    count, _ = Draft.objects.filter(updated_at__lt=at - kept).delete()
    return count


def _text_of(draft: Draft) -> DraftText:
    return DraftText(
        draft.body, draft.title, draft.space_id, draft.tags, draft.version, DraftPoll(**draft.poll) if draft.poll else None
    )


def _fields(text: DraftText) -> dict[str, object]:
    body = printable(text.body.replace("\r\n", "\n").replace("\r", "\n"))[:MAX_BODY]
    return {
        "body": body,
        "title": printable(text.title)[:MAX_TITLE],
        "space_id": text.space_id,
        "tags": printable(text.tags)[:_LONGEST_TAGS],
        "version": text.version,
        "poll": _poll_fields(text.poll),
    }


def _poll_fields(poll: DraftPoll | None) -> dict[str, Any] | None:
    if poll is None or not (poll.question.strip() or poll.options.strip()):
        return None
    words = {name: printable(said.replace("\r\n", "\n")) for name, said in asdict(poll).items() if isinstance(said, str)}
    return {name: said[: LONGEST_OF_POLL.get(name, 30)] for name, said in words.items()} | {"voters_public": poll.voters_public}


def _shown(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"sequence": 0, "body": "", "title": "", "tags": "", "space_id": None, "version": None, "poll": None}
    return {
        "sequence": draft.sequence,
        "body": draft.body,
        "title": draft.title,
        "tags": draft.tags,
        "space_id": str(draft.space_id) if draft.space_id else None,
        "version": draft.version,
        "poll": draft.poll,
    }
