"""Queries that are compiled once find what those find that are compiled each time."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from community.models.post import Post
from community.models.topic import Topic
from kernel.ids import uuid7
from kernel.prepared import prepared
from tenants.context import tenant_context
from tenants.postgresql.base import PLANNED_AFTER
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

PAST = datetime(2020, 1, 1, tzinfo=UTC)


@prepared
def posts_at(topic_id: UUID, positions: list[int]) -> QuerySet[Post]:
    return Post.objects.filter(topic_id=topic_id, position__among=positions).order_by("position")


@prepared
def topics_since(at: datetime, slug: str, kind: str | None) -> QuerySet[Topic]:
    rows = Topic.objects.select_related("space").filter(created_at__gte=at, slug=slug).annotate(one=Value(1))
    return (rows if kind is None else rows.filter(kind=kind)).order_by("number")


@prepared
def numbers(topic_ids: list[UUID]) -> QuerySet[Topic, Any]:
    return (
        Topic.objects.filter(pk__among=topic_ids).annotate(double=F("number") * 2).order_by("pk").values_list("number", "double")
    )


@prepared
def topics_of(number: int) -> QuerySet[Topic]:
    return Topic.objects.filter(number=number)


def test_rows_are_those_of_the_query_set(community: Community) -> None:
    first, second = community.ask(), community.ask()
    community.reply(first)
    for topic in (first, second, first):
        for positions in ([1], [1, 2, 3], [7]):
            found = posts_at(topic.pk, positions)
            assert found == list(Post.objects.filter(topic=topic, position__in=positions).order_by("position"))
            assert [post.body for post in found] == [Post.objects.get(pk=post.pk).body for post in found]


def test_values_of_every_kind_reach_their_place(community: Community) -> None:
    topic = community.ask()
    for _ in range(12):  # beyond the times after which the server may keep the plan
        assert [row.pk for row in topics_since(PAST, topic.slug, None)] == [topic.pk]
        assert [row.pk for row in topics_since(PAST, topic.slug, topic.kind)] == [topic.pk]
        assert topics_since(PAST, "no such slug", None) == []
        assert topics_since(PAST, topic.slug, "no such kind") == []
        assert topics_since(datetime(2999, 1, 1, tzinfo=UTC), topic.slug, None) == []
    (row,) = topics_since(PAST, topic.slug, None)
    with CaptureQueriesContext(connection) as asked:
        assert row.space.pk == topic.space_id
    assert asked.captured_queries == []
    assert numbers([topic.pk, uuid7()]) == [(topic.number, 2 * topic.number)]


def test_among_nothing_there_is_nothing_and_nothing_is_asked(community: Community) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert numbers([]) == []
    assert asked.captured_queries == []


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**20, -(10**20)])
def test_a_number_that_no_column_holds_finds_nothing(community: Community, number: int) -> None:
    topic = community.ask()
    assert topics_of(topic.number) == [topic]
    assert topics_of(number) == []
    if number > 0:
        assert community.world.client("alice").get(f"/t/{number}/tools/").status_code == 404


def test_each_call_is_one_statement(community: Community) -> None:
    topic = community.ask()
    posts_at(topic.pk, [1])
    with CaptureQueriesContext(connection) as asked:
        posts_at(topic.pk, [1])
    assert len(asked.captured_queries) == 1


def test_what_is_decided_by_a_value_is_refused(community: Community) -> None:
    @prepared
    def decides(number: int) -> QuerySet[Topic]:
        return Topic.objects.filter(number=number) if number % 2 else Topic.objects.filter(number=number, hidden_at=None)

    @prepared
    def counts(number: int) -> QuerySet[Topic]:
        return Topic.objects.all()[:number]

    @prepared
    def forgets(number: int) -> QuerySet[Topic]:
        return Topic.objects.all()

    @prepared
    def alters(number: int) -> QuerySet[Topic]:
        return Topic.objects.filter(number=number + 1)

    for wrong in (decides, counts, forgets, alters):
        with pytest.raises(TypeError):
            wrong(3)
    with pytest.raises(TypeError, match="takes no float"):
        prepared(lambda number: Topic.objects.filter(number=number))(1.5)


def test_a_condition_of_the_annotation_carries_its_value(community: Community) -> None:
    @prepared
    def mine(author_id: UUID) -> QuerySet[Topic]:
        posts = Post.objects.filter(topic=OuterRef("pk"), author_id=author_id)
        return Topic.objects.annotate(is_mine=Exists(posts)).order_by("number")

    topic = community.ask()
    assert [row.is_mine for row in mine(topic.author_id) if row.pk == topic.pk] == [True]
    assert [row.is_mine for row in mine(uuid7()) if row.pk == topic.pk] == [False]


def test_a_kept_plan_sees_the_tenant_in_context_alone(community: Community) -> None:
    topic = community.ask()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    for _ in range(PLANNED_AFTER + 3):
        assert numbers([topic.pk]) == [(topic.number, 2 * topic.number)]
    with tenant_context(TENANTS["globex"]):
        assert numbers([topic.pk]) == []
    assert len(numbers([topic.pk])) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%AS \"double\"%'")
        assert cursor.fetchall()[0][0] > 1
