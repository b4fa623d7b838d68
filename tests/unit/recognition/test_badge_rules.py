"""The language of badge rules against a brute force evaluator, over deeds that anybody might have done."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kernel.ids import uuid7
from recognition.errors import BadRuleError
from recognition.queries.counting import count_metrics
from recognition.rules.badges import (
    COMPARISONS,
    DISTINCT,
    MEMBER_METRICS,
    ON_DAYS,
    POST_METRICS,
    Condition,
    Rule,
    parse_rule,
)
from recognition.seeds import SEEDS
from tests.worlds import World

TODAY = date(2026, 11, 22)
COUNTED = (*ON_DAYS, *DISTINCT)
KIND_OF = {
    "topics_created": "topic_created",
    "replies_created": "reply_created",
    "likes_given": "like_given",
    "likes_received": "like_received",
    "solutions": "solution",
    "flags_agreed": "flag_agreed",
    "invited": "invited",
}

conditions = st.builds(
    Condition,
    metric=st.sampled_from(COUNTED),
    comparison=st.sampled_from(sorted(COMPARISONS)),
    number=st.integers(0, 4),
    days=st.none() | st.integers(1, 12),
)
rules = st.lists(st.lists(conditions, min_size=1, max_size=3), min_size=1, max_size=3).map(Rule)


@given(rule=rules)
def test_a_rule_survives_being_stored(rule: Rule) -> None:
    assert parse_rule(rule.as_json(), "member") == rule


@given(rule=rules, values=st.dictionaries(st.tuples(st.sampled_from(COUNTED), st.none() | st.integers(1, 12)), st.integers(0, 5)))
def test_a_rule_holds_when_all_of_one_alternative_hold(rule: Rule, values: Any) -> None:
    def one(condition: Condition) -> bool:
        have = values.get((condition.metric, condition.days), 0)
        return {"at_least": have >= condition.number, "at_most": have <= condition.number, "exactly": have == condition.number}[
            condition.comparison
        ]

    expected = False
    for group in rule.any_of:
        verdict = True
        for condition in group:
            verdict = verdict and one(condition)
        expected = expected or verdict
    assert rule.holds(values) is expected


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"any_of": []},
        {"any_of": [[]]},
        {"any_of": [[{"metric": "password", "comparison": "at_least", "number": 1}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "; drop table", "number": 1}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": True}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": -1}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": "1"}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1, "days": 0}]]},
        {"any_of": [[{"metric": "trust_level", "comparison": "at_least", "number": 1, "days": 5}]]},
        {"any_of": [[{"metric": "post_likes", "comparison": "at_least", "number": 1}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1, "sql": "1=1"}]]},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1}]], "sql": "1"},
        {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1}] * 9]},
    ],
    ids=str,
)
def test_what_is_no_rule_is_refused(raw: object) -> None:
    with pytest.raises(BadRuleError):
        parse_rule(raw, "member")


def test_every_badge_of_the_product_has_a_rule_that_asks_for_something() -> None:
    assert len(SEEDS) >= 40
    assert len({seed.key for seed in SEEDS}) == len(SEEDS)
    assert {seed.group for seed in SEEDS} == {"started", "community", "posting", "trust"}
    assert not [seed.key for seed in SEEDS if parse_rule(seed.rule, seed.subject).asks_for_nothing]


def test_every_metric_has_a_name() -> None:
    from recognition.naming import COMPARISONS as SAID
    from recognition.naming import METRICS

    assert set(METRICS) == {*MEMBER_METRICS, *POST_METRICS}
    assert set(SAID) == set(COMPARISONS)


def deeds_of(dice: random.Random, users: list[UUID]) -> list[dict[str, Any]]:
    posts, topics = [uuid7() for _ in range(6)], [uuid7() for _ in range(3)]
    found = {}
    for _ in range(60):
        row = {
            "user_id": dice.choice(users),
            "kind": dice.choice([*KIND_OF.values(), "flagged"]),
            "about": dice.choice(posts),
            "other": dice.choice([*users, None]),
            "topic": dice.choice(topics),
            "date": TODAY - timedelta(days=dice.randrange(15)),
        }
        found[row["user_id"], row["kind"], row["about"], row["other"]] = row
    return list(found.values())


def by_brute_force(metric: str, days: int | None, user: UUID, deeds: list[dict[str, Any]], read: list[dict[str, Any]]) -> int:
    def recent(row: dict[str, Any]) -> bool:
        return days is None or (TODAY - row["date"]).days < days

    mine = [row for row in deeds if row["user_id"] == user and recent(row)]
    pages = [row for row in read if row["user_id"] == user and recent(row)]
    if metric in KIND_OF:
        return len([row for row in mine if row["kind"] == KIND_OF[metric]])
    liked = [row for row in mine if row["kind"] == "like_received"]
    return {
        "topics_replied": len({row["topic"] for row in mine if row["kind"] == "reply_created" and row["other"] != user}),
        "likers": len({row["other"] for row in liked} - {None}),
        "liked_posts": len({row["about"] for row in liked}),
        "days_visited": len([row for row in pages if row["topics"] or row["posts"] or row["seconds"]]),
        "minutes_read": sum(row["seconds"] for row in pages) // 60,
        "topics_read": sum(row["topics"] for row in pages),
        "posts_read": sum(row["posts"] for row in pages),
    }[metric]


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 100_000), windows=st.lists(st.none() | st.integers(1, 15), min_size=1, max_size=3, unique=True))
def test_counts_in_sql_are_those_of_brute_force(world: World, seed: int, windows: list[int | None]) -> None:
    from django.db import transaction

    from recognition.actions.rolling import roll_up
    from recognition.contracts import DeedRow
    from recognition.models import Deed, MemberDay

    dice, users = random.Random(seed), [world.users[name].pk for name in ("bob", "dora", "ben")]
    deeds = deeds_of(dice, users)
    read = [
        {
            "user_id": user,
            "date": TODAY - timedelta(days=ago),
            "topics": dice.randrange(3),
            "posts": dice.randrange(9),
            "seconds": dice.choice([0, 59, 60, 4_000]),
        }
        for user in users
        for ago in dice.sample(range(15), 5)
    ]
    with transaction.atomic():
        Deed.objects.bulk_create([Deed(**row) for row in deeds])
        MemberDay.objects.bulk_create(
            [
                MemberDay(
                    user_id=r["user_id"],
                    date=r["date"],
                    topics_read=r["topics"],
                    posts_read=r["posts"],
                    seconds_read=r["seconds"],
                )
                for r in read
            ]
        )
        rows = [DeedRow(d["user_id"], d["kind"], d["about"], d["other"], d["topic"], None, "", d["date"]) for d in deeds]
        roll_up([(row, 1) for row in rows], None)
        needs = [(metric, days) for metric in COUNTED for days in windows]
        expected = {user: {need: by_brute_force(*need, user, deeds, read) for need in needs} for user in users}
        for asked in (users, None):
            counted = count_metrics(asked, needs, today=TODAY)
            found = {user: {need: counted[user].get(need, 0) for need in needs} for user in users}
            assert found == expected
        transaction.set_rollback(True)
