"""What every writing action asks first and notes last about the one who writes."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from community.actions.members import ensure_member
from community.authorship import author_id_of
from community.errors import RefusedError, SilencedError
from community.limits import enforce
from community.models.member import Member
from community.queries.members import may_write
from community.screening import Circumstances, Outcome, Submission, Verdict, screen
from kernel.actor import Actor, Role


def require_voice(actor: Actor) -> None:
    """Raise SilencedError while the account is silenced or suspended."""
    if not may_write(actor):
        raise SilencedError(_("You may read but not write for the time being."), until=actor.silenced_until)


def judge(submission: Submission, circumstances: Circumstances | None, deed: str) -> Verdict:
    """Count the deed and have the text screened; raises TooManyError or RefusedError.

    Without circumstances the text comes from inside (imports, the desk, demo data) and is neither counted nor screened.
    """
    if circumstances is None:
        return Verdict()
    if circumstances.is_counted:
        enforce(submission.actor, deed)
    verdict = screen(submission)
    if verdict.outcome is Outcome.REFUSE:
        raise RefusedError(verdict.message or _("This text cannot be published."), reasons=list(verdict.reasons))
    return verdict


def refuse_unfit(
    actor: Actor,
    kind: str,
    text: str,
    circumstances: Circumstances | None,
    *,
    deed: str = "",
    title: str = "",
    html: str = "",
    language: str = "",
    space_id: UUID | None = None,
) -> None:
    """Have a part of something screened (a poll, a tag, a translation, a profile): it is taken or refused, never held.

    Raises TooManyError or RefusedError. Without circumstances it comes from inside, as in `judge`.
    """
    if circumstances is None:
        return
    if deed:
        enforce(actor, deed)
    given = replace(circumstances, is_counted=False)
    submission = Submission(kind, actor, author_id_of(actor), space_id, title, text, html, language, given)
    verdict = judge(submission, given, deed)
    if verdict.outcome is Outcome.HOLD:
        raise RefusedError(_("This text cannot be published."), reasons=list(verdict.reasons))


def note_writing(actor: Actor, at: datetime, *, topics: int = 0, replies: int = 0) -> None:
    """Count what an account wrote; people without one, and the platform, have no row."""
    if actor.user_id is None or actor.role is Role.SYSTEM:
        return
    ensure_member(actor=actor, user_id=actor.user_id)
    _count(Q(user_id=actor.user_id), topics=topics, replies=replies)
    Member.objects.filter(user_id=actor.user_id).filter(Q(first_posted_at=None) | Q(first_posted_at__gt=at)).update(
        first_posted_at=at
    )
    Member.objects.filter(user_id=actor.user_id).filter(Q(last_posted_at=None) | Q(last_posted_at__lt=at)).update(
        last_posted_at=at
    )


def count_for_person(person_id: UUID, **changes: int) -> None:
    """Add to the counters of the member with this face (topics, replies, solutions, given, received); others have none."""
    _count(Q(person_id=person_id), **changes)


_COLUMNS = {
    "topics": "topic_count",
    "replies": "reply_count",
    "solutions": "solution_count",
    "given": "votes_given",
    "received": "votes_received",
}


def _count(whose: Q, **changes: int) -> None:
    wanted: dict[str, Any] = {_COLUMNS[name]: F(_COLUMNS[name]) + by for name, by in changes.items() if by}
    if wanted:
        Member.objects.filter(whose).update(**wanted)
