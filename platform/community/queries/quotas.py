"""How many votes for ideas somebody has, and how many are left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from brand_settings.queries import read
from community.abilities import counted_level, level_of
from community.authorship import known_author_id
from community.kinds import IdeaSettings
from community.models.idea import IdeaVote
from community.models.member import Member
from community.models.topic import Topic
from kernel.actor import STAFF, Actor, Role
from people.queries import people_by_id

HIGHEST_LEVEL = 4
TRUSTED = frozenset({*STAFF, Role.MODERATOR})


@dataclass(frozen=True, slots=True)
class VotesLeft:
    """A member's votes: how many there are, in use and left. `is_low`: the brand wants the member to be told."""

    quota: int
    used: int
    is_low: bool

    @property
    def left(self) -> int:
        return max(self.quota - self.used, 0)


def get_votes_left(actor: Actor) -> VotesLeft:
    """The actor's own votes."""
    settings = read(IdeaSettings)
    quota = settings.quota(level_of(actor))
    person_id = known_author_id(actor)
    used = 0
    if person_id is not None:
        taking = Topic.objects.taking_idea_votes()
        used = IdeaVote.objects.filter(person_id=person_id, waiting_at=None, topic__in=taking).count()
    return VotesLeft(quota, used, is_low=quota - used <= settings.alert_at)


def quotas_of(person_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """How many votes each of these people may have in use, by the level of their accounts."""
    settings = read(IdeaSettings)
    people = people_by_id(person_ids)
    accounts = [person.user_id for person in people.values() if person.user_id is not None]
    levels = dict(Member.objects.filter(user_id__in=accounts).values_list("user_id", "level"))
    found: dict[UUID, int] = {}
    for person_id in person_ids:
        person = people.get(person_id)
        level = levels.get(person.user_id, 0) if person is not None and person.user_id is not None else 0
        is_trusted = person is not None and person.role in TRUSTED
        found[person_id] = settings.quota(HIGHEST_LEVEL if is_trusted else counted_level(level))
    return found
