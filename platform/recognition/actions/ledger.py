"""Bringing the ledger to what the community says. Each action may run twice or late: the result is the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from access.policies import authorise
from brand_settings.queries import read
from community.queries.deeds import ReadingFact, reading_facts
from events.recording import action
from kernel.actor import Actor
from recognition.actions.rolling import Place, add_points, lock_ledger, roll_up
from recognition.contracts import DeedRow
from recognition.models.deed import Deed
from recognition.models.rollup import MemberDay
from recognition.policies import can_count
from recognition.queries.ledger import standing_deeds
from recognition.queries.wanted import accounts_of, wanted_deeds
from recognition.queries.weights import get_weights
from recognition.rules.points import Weights
from recognition.sections import RecognitionSettings

Touched = Mapping[UUID, frozenset[str]]
"""Whose numbers changed, and by deeds of which kinds."""


@action
def count_posts(*, actor: Actor, post_ids: Collection[UUID]) -> Touched:
    """The deeds about these posts as they are now."""
    authorise(actor, can_count)
    lock_ledger()
    return _settle(standing_deeds(post_ids), wanted_deeds(post_ids))


@action
def count_vote(*, actor: Actor, post_id: UUID, voter_id: UUID) -> Touched:
    """The like of this person on this post, there or not: a post with ten thousand others costs no more."""
    authorise(actor, can_count)
    user_id = accounts_of([voter_id]).get(voter_id)
    if user_id is None:
        return {}
    lock_ledger()
    return _settle(standing_deeds([post_id], voter_user_id=user_id), wanted_deeds([post_id], voter_id=voter_id))


@action
def count_reading(*, actor: Actor, user_ids: Collection[UUID], on: date | None = None) -> Touched:
    """What these accounts read, on that day or ever, as the community counted it."""
    authorise(actor, can_count)
    lock_ledger()
    facts = reading_facts(user_ids, on=on)
    MemberDay.objects.bulk_create([MemberDay(user_id=f.user_id, date=f.date) for f in facts], ignore_conflicts=True)
    rows = MemberDay.objects.filter(user_id__in={f.user_id for f in facts}, date__in={f.date for f in facts})
    standing = {(row.user_id, row.date): row for row in rows}
    changed = [(standing[fact.user_id, fact.date], fact) for fact in facts if _differs(standing[fact.user_id, fact.date], fact)]
    weights = _weights()
    if weights is not None:
        add_points(_points_between(changed, weights))
    for row, fact in changed:
        row.topics_read, row.posts_read, row.seconds_read = fact.topics, fact.posts, fact.seconds
    MemberDay.objects.bulk_update([row for row, _ in changed], ["topics_read", "posts_read", "seconds_read"], batch_size=500)
    return {row.user_id: frozenset({"reading"}) for row, _ in changed}


@action
def note_deed(*, actor: Actor, row: DeedRow, stands: bool) -> Touched:
    """A deed that other rooms vouch for (an invitation, a flag that moderators agreed with), or its end."""
    authorise(actor, can_count)
    lock_ledger()
    rows = Deed.objects.filter(user_id=row.user_id, kind=row.kind, about=row.about, other=row.other)
    standing = {DeedRow(d.user_id, d.kind, d.about, d.other, d.topic, d.space_id, d.language, d.date): d.pk for d in rows}
    return _settle(standing, {row} if stands else set())


def _settle(standing: Mapping[DeedRow, UUID], wanted: Collection[DeedRow]) -> Touched:
    gone = [row for row in standing if row not in wanted]
    new = [row for row in wanted if row not in standing]
    Deed.objects.filter(pk__in=[standing[row] for row in gone]).delete()
    Deed.objects.bulk_create([_deed(row) for row in new], batch_size=1_000)
    roll_up([*((row, -1) for row in gone), *((row, 1) for row in new)], _weights())
    return _touched([*gone, *new])


def _deed(row: DeedRow) -> Deed:
    return Deed(
        user_id=row.user_id,
        kind=row.kind,
        about=row.about,
        other=row.other,
        topic=row.topic,
        space_id=row.space_id,
        language=row.language,
        date=row.date,
    )


def _touched(rows: Iterable[DeedRow]) -> Touched:
    kinds: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        kinds[row.user_id].add(row.kind)
    return {user_id: frozenset(found) for user_id, found in kinds.items()}


def _weights() -> Weights | None:
    """None while the brand keeps no points."""
    return get_weights() if read(RecognitionSettings).has_points else None


def _differs(row: MemberDay, fact: ReadingFact) -> bool:
    return (row.topics_read, row.posts_read, row.seconds_read) != (fact.topics, fact.posts, fact.seconds)


def _points_between(changed: Iterable[tuple[MemberDay, ReadingFact]], weights: Weights) -> Mapping[Place, int]:
    points: dict[Place, int] = defaultdict(int)
    for row, fact in changed:
        before = weights.of_reading(visited=row.is_visit, seconds=row.seconds_read, posts=row.posts_read)
        visited = bool(fact.topics or fact.posts or fact.seconds)
        points[row.user_id, row.date, None, ""] += (
            weights.of_reading(visited=visited, seconds=fact.seconds, posts=fact.posts) - before
        )
    return points
