"""Which deeds there are, by what the community says at this moment."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from community.queries.deeds import PostFact, VoteFact, post_facts, vote_facts
from people.queries import people_by_id
from recognition.contracts import DeedRow
from recognition.models.deed import Deed

Kind = Deed.Kind


def wanted_deeds(post_ids: Iterable[UUID], *, voter_id: UUID | None = None) -> set[DeedRow]:
    """All deeds about these posts, or with `voter_id` only the likes of that person. Writers without an account do none."""
    posts = {fact.id: fact for fact in post_facts(post_ids) if fact.is_visible}
    votes = vote_facts(posts, voter_id=voter_id)
    people = {fact.author_id for fact in posts.values()} | {fact.asker_id for fact in posts.values()}
    accounts = accounts_of(people | {vote.person_id for vote in votes})
    rows = set() if voter_id is not None else {row for fact in posts.values() for row in _written(fact, accounts)}
    return rows | {row for vote in votes for row in _liked(posts[vote.post_id], vote, accounts)}


def accounts_of(person_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The account behind each of these people who has one."""
    return {person_id: person.user_id for person_id, person in people_by_id(person_ids).items() if person.user_id is not None}


def day_of(at: datetime) -> date:
    """The day on which something counts: that of UTC, like the community's own days of reading."""
    return at.astimezone(UTC).date()


def _written(fact: PostFact, accounts: Mapping[UUID, UUID]) -> list[DeedRow]:
    author, asker = accounts.get(fact.author_id), accounts.get(fact.asker_id)
    if author is None:
        return []
    if fact.position == 1:
        return [_row(fact, author, Kind.TOPIC_CREATED, None, fact.created_at)]
    rows = [_row(fact, author, Kind.REPLY_CREATED, asker, fact.created_at)]
    if fact.solved_at is not None and fact.author_id != fact.asker_id:
        # Who answers themselves has helped, but earns nothing: it would be the easiest way to points.
        rows.append(_row(fact, author, Kind.SOLUTION, asker, fact.solved_at))
    return rows


def _liked(fact: PostFact, vote: VoteFact, accounts: Mapping[UUID, UUID]) -> list[DeedRow]:
    author, voter = accounts.get(fact.author_id), accounts.get(vote.person_id)
    rows = []
    if voter is not None:
        rows.append(_row(fact, voter, Kind.LIKE_GIVEN, author, vote.at))
    if author is not None and voter is not None:
        rows.append(_row(fact, author, Kind.LIKE_RECEIVED, voter, vote.at))
    return rows


def _row(fact: PostFact, user_id: UUID, kind: Kind, other: UUID | None, at: datetime) -> DeedRow:
    return DeedRow(user_id, kind.value, fact.id, other, fact.topic_id, fact.space_id, fact.language, day_of(at))
