"""A person's timeline shows their conversations to those who may see them."""

from datetime import timedelta
from typing import Any

import pytest

from inbox.queries.persons import InboxTimeline
from kernel.clock import now
from people.contracts import Position


@pytest.mark.parametrize(("name", "seen"), [("alice", 3), ("ben", 2), ("berta", 2), ("bob", 0)])
def test_each_reader_sees_their_part(desk: Any, name: str, seen: int) -> None:
    for inbox in (desk.shared, desk.marketing_only, desk.support_only):
        desk.open(inbox=inbox)
    actor = desk.actor(name)
    assert len(InboxTimeline().entries(actor, [desk.customer], None, 10)) == seen
    assert InboxTimeline().counts(actor, [desk.customer]) == {"conversations": seen}


def test_pages_follow_each_other(desk: Any) -> None:
    made = [desk.open(at=now() - timedelta(hours=hours // 2)) for hours in range(5)]
    seen, before = [], None
    while page := InboxTimeline().entries(desk.actor("alice"), [desk.customer], before, 2):
        seen += [entry.conversation_id for entry in page]
        before = Position(page[-1].at, page[-1].id)
    assert sorted(filter(None, seen)) == sorted(made)


def test_profile_over_http_counts_conversations(desk: Any) -> None:
    desk.open()
    client = desk.world.client("ben")
    assert client.get(f"/api/v1/people/{desk.customer}").json()["counts"]["conversations"] == 1
    items = client.get(f"/api/v1/people/{desk.customer}/timeline").json()["items"]
    assert [item["kind"] for item in items] == ["conversation"]
