"""Trying a rule on what was published lately, before it holds anything."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from access.policies import authorise
from community.queries.members import members_by_person
from community.queries.written import Written, latest_posts, published_counts
from kernel.actor import STAFF, Actor, Role
from kernel.unfit import problems_of
from moderation.errors import BadRuleError
from moderation.judging.reading import features_of
from moderation.judging.rules import Candidate, Conditions, Reason, matches
from moderation.policies import can_manage_moderation
from people.contracts import PersonInfo
from people.queries import people_by_id

LOOKED_AT = 500
SHOWN = 50


@dataclass(frozen=True, slots=True)
class TrialHit:
    """A published text that the rule would have met."""

    written: Written
    author: PersonInfo | None
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done: how many texts were looked at, how many it met, and the newest of these."""

    looked_at: int
    met: int
    hits: Sequence[TrialHit]


def try_rule(actor: Actor, conditions: Conditions) -> Trial:
    """The rule on the newest posts, as their authors stand today; four queries whatever it meets."""
    authorise(actor, can_manage_moderation)
    posts = latest_posts(limit=LOOKED_AT)
    ids = {post.author_id for post in posts}
    people, members, counts = people_by_id(ids), members_by_person(ids), published_counts(ids)
    newer: Counter[object] = Counter()
    hits = []
    for post in posts:
        newer[post.author_id] += 1
        person, member = people.get(post.author_id), members.get(post.author_id)
        title = post.title if post.position == 1 else ""
        candidate = Candidate(
            text=f"{title}\n{post.text}",
            features=features_of(f"{title}\n{post.text}"),
            language=post.language,
            space_id=post.space_id,
            level=member.level if member is not None else 0,
            earlier_posts=max(0, counts.get(post.author_id, 0) - newer[post.author_id]),
            is_exempt=person is not None and (person.role in STAFF or person.role == Role.MODERATOR),
        )
        reasons = matches(conditions, candidate)
        if reasons is not None:
            hits.append(TrialHit(post, person, reasons))
    return Trial(len(posts), len(hits), hits[:SHOWN])


def parse_conditions(given: dict[str, Any]) -> Conditions:
    """The conditions as a value; raises BadRuleError with what is wrong per field."""
    try:
        return Conditions.model_validate(given)
    except ValidationError as error:
        raise BadRuleError(fields=problems_of(error, otherwise="conditions")) from error
