"""The ledger follows the community: whatever happened in whatever order, heard however often."""

import random
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kernel.actor import system_actor
from recognition.actions.recounting import recount_points
from recognition.models import MemberDay, PointsRollup
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.recognition.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])
PEOPLE = ("bob", "dora", "ben", "mo")


def days() -> Counter[tuple[str, str]]:
    """What members did, summed over days."""
    found: Counter[tuple[str, str]] = Counter()
    for row in MemberDay.objects.select_related("user"):
        for column in ("topic_created", "reply_created", "like_given", "like_received", "solution"):
            found[row.user.handle, column] += getattr(row, column)
    return +found


def points(unit: str = "day") -> dict[tuple[Any, ...], int]:
    rows = PointsRollup.objects.filter(unit=unit, points__gt=0)
    return {(r.user_id, r.starts_on, r.space_id, r.language): r.points for r in rows}


def by_brute_force() -> Counter[tuple[str, str]]:
    """The same from the community's own rows."""
    from community.models import Post, Vote
    from people.queries import people_by_id

    found: Counter[tuple[str, str]] = Counter()
    posts = {p.pk: p for p in Post.objects.select_related("topic") if p.hidden_at is None and p.topic.hidden_at is None}
    handles = {
        i: p.handle
        for i, p in people_by_id(
            {p.author_id for p in posts.values()} | set(Vote.objects.values_list("person_id", flat=True))
        ).items()
    }
    for post in posts.values():
        found[handles[post.author_id], "topic_created" if post.position == 1 else "reply_created"] += 1
        if post.topic.solution_id == post.pk and post.topic.author_id != post.author_id:
            found[handles[post.author_id], "solution"] += 1
    for vote in Vote.objects.filter(post__in=list(posts)):
        found[handles[vote.person_id], "like_given"] += 1
        found[handles[posts[vote.post_id].author_id], "like_received"] += 1
    return +found


def live(community: Community, dice: random.Random) -> None:
    """Forty things that may happen in a community."""
    from community.actions import moderating
    from community.actions.solutions import accept_solution, clear_solution
    from community.actions.votes import cast_vote, withdraw_vote
    from community.models import Post
    from kernel.errors import DomainError

    topics = [community.ask(dice.choice(PEOPLE), title=f"Topic number {n}") for n in range(3)]
    for _ in range(40):
        who, topic = dice.choice(PEOPLE), dice.choice(topics)
        post = dice.choice(list(Post.objects.filter(topic=topic).order_by("position")))
        verb = dice.choice(
            [
                "reply",
                "reply",
                "vote",
                "vote",
                "vote",
                "unvote",
                "hide",
                "restore",
                "accept",
                "clear",
                "hide_topic",
                "restore_topic",
            ]
        )
        try:
            match verb:
                case "reply":
                    community.reply(topic, who, body=f"Reply {dice.random()}")
                case "vote":
                    cast_vote(actor=community.actor(who), post_id=post.pk)
                case "unvote":
                    withdraw_vote(actor=community.actor(who), post_id=post.pk)
                case "accept":
                    accept_solution(actor=community.actor("mo"), topic_id=topic.pk, post_id=post.pk)
                case "clear":
                    clear_solution(actor=community.actor("mo"), topic_id=topic.pk)
                case "hide":
                    moderating.hide_post(actor=community.actor("mo"), post_id=post.pk, reason="x")
                case "restore":
                    moderating.restore_post(actor=community.actor("mo"), post_id=post.pk)
                case "hide_topic":
                    moderating.hide_topic(actor=community.actor("mo"), topic_id=topic.pk, reason="x")
                case "restore_topic":
                    moderating.restore_topic(actor=community.actor("mo"), topic_id=topic.pk)
        except DomainError:
            continue


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000))
def test_whatever_happens_heard_twice_and_shuffled_the_ledger_says_what_the_community_says(
    community: Community, seed: int
) -> None:
    from django.db import transaction

    from events.base import event_class
    from events.log import read_after
    from events.recording import recording
    from events.subscribers import list_subscribers
    from recognition.subscribers import keep_ledger

    with transaction.atomic():
        dice = random.Random(seed)
        live(community, dice)
        drain_everything()
        assert days() == by_brute_force()
        heard, once = points(), days()
        types = next(s.types for s in list_subscribers() if s.name == "recognition.ledger")
        log = [r for r in read_after(TENANTS["acme"], 0, limit=10_000) if r.type in types]
        dice.shuffle(log)
        for recorded in log:
            kind = event_class(recorded.type)
            assert kind is not None
            with recording():
                keep_ledger(kind.from_payload(recorded.payload), recorded)
        assert (days(), points()) == (once, heard)
        by_month = points("month")
        recount_points(actor=SYSTEM)
        assert (points(), points("month")) == (heard, by_month)
        transaction.set_rollback(True)
