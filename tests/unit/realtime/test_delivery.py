"""Who is handed an event, and in which frame."""

from collections.abc import Iterator

import pytest

from access import topics
from events.log import Head
from kernel.ids import uuid7
from realtime import limits
from realtime.feed import Feed
from realtime.index import Index
from realtime.limits import RING
from realtime.ring import Ring
from tests.unit.realtime.making import TENANT, entry, member_with


@pytest.fixture(autouse=True)
def _topics() -> Iterator[None]:
    before = dict(topics._topics)
    topics.register_topic("desk", may_join=lambda actor, _: True, per_id=False, prefixes=("thing:", "other:"))
    yield
    topics._topics.clear()
    topics._topics.update(before)


def test_an_event_needs_both_its_audience_and_a_topic_that_carries_it() -> None:
    both, _ = member_with("desk", audiences={"staff"})
    no_topic, _ = member_with(audiences={"staff"})
    no_audience, _ = member_with("desk", audiences={"everyone"})
    assert [member.wants(entry(1)) for member in (both, no_topic, no_audience)] == [True, False, False]


def test_a_topic_with_an_id_carries_that_subject_alone() -> None:
    member, _ = member_with("thing:1", audiences={"staff"})
    assert member.wants(entry(1, "thing:1"))
    assert not member.wants(entry(1, "thing:12"))


def test_what_is_for_one_person_needs_no_topic_but_me() -> None:
    user_id = uuid7()
    own = f"user:{user_id}"
    with_me, _ = member_with("me", audiences={own}, user_id=user_id)
    without, _ = member_with(audiences={own}, user_id=user_id)
    assert with_me.wants(entry(1, "anything:1", own))
    assert not without.wants(entry(1, "anything:1", own))


def test_the_index_finds_exactly_those_who_want_the_event() -> None:
    user_id = uuid7()
    own = f"user:{user_id}"
    made = [
        member_with("desk", audiences={"staff"})[0],
        member_with("thing:1", audiences={"staff"})[0],
        member_with("desk", "thing:1", audiences={"staff"})[0],
        member_with("thing:2", audiences={"staff"})[0],
        member_with("me", audiences={own}, user_id=user_id)[0],
    ]
    index = Index()
    for member in made:
        index.add(member)
    for event in (entry(1), entry(2, "thing:2"), entry(3, "x:1", own), entry(4, "x:1"), entry(5, audience="everyone")):
        found = [member for member in index.candidates(event) if event.audience in member.audiences]
        assert sorted(map(id, found)) == sorted(id(member) for member in made if member.wants(event))
    for member in made:
        index.remove(member)
    assert index.candidates(entry(6)) == []
    assert index.of_user(user_id) == []


def test_each_frame_names_the_number_before_it() -> None:
    member, sink = member_with("desk", audiences={"staff"})
    member.cursor = 10
    member.push(entry(11))
    member.skip_to(14, {})
    member.skip_to(14, {})
    member.push(entry(15))
    assert [(frame["t"], frame["prev"]) for frame in sink.frames] == [("event", 10), ("skip", 11), ("event", 14)]


def test_members_at_the_same_cursor_share_a_frames_bytes() -> None:
    event = entry(5)
    (first, near), (second, far), (third, other) = [member_with("desk", audiences={"staff"}) for _ in range(3)]
    first.cursor = second.cursor = 4
    third.cursor = 2
    for member in (first, second, third):
        member.push(event)
    assert near.written[0] is far.written[0]
    assert other.frames[0] == {**near.frames[0], "prev": 2}


def test_the_ring_keeps_a_contiguous_tail() -> None:
    ring = Ring()
    assert ring.after(0, 10) is None
    for seq in range(1, 3 * RING):
        ring.append(entry(seq))
    assert ring.after(0, 10) is None
    last = 3 * RING - 1
    found = ring.after(last - 5, 3)
    assert found is not None
    assert [kept.seq for kept in found] == [last - 4, last - 3, last - 2]
    assert ring.after(last, 10) == []
    assert ring.after(last - RING, RING) is not None


def test_a_change_of_rights_concerns_its_person_alone() -> None:
    user_id = uuid7()
    event = entry(1, type="access.grants_changed", user_id=str(user_id))
    assert event.concerns(user_id)
    assert not event.concerns(uuid7())
    assert not event.concerns(None)
    assert not entry(2).concerns(user_id)


async def test_a_person_and_a_brand_have_only_so_many_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOCKETS_PER_USER", 2)
    monkeypatch.setattr(limits, "SOCKETS_PER_TENANT", 4)
    user_id = uuid7()
    feed = Feed(TENANT, Head(0, uuid7(), 0))
    members = [member_with("me", audiences=set(), user_id=user_id)[0] for _ in range(3)]
    for member in members[:2]:
        assert not feed.is_full_for(member)
        feed.members.add(member)
        feed.index.add(member)
    assert feed.is_full_for(members[2])
    stranger, _ = member_with(audiences=set())
    assert not feed.is_full_for(stranger)
    feed.members |= {member_with(audiences=set())[0] for _ in range(3)}
    assert feed.is_full_for(stranger)
    feed.close()
