"""Pointing something out to the moderators."""

from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.queries import get_user_info
from brand_settings.queries import read
from community.actions.timers import set_timer
from community.limits import enforce
from community.queries.members import members_by_person
from community.queries.written import is_locked
from events.recording import action, publish
from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError, InvalidError
from moderation.actions.finding import find_thing
from moderation.actions.penalising import penalise
from moderation.actions.queueing import open_item
from moderation.actions.stating import concerned_by, state_reasons
from moderation.auditing import note
from moderation.contracts import FlaggedThing, ThingSource
from moderation.errors import NoticeIncompleteError, OwnContentError
from moderation.events import ThingFlagged
from moderation.judging.scoring import Sensitivity, Weighed, hides, record_bonus, score_of, weight_of
from moderation.models.decision import Measure
from moderation.models.flag import Flag, FlaggerRecord, FlagReason
from moderation.models.item import Lane, Outcome, ReviewItem
from moderation.models.penalty import PenaltyKind
from moderation.policies import can_flag
from moderation.reasons import Grounds
from moderation.settings import ModerationSettings
from people.actions import person_of_actor


@action
def flag_thing(
    *,
    actor: Actor,
    kind: str,
    thing_id: UUID,
    reason: str,
    note_text: str = "",
    legal_ground: str = "",
    notifier_name: str = "",
    notifier_email: str = "",
    good_faith: bool = False,
    at: datetime | None = None,
) -> Flag:
    """The actor's flag, or the one raised before. Enough trusted flags hide the thing until somebody looks at it.

    A notice of illegal content (Digital Services Act, Article 16) says why and by which law, and that it is sincere.
    """
    at = at or now()
    if reason not in set(FlagReason):
        raise InvalidError.choose("reason", FlagReason)
    source, thing = find_thing(kind, thing_id)
    authorise(actor, can_flag, thing, reason)
    flagger = person_of_actor(actor=actor)
    if thing.author_id == flagger.pk:
        raise OwnContentError
    is_notice = reason == FlagReason.ILLEGAL
    if is_notice and not (note_text.strip() and legal_ground.strip() and good_faith):
        raise NoticeIncompleteError(fields=_missing(note_text, legal_ground, good_faith))
    item = open_item(actor, thing, Lane.SPAM if reason == FlagReason.SPAM else Lane.FLAGS, [], at=at, is_notice=is_notice)
    known = Flag.objects.filter(item=item, flagger=flagger).first()
    if known is not None:
        return known
    enforce(actor, "flag")
    info = get_user_info(actor.user_id) if is_notice and actor.user_id is not None else None
    flag = Flag(
        item=item,
        flagger=flagger,
        reason=reason,
        note=note_text.strip()[:2_000],
        legal_ground=legal_ground.strip()[:400],
        notifier_name=(notifier_name.strip() or (info.name if info is not None else ""))[:120],
        notifier_email=notifier_email.strip()[:254],
        good_faith_at=at if is_notice else None,
        level=actor.level,
        weight=weight_of(actor.level, reason, _bonus(flagger.pk)),
        at=at,
    )
    flag.save(force_insert=True)
    flags = _count(item, flag, at=at)
    note(actor, "flag", at=at, kind=thing.kind, thing_id=thing.id, reason=reason, item=item.pk)
    publish(ThingFlagged(item_id=item.pk, flag_id=flag.pk, reason=reason), actor=actor, at=at)
    platform = system_actor(actor.tenant_id)
    _hide_when_enough(source, thing, item, flags, tenant_actor=platform, at=at)
    _close_when_heated(platform, thing, at)
    return flag


def _missing(note_text: str, legal_ground: str, good_faith: bool) -> dict[str, list[str]]:
    given = {"note": bool(note_text.strip()), "legal_ground": bool(legal_ground.strip()), "good_faith": good_faith}
    return {name: [str(NoticeIncompleteError())] for name, said in given.items() if not said}


def _bonus(person_id: UUID) -> float:
    row = FlaggerRecord.objects.filter(person_id=person_id).values_list("agreed", "disagreed", "ignored").first()
    return record_bonus(*row) if row is not None else 0.0


