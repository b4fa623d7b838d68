"""Giving and taking badges: by their rules when something happened or every night, and by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.queries import list_user_infos
from brand_settings.queries import read
from community.actions.members import set_title
from community.events import BadgeAwarded
from community.queries.members import members_by_user
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from recognition.errors import AutomaticBadgeError
from recognition.models.badge import Award, Badge, Subject
from recognition.naming import badge_name, title_in_words
from recognition.policies import can_count, can_give
from recognition.queries.counting import count_metrics
from recognition.queries.posts import post_values
from recognition.queries.wanted import day_of
from recognition.rules.badges import Need, Rule, parse_rule
from recognition.sections import RecognitionSettings

ONCE = UUID(int=0)
"""The occasion of a badge that one can hold but once."""
TOUCHES: Mapping[str, frozenset[str]] = {
    "topic_created": frozenset({"topics_created", "points"}),
    "reply_created": frozenset({"replies_created", "topics_replied", "points"}),
    "like_given": frozenset({"likes_given", "points"}),
    "like_received": frozenset({"likes_received", "likers", "liked_posts", "points"}),
    "solution": frozenset({"solutions", "points"}),
    "flag_agreed": frozenset({"flags_agreed", "points"}),
    "flagged": frozenset(),
    "invited": frozenset({"invited", "points"}),
    "reading": frozenset({"topics_read", "posts_read", "days_visited", "minutes_read", "days_since_joining", "points"}),
    "level": frozenset({"trust_level"}),
}
"""Which metrics a deed moves, so that only badges that ask for them are looked at."""
Earned = Mapping[UUID, Collection[tuple[UUID, UUID]]]


@action
def award_to_members(
    *, actor: Actor, user_ids: Collection[UUID], kinds: Collection[str] | None = None, at: datetime | None = None
) -> int:
    """How many badges these members gained or lost; with `kinds` only badges that such deeds can move are looked at."""
    authorise(actor, can_count)
    if not user_ids or not read(RecognitionSettings).has_badges:
        return 0
    touched = frozenset().union(*(TOUCHES[kind] for kind in kinds)) if kinds is not None else None
    rules = {
        badge: rule
        for badge, rule in _rules(Subject.MEMBER).items()
        if touched is None or touched & {metric for metric, _ in rule.needs}
    }
    if not rules:
        return 0
    at = at or now()
    needs: set[Need] = set().union(*(rule.needs for rule in rules.values()))
    values = count_metrics(user_ids, needs, today=day_of(at))
    earned = {
        badge.pk: [(user_id, ONCE) for user_id, have in values.items() if rule.holds(have)] for badge, rule in rules.items()
    }
    return _settle(actor, list(rules), earned, Award.objects.filter(user_id__in=list(user_ids)), at)


@action
def award_for_posts(*, actor: Actor, post_ids: Collection[UUID], at: datetime | None = None) -> int:
    """How many badges came or went for these single posts."""
    authorise(actor, can_count)
    if not post_ids or not read(RecognitionSettings).has_badges:
        return 0
    rules = _rules(Subject.POST)
    if not rules:
        return 0
    values = post_values(post_ids)
    earned = {
        badge.pk: [(post.author_id, post_id) for post_id, post in values.items() if rule.holds(post.values)]
        for badge, rule in rules.items()
    }
    return _settle(actor, list(rules), earned, Award.objects.filter(occasion__in=list(post_ids)), at or now())


@action
def give_badge(
    *,
    actor: Actor,
    badge_id: UUID,
    user_id: UUID,
    reason: str,
    id: UUID | None = None,  # noqa: A002 - the client mints it
    at: datetime | None = None,
) -> Award:
    """The badge in this member's hands; one of several when it may be held more than once. The reason is public."""
    authorise(actor, can_give)
    badge = _find(badge_id)
    if badge.rule is not None:
        raise AutomaticBadgeError
    if user_id not in list_user_infos([user_id]):
        raise NotFoundError
    reason = reason.strip()[:400]
    if not reason:
        raise InvalidError(fields={"reason": [_("Say why, so that everybody can be glad with them.")]})
    at = at or now()
    occasion = (id or ONCE) if badge.is_multiple else ONCE
    if badge.is_multiple and id is None:
        raise InvalidError(fields={"id": [_("A badge that may come several times needs an id for each.")]})
    award = Award.objects.filter(badge=badge, user_id=user_id, occasion=occasion).first()
    if award is not None and award.revoked_at is None:
        return award
    award = award or Award(badge=badge, user_id=user_id, occasion=occasion)
    award.awarded_at, award.awarded_by_id, award.reason, award.revoked_at = at, actor.user_id, reason, None
    award.save()
    publish(BadgeAwarded(user_id=user_id, badge_id=badge.pk, award_id=award.pk), actor=actor, at=at)
    return award


