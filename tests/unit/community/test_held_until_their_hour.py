"""A topic that was held and has an hour of its own: approval lets it wait for the hour, not appear at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from brand_settings.actions import change_settings
from community import screening
from community.actions.approving import approve_topic
from community.actions.concealing import conceal_topic, reveal_topic
from community.actions.moderating import restore_topic
from community.actions.scheduling import publish_due_topic
from community.actions.topics import create_topic
from community.models import Schedule, Space, Topic
from community.screening import Circumstances, Outcome, Verdict
from events.log import read_after
from kernel.actor import system_actor
from kernel.clock import now
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community
from tests.unit.community.test_standing import Says

SYSTEM, HOUR = system_actor(TENANTS["acme"]), timedelta(hours=1)


@pytest.fixture(autouse=True)
def holding(community: Community) -> Iterator[None]:
    change_settings(actor=community.actor("alice"), section="abilities", values={"schedule_topic": 0})
    before = list(screening._screeners)
    screening.provide_screener(Says(Verdict(Outcome.HOLD, ("word",))))
    yield
    screening._screeners[:] = before


def write(community: Community, **fields: Any) -> Topic:
    given = {"title": "Sale on Monday", "body": "Ten off.", "circumstances": Circumstances(typed_ms=9_000), **fields}
    return create_topic(actor=community.actor("dora"), space_id=community.public.pk, **given)


def state(topic: Topic) -> tuple[str, bool]:
    found = Topic.objects.get(pk=topic.pk)
    return found.hidden_as, found.hidden_at is not None


def due(topic: Topic, at: datetime) -> None:
    publish_due_topic(actor=SYSTEM, topic_id=topic.pk, at=at)


def created() -> int:
    return sum(event.type == "community.topic_created" for event in read_after(TENANTS["acme"], 0, limit=1000))


@pytest.mark.parametrize("approve", [approve_topic, restore_topic, reveal_topic])
def test_approved_before_its_hour_it_waits_for_it(community: Community, approve: Any) -> None:
    topic = write(community, publish_at=now() + HOUR)
    assert state(topic) == ("held", True)
    approve(actor=SYSTEM if approve is reveal_topic else community.actor("mo"), topic_id=topic.pk)
    assert (state(topic), created()) == (("scheduled", True), 0)
    assert Space.objects.get(pk=community.public.pk).topic_count == 0
    assert community.world.client("bob").get(f"/t/{topic.slug}-{topic.number}/").status_code == 404
    at = now() + HOUR * 2
    due(topic, at)
    assert (state(topic), created(), Topic.objects.get(pk=topic.pk).created_at) == (("", False), 1, at)
    assert Space.objects.get(pk=community.public.pk).topic_count == 1


def test_approved_after_its_hour_it_appears_at_once_and_begins_then(community: Community) -> None:
    topic = write(community, publish_at=now() + HOUR)
    due(topic, now() + HOUR * 2)
    assert state(topic) == ("held", True)
    at = now() + HOUR * 3
    approve_topic(actor=community.actor("mo"), topic_id=topic.pk, at=at)
    found = Topic.objects.get(pk=topic.pk)
    assert (found.hidden_at, found.created_at, found.last_posted_at, created()) == (None, at, at, 1)
    assert Schedule.objects.get().published_at == at
    due(topic, at + HOUR)
    assert created() == 1


def test_what_moderation_hides_before_its_hour_does_not_appear_then(community: Community) -> None:
    topic = write(community, publish_at=now() + HOUR)
    approve_topic(actor=community.actor("mo"), topic_id=topic.pk)
    conceal_topic(actor=SYSTEM, topic_id=topic.pk, reason="moderated")
    due(topic, now() + HOUR * 2)
    assert (state(topic), created()) == (("moderated", True), 0)
    reveal_topic(actor=SYSTEM, topic_id=topic.pk, at=now() + HOUR * 3)
    assert (state(topic), created()) == (("", False), 1)


def test_without_an_hour_approval_publishes_as_before(community: Community) -> None:
    topic = write(community)
    assert state(topic) == ("held", True)
    written = Topic.objects.get(pk=topic.pk).created_at
    approve_topic(actor=community.actor("mo"), topic_id=topic.pk)
    assert (state(topic), created(), Topic.objects.get(pk=topic.pk).created_at) == (("", False), 1, written)
