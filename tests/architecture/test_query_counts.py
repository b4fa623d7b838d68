"""A list costs the same number of queries whether it shows one row or many."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kernel.actor import system_actor
from kernel.clock import now
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.architecture.case_basics import Case
from tests.architecture.house import stale
from tests.architecture.route_cases import ROUTE_CASES
from tests.architecture.routes import list_routes
from tests.architecture.stage import Stage
from tests.plugin import TENANTS
from tests.worlds import World

Staged = tuple[World, dict[str, Stage]]
MORE = 6
SYSTEM = system_actor(TENANTS["acme"])

NOT_LISTS = {
    "community_similar": "leads to a topic",
    "community_embed_script": "leads to a file",
    "community_place": "answers with the way to a page",
    "notification": "leads to what it tells of",
    "erasure": "answers 404 while nobody wants to leave",
    "moderation_reported_message": "leads participants to the conversation",
    "set_language": "answers with a redirect",
    "schema": "reads no rows",
    "workspace": "reads no rows",
    "robots": "reads no rows",
    "account_settings": "a form",
    "account_invitation": "a form",
}
"""GET routes that are not measured."""

BUSY = {
    "community_home",
    "community_topics",
    "community_space",
    "community_tag",
    "community_tags",
    "community_search",
    "community_ideas",
    "community_knowledge",
    "community_bookmarks",
    "community_drafts",
    "api_topics",
    "notifications",
    "messaging_exchanges",
    "moderation_decisions",
    "recognition_badges",
    "recognition_leaderboard",
    "moderation_queue",
    "account_sessions",
    "members",
}
"""The lists that members and staff have open all day: eight statements, the one that brings session and account included."""

SETTINGS = 'SELECT "brand_settings_brandsetting"."section"'


def lists() -> list[tuple[str, Case]]:
    """The first GET of each route: details count too, since they show lists of their own."""
    cases = ((name, next((case for case in cases if case.method == "get"), None)) for name, cases in ROUTE_CASES.items())
    return [(name, case) for name, case in cases if case is not None and name not in NOT_LISTS]


def grow(world: World, stage: Stage) -> None:
    """More of everything, each by somebody else."""
    from accounts.actions.invitations import invite
    from accounts.actions.joining import create_account
    from community.actions.replies import post_reply
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.actions.votes import cast_vote
    from inbox.actions.organising import add_to_team, create_inbox, create_label, create_team
    from people.actions.merging import merge_people
    from people.actions.notes import add_note

    for index in range(MORE):
        member = create_account(actor=SYSTEM, email=f"more{index}@acme.example", name=f"More {index}")
        world.users[f"more{index}"] = member
        invite(actor=stage.owner, email=f"guest{index}@acme.example", role="agent")
        team = create_team(actor=stage.owner, name=f"Team {index}")
        add_to_team(actor=stage.owner, team_id=team.pk, user_id=stage.agent_id)
        create_inbox(actor=stage.owner, name=f"Inbox {index}", kind="api", team_ids=[team.pk])
        label = create_label(actor=stage.owner, name=f"label {index}", hue=index)
        space = create_space(actor=stage.owner, name=f"Space {index}", slug=f"space-{index}")
        group = _group(world, stage, index, space.pk)
        actor = world.actor(f"more{index}")
        topic = create_topic(
            actor=actor,
            space_id=stage.space,
            title=f"How long does it ferment, {index}?",
            body="Hm.",
            tags=[stage.tag, f"tag{index}"],
        )
        post_reply(actor=stage.asker, topic_id=topic.pk, body="Long.")
        reply = post_reply(actor=actor, topic_id=stage.topic, body=f"Reply {index} to @{group}")
        cast_vote(actor=stage.asker, post_id=reply.pk)
        customer = _customer(index)
        _converse(stage, customer, index, label.pk)
        add_note(actor=stage.agent, person_id=stage.person, note_id=uuid7(), body=f"note {index}")
        merge_people(actor=stage.agent, person_id=stage.person, other_id=_customer(100 + index))


def _group(world: World, stage: Stage, index: int, space_id: Any) -> str:
    """One more group: bob, the one who replies and somebody new are in it, it opens a space, and the new one asks for another."""
    from community.actions.belonging import add_to_group, ask_to_join
    from community.actions.groups import create_group
    from community.actions.rules import Rule, set_space_rules
    from community.actions.spaces import update_space

    name = f"Group {index}"
    group = create_group(
        actor=stage.owner, name=name, title=name, visibility="everyone", joining="open", is_mentionable=True, level=3
    )
    for user_id in (world.actor("bob").user_id, stage.replier.user_id, world.actor(f"more{index}").user_id):
        assert user_id is not None
        add_to_group(actor=stage.owner, group_id=group.pk, user_id=user_id)
    update_space(actor=stage.owner, space_id=space_id, visibility="custom")
    set_space_rules(
        actor=stage.owner, space_id=space_id, rules=[Rule(right, "group", str(group.pk)) for right in ("view", "reply", "create")]
    )
    ask_to_join(actor=world.actor(f"more{index}"), group_id=stage.asked_group)
    return group.slug


def _customer(index: int) -> Any:
    from people.actions import ensure_person
    from people.contracts import IdentityKey

    key = IdentityKey("handle", "mastodon:x.example", f"jo-{index}")
    return ensure_person(actor=SYSTEM, identity=key, name=f"Jo {index}").pk


def _converse(stage: Stage, customer: Any, index: int, label_id: Any) -> None:
    from inbox.actions.assigning import assign_conversation
    from inbox.actions.changing import set_labels
    from inbox.actions.opening import add_inbound_message, open_conversation
    from inbox.actions.replying import add_note
    from inbox.contracts import ConversationSource, NewMessage

    message = NewMessage(customer, "Does it ship?", now(), "api", f"more-{index}")
    opened = open_conversation(
        actor=SYSTEM,
        inbox_id=stage.inbox,
        subject=f"Shipping {index}",
        customer_id=customer,
        source=ConversationSource("api", f"more-{index}"),
        messages=[message],
    )
    set_labels(actor=stage.agent, conversation_id=opened.id, label_ids=[label_id, stage.label])
    assign_conversation(actor=stage.agent, conversation_id=opened.id, user_id=stage.agent_id, team_id=stage.team)
    again = NewMessage(customer, "Hello?", now(), "api", f"again-{index}")
    add_inbound_message(actor=SYSTEM, conversation_id=stage.conversation, message=again)
    add_note(actor=stage.agent, conversation_id=stage.conversation, id=uuid7(), body=f"note {index}")


def measure(world: World, stage: Stage) -> dict[str, list[str]]:
    """The queries of every list, for the first role that sees it from the top down; twice, so that caches are warm."""
    found: dict[str, list[str]] = {}
    for name, case in lists():
        client = world.client("alice" if "owner" in case.allowed else "bob")
        address = reverse(name, kwargs=case.kwargs(stage) or None) + case.query
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, name
        found[name] = [query["sql"] for query in queries.captured_queries if not _is_bookkeeping(query["sql"])]
    return found


def _is_bookkeeping(sql: str) -> bool:
    if sql.startswith(SETTINGS) and "WHERE" not in sql:
        return True  # kept by all processes for half a minute, but not inside a transaction such as a test's
    return any(name in sql for name in ("set_config", "SAVEPOINT", "accounts_session", "tenants_resolve_host"))


def test_what_is_not_measured_exists() -> None:
    assert stale(NOT_LISTS, {route.name for route in list_routes()}) == set()


def test_every_list_costs_the_same_whatever_its_length(staged: Staged) -> None:
    world, stages = staged
    acme = stages["acme"]
    before = measure(world, acme)
    with tenant_context(TENANTS["acme"]):
        grow(world, acme)
    after = measure(world, acme)
    grown = {
        name: (len(before[name]), len(after[name]), sorted(set(after[name]) - set(before[name]))[:3])
        for name in before
        if len(after[name]) > len(before[name]) + 1
    }
    assert grown == {}


def test_busy_lists_need_eight_queries(staged: Staged) -> None:
    world, stages = staged
    measured = measure(world, stages["acme"])
    assert BUSY - measured.keys() == set()
    # `measure` leaves the statement of the session out.
    assert {name: len(measured[name]) for name in BUSY if len(measured[name]) > 7} == {}


def test_no_list_needs_many_queries(staged: Staged) -> None:
    world, stages = staged
    many = {name: len(queries) for name, queries in measure(world, stages["acme"]).items() if len(queries) > 20}
    assert many == {}
