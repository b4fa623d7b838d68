"""Socket topics: who may join each, and that Charlie may join none of another brand's."""

from collections.abc import Callable
from uuid import UUID

import pytest

from access.topics import get_topic, list_topics
from kernel.actor import Actor, anonymous_actor
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.architecture.case_basics import EVERYBODY, MEMBERS, STAFF
from tests.architecture.stage import ROLES, Stage
from tests.plugin import TENANTS
from tests.worlds import World

Staged = tuple[World, dict[str, Stage]]
Case = tuple[Callable[[Stage], UUID | None], frozenset[str]]

TOPIC_CASES: dict[str, Case] = {
    "conversation": (lambda s: s.conversation, STAFF),
    "desk": (lambda s: None, STAFF),
    "me": (lambda s: None, MEMBERS),
    "review": (lambda s: None, STAFF | {"moderator"}),
    "topic": (lambda s: s.topic, EVERYBODY),
}
"""An id in the brand (None for topics without one), and the roles that may join."""


def actor_of(world: World, role: str) -> Actor:
    person = ROLES[role]
    return world.actor(person) if person else anonymous_actor(TENANTS["acme"])


def test_every_topic_has_a_case_and_every_case_a_topic() -> None:
    assert {topic.kind for topic in list_topics()} == set(TOPIC_CASES)


@pytest.mark.parametrize("kind", sorted(TOPIC_CASES))
def test_topic_is_joined_by_the_roles_it_is_for(staged: Staged, kind: str) -> None:
    world, stages = staged
    topic, (ident, allowed) = get_topic(kind), TOPIC_CASES[kind]
    assert topic is not None
    with tenant_context(TENANTS["acme"]):
        joined = {role for role in ROLES if topic.may_join(actor_of(world, role), ident(stages["acme"]))}
    assert joined == allowed


@pytest.mark.parametrize("kind", sorted(kind for kind, (ident, _) in TOPIC_CASES.items() if ident.__code__.co_names))
def test_somebody_of_another_brand_joins_nothing_here(staged: Staged, kind: str) -> None:
    world, stages = staged
    topic, (ident, _allowed) = get_topic(kind), TOPIC_CASES[kind]
    assert topic is not None
    with tenant_context(TENANTS["globex"]):
        assert not topic.may_join(world.actor("charlie"), ident(stages["acme"]))
        assert not topic.may_join(world.actor("charlie"), uuid7())


@pytest.mark.parametrize("kind", sorted(TOPIC_CASES))
def test_topic_with_an_id_cannot_be_joined_without_one(staged: Staged, kind: str) -> None:
    world, _stages = staged
    topic = get_topic(kind)
    assert topic is not None
    if topic.per_id:
        with tenant_context(TENANTS["acme"]):
            assert not topic.may_join(world.actor("alice"), None)