@action
def take_badge(*, actor: Actor, award_id: UUID, at: datetime | None = None) -> None:
    """What was given by hand is taken back by hand, with the title that it gave."""
    authorise(actor, can_give)
    award = Award.objects.select_related("badge").select_for_update(of=("self",)).filter(pk=award_id).first()
    if award is None:
        raise NotFoundError
    if award.badge.rule is not None:
        raise AutomaticBadgeError
    if award.revoked_at is not None:
        return
    award.revoked_at = at or now()
    award.save(update_fields=["revoked_at"])
    _drop_titles(actor, [award])


def _rules(subject: Subject) -> Mapping[Badge, Rule]:
    rows = Badge.objects.filter(disabled_at=None, rule__isnull=False, subject=subject).order_by("position", "pk")
    return {badge: parse_rule(badge.rule, badge.subject) for badge in rows}


def _settle(actor: Actor, badges: Iterable[Badge], earned: Earned, awards: object, at: datetime) -> int:
    """Grant what is earned and not held, revoke what is held, no longer earned and revocable."""
    by_id = {badge.pk: badge for badge in badges}
    rows = awards.filter(badge_id__in=list(by_id)).select_related("badge")  # type: ignore[attr-defined] # a queryset
    held = {(row.badge_id, row.user_id, row.occasion): row for row in rows}
    wanted = {(badge_id, user_id, occasion) for badge_id, found in earned.items() for user_id, occasion in found}
    new = [
        Award(badge_id=badge_id, user_id=user_id, occasion=occasion, awarded_at=at)
        for badge_id, user_id, occasion in sorted(wanted - held.keys())
    ]
    Award.objects.bulk_create(new, batch_size=500)
    again = [row for key, row in held.items() if key in wanted and row.revoked_at is not None]
    for row in again:
        row.revoked_at, row.awarded_at = None, at
    lost = [row for key, row in held.items() if key not in wanted and row.revoked_at is None and by_id[row.badge_id].revocable]
    for row in lost:
        row.revoked_at = at
    Award.objects.bulk_update([*again, *lost], ["revoked_at", "awarded_at"], batch_size=500)
    for row in [*new, *again]:
        publish(BadgeAwarded(user_id=row.user_id, badge_id=row.badge_id, award_id=row.pk), actor=actor, at=at)
    _drop_titles(actor, lost)
    return len(new) + len(again) + len(lost)


def _drop_titles(actor: Actor, lost: Collection[Award]) -> None:
    """A title goes with the badge that gave it."""
    titles: dict[UUID, set[str]] = defaultdict(set)
    for award in lost:
        if award.badge.gives_title:
            titles[award.user_id].add(badge_name(award.badge))
    for user_id, member in members_by_user(list(titles)).items():
        if title_in_words(member.title) in titles[user_id]:
            set_title(actor=actor, user_id=user_id, title="")


def _find(badge_id: UUID) -> Badge:
    badge = Badge.objects.filter(pk=badge_id, disabled_at=None).first()
    if badge is None:
        raise NotFoundError
    return badge
