"""Who sees which conversation: one rule, the same answer in list, detail, search, counters, timeline, sockets and events."""

from typing import Any

import pytest

from access.audiences import audiences_for
from access.topics import get_topic
from inbox.actions.organising import attach_team, detach_team, grant_inbox, remove_from_team, revoke_inbox
from inbox.models import Inbox
from inbox.queries.counters import get_counters
from inbox.queries.listing import Filters, get_conversation_row, list_conversations
from inbox.queries.timeline import get_timeline
from kernel.errors import NotFoundError
from tests.worlds import in_globex

SEES = {
    "alice": {"Community", "Campaigns", "Tickets"},
    "amira": {"Community", "Campaigns", "Tickets"},
    "ben": {"Community", "Campaigns"},
    "berta": {"Community", "Tickets"},
    "mo": set[str](),
    "bob": set[str](),
}


def every_way(desk: Any, name: str) -> dict[str, set[str]]:
    """The names of the inboxes whose conversations this person gets to see, by each way of looking."""
    actor = desk.actor(name)
    names = dict(Inbox.objects.values_list("pk", "name"))
    rows = list_conversations(actor=actor, filters=Filters(status="all"), cursor=None, size=100).items
    found = list_conversations(actor=actor, filters=Filters(status="all", q="Peru"), cursor=None, size=100).items
    from inbox.models import Conversation

    details, timelines, topics = set(), set(), set()
    topic = get_topic("conversation")
    assert topic is not None
    for conversation in Conversation.objects.all():
        name_of_inbox = names[conversation.inbox_id]
        try:
            get_conversation_row(actor=actor, conversation_id=conversation.pk)
            details.add(name_of_inbox)
        except NotFoundError:
            pass
        try:
            get_timeline(actor=actor, conversation_id=conversation.pk, cursor=None)
            timelines.add(name_of_inbox)
        except NotFoundError:
            pass
        if topic.may_join(actor, conversation.pk):
            topics.add(name_of_inbox)
    heard = {event.audience for event in desk.events("inbox.conversation_opened")} & audiences_for(actor)
    counters = get_counters(actor=actor)
    return {
        "list": {names[row.inbox_id] for row in rows},
        "search": {names[row.inbox_id] for row in found},
        "detail": details,
        "timeline": timelines,
        "topic": topics,
        "events": {names[pk] for pk in names if f"inbox:{pk}" in heard},
        "counters": {names[pk] for pk, amount in counters.by_inbox.items() if amount},
        "number": set(names.values()) if counters.views["open"] == len(names) else {names[pk] for pk in counters.by_inbox},
    }


@pytest.fixture
def full(desk: Any) -> Any:
    for inbox in (desk.shared, desk.marketing_only, desk.support_only):
        desk.open(inbox=inbox)
    return desk


@pytest.mark.parametrize("name", list(SEES))
def test_every_way_of_looking_shows_the_same(full: Any, name: str) -> None:
    for way, seen in every_way(full, name).items():
        assert (way, seen) == (way, SEES[name])


def test_another_brand_sees_nothing(full: Any) -> None:
    charlie = full.actor("charlie")
    with in_globex():
        assert list_conversations(actor=charlie, filters=Filters(status="all"), cursor=None).items == []
        assert list_conversations(actor=charlie, filters=Filters(status="all", q="Peru"), cursor=None).items == []
        assert get_counters(actor=charlie).by_inbox == {}
        assert not any(audience.startswith("inbox:") for audience in audiences_for(charlie))


@pytest.mark.parametrize("permission", ["work_inbox", "view_inbox"])
def test_grant_opens_one_inbox_and_its_end_closes_it(full: Any, permission: str) -> None:
    alice, ben = full.actor("alice"), full.world.users["ben"].pk
    grant_inbox(actor=alice, inbox_id=full.support_only, user_id=ben, permission=permission)
    assert every_way(full, "ben")["list"] == {"Community", "Campaigns", "Tickets"}
    revoke_inbox(actor=alice, inbox_id=full.support_only, user_id=ben)
    assert every_way(full, "ben")["list"] == {"Community", "Campaigns"}


def test_teams_carry_their_members_in_and_out(full: Any) -> None:
    alice = full.actor("alice")
    attach_team(actor=alice, inbox_id=full.support_only, team_id=full.marketing)
    assert every_way(full, "ben")["detail"] == {"Community", "Campaigns", "Tickets"}
    detach_team(actor=alice, inbox_id=full.support_only, team_id=full.marketing)
    remove_from_team(actor=alice, team_id=full.marketing, user_id=full.world.users["ben"].pk)
    assert every_way(full, "ben")["detail"] == set()


def test_open_connections_learn_that_a_team_came_or_went(full: Any) -> None:
    alice, ben = full.actor("alice"), full.world.users["ben"].pk
    before = len(full.events("access.grants_changed"))
    attach_team(actor=alice, inbox_id=full.support_only, team_id=full.marketing)
    attach_team(actor=alice, inbox_id=full.support_only, team_id=full.marketing)
    told = [event.subject for event in full.events("access.grants_changed")[before:]]
    assert told == [f"user:{ben}"]


@pytest.mark.parametrize(("name", "may"), [("ben", True), ("alice", True), ("mo", False), ("bob", False)])
def test_the_desk_is_for_colleagues(desk: Any, name: str, may: bool) -> None:
    topic = get_topic("desk")
    assert topic is not None
    assert topic.may_join(desk.actor(name), None) is may
