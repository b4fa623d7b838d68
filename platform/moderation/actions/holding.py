"""Putting held and suspicious texts into the queue."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import actor_for_user_id
from community.screening import Submission
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from moderation.actions.finding import find_thing
from moderation.actions.queueing import open_item
from moderation.actions.stating import concerned_by, state_reasons
from moderation.auditing import note
from moderation.judging.reading import features_of
from moderation.judging.rules import Reason
from moderation.models.decision import Measure
from moderation.models.item import Lane
from moderation.models.screened_text import ScreenedText
from moderation.policies import can_advance
from moderation.reasons import Grounds
from moderation.screening import KNOWN_BEFORE, Refusing, digest_of, holding, is_exempt


@action
def note_held(*, actor: Actor, kind: str, thing_id: UUID, at: datetime | None = None) -> None:
    """A held text, in the queue with the reasons that the screener noted. Twice is once."""
    authorise(actor, can_advance)
    try:
        _source, thing = find_thing(kind, thing_id)
    except NotFoundError:
        return
    if not thing.is_held or thing.author_id is None:
        return
    at = at or now()
    title = thing.title if thing.kind == "topic" else ""
    rows = ScreenedText.objects.filter(
        person_id=thing.author_id, digest=digest_of(title, thing.text), outcome="hold", used_at=None
    )
    noted = rows.order_by("-at", "-pk").first()
    lane = Lane(noted.lane) if noted is not None and noted.lane else Lane.APPROVAL
    item = open_item(actor, thing, lane, noted.reasons if noted is not None else [], at=at)
    if noted is not None:
        noted.used_at = at
        noted.save(update_fields=["used_at"])
        note(actor, "hold", at=at, kind=thing.kind, thing_id=thing.id, item=item.pk, reasons=[r["code"] for r in item.reasons])


@action
def recheck_edited(*, actor: Actor, post_id: UUID, editor_id: UUID, at: datetime | None = None) -> None:
    """A published text that its author changed into something the rules or checkers stop: hidden until somebody looks."""
    authorise(actor, can_advance)
    editor = actor_for_user_id(editor_id)
    try:
        source, thing = find_thing("post", post_id)
    except NotFoundError:
        return
    if thing.is_hidden or thing.author_id is None or is_exempt(editor):
        return
    at = at or now()
    title = thing.title if thing.kind == "topic" else ""
    submission = Submission("edit", editor, thing.author_id, thing.space_id, title, thing.text, "", thing.language)
    found = holding(submission, features_of(f"{title}\n{thing.text}"), at)
    if found is None:
        return
    reasons = (Reason("rule"),) if isinstance(found, Refusing) else found.reasons
    if {reason.code for reason in reasons} <= KNOWN_BEFORE and not isinstance(found, Refusing):
        return  # who wrote it, and where, was known when it was published: nothing new stands in the text
    lane = Lane.FLAGS if isinstance(found, Refusing) else found.lane
    item = open_item(actor, thing, lane, [asdict(reason) for reason in reasons], at=at)
    source.hide(actor=actor, thing_id=thing.id, why="flagged", at=at)
    item.concealed_at = at
    item.save(update_fields=["concealed_at"])
    about = concerned_by(thing)
    if about is not None:
        state_reasons(
            actor, about, Measure.HIDDEN, Grounds(), at=at, item=item, automated_decision=True, automated_detection=True
        )
    note(actor, "hide_edited", at=at, kind=thing.kind, thing_id=thing.id, item=item.pk)