def _count(item: ReviewItem, flag: Flag, *, at: datetime) -> list[Weighed]:
    rows = list(Flag.objects.filter(item=item).order_by("at", "pk"))
    weighed = [Weighed(row.weight, row.level) for row in rows]
    item.score, item.flag_count = score_of(weighed), len(rows)
    known = [found for found in item.reasons if found.get("by") != "flag"]
    item.reasons = known + [{"code": reason, "by": "flag"} for reason in dict.fromkeys(row.reason for row in rows)]
    if item.lane == Lane.SPAM and any(row.reason != FlagReason.SPAM for row in rows):
        item.lane = Lane.FLAGS.value
    if flag.reason == FlagReason.ILLEGAL and not item.is_illegal_notice:
        item.is_illegal_notice = True
        due = at + read(ModerationSettings).due_in(item.lane, is_notice=True)
        item.due_at = min(item.due_at, due)
    item.save(update_fields=["score", "flag_count", "reasons", "lane", "is_illegal_notice", "due_at"])
    return weighed


def _hide_when_enough(
    source: ThingSource, thing: FlaggedThing, item: ReviewItem, flags: list[Weighed], *, tenant_actor: Actor, at: datetime
) -> None:
    settings = read(ModerationSettings)
    enough = hides(
        flags,
        sensitivity=Sensitivity(settings.sensitivity),
        min_trusted=settings.trusted_flaggers,
        trusted_level=settings.trusted_level,
    )
    if enough and item.concealed_at is None and not thing.is_hidden and not _was_kept(item):
        source.hide(actor=tenant_actor, thing_id=thing.id, why="flagged", at=at)
        item.concealed_at = at
        item.save(update_fields=["concealed_at"])
        about = concerned_by(thing)
        if about is not None:
            state_reasons(
                tenant_actor,
                about,
                Measure.HIDDEN,
                Grounds(),
                at=at,
                item=item,
                automated_decision=True,
                automated_detection=False,
            )
        note(tenant_actor, "auto_hide", at=at, kind=thing.kind, thing_id=thing.id, item=item.pk, score=item.score)
    _silence_when_new(thing, settings, tenant_actor, at=at)


def _close_when_heated(platform: Actor, thing: FlaggedThing, at: datetime) -> None:
    """Enough trusted members flagged things in one topic: it rests for some hours, or until a moderator opens it."""
    settings = read(ModerationSettings)
    if thing.topic_id is None or not settings.close_topic_at:
        return
    flags = Flag.objects.filter(item__topic_id=thing.topic_id, item__decided_at__isnull=True, level__gte=settings.trusted_level)
    if flags.values("flagger_id").distinct().count() != settings.close_topic_at or is_locked(thing.topic_id):
        return
    due_at = at + timedelta(hours=settings.close_topic_hours)
    set_timer(actor=platform, topic_id=thing.topic_id, kind="temporary_close", due_at=due_at, at=at)
    note(platform, "close_heated", at=at, kind="topic", thing_id=thing.topic_id, until=due_at)


def _was_kept(item: ReviewItem) -> bool:
    """Whether a person looked at the same thing before and kept it: then flags alone do not hide it again."""
    before = ReviewItem.objects.filter(thing_kind=item.thing_kind, thing_id=item.thing_id, decided_at__isnull=False)
    return before.order_by("-decided_at").values_list("outcome", flat=True).first() == Outcome.KEPT


def _silence_when_new(thing: FlaggedThing, settings: ModerationSettings, platform: Actor, *, at: datetime) -> None:
    """Enough different members flagged somebody new: silenced until a moderator has looked."""
    if not settings.silence_new_member_at or thing.author_id is None or thing.author_user_id is None:
        return
    member = members_by_person([thing.author_id]).get(thing.author_id)
    if member is None or member.level > 0 or (member.silenced_until is not None and member.silenced_until > at):
        return
    flaggers = (
        Flag.objects.filter(item__author_id=thing.author_id, item__decided_at__isnull=True)
        .values("flagger_id")
        .distinct()
        .count()
    )
    if flaggers < settings.silence_new_member_at:
        return
    try:
        penalise(actor=platform, user_id=thing.author_user_id, kind=PenaltyKind.SILENCE, facts="", at=at)
    except (ForbiddenError, ConflictError):
        return  # staff are not silenced by flags; a penalty that runs already is enough
