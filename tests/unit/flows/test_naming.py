"""A team that is named with @ hears of it, each member once."""

from typing import Any
from uuid import UUID

from community.actions.replies import post_reply
from community.actions.watching import set_watch
from flows.naming import KIND
from inbox.actions.organising import add_to_team, create_team
from notifications.queries.listing import list_notices
from tests.draining import drain_everything
from tests.unit.flows.test_escalation import ask
from tests.worlds import World


def team(world: World, name: str, *who: str) -> UUID:
    made = create_team(actor=world.actor("alice"), name=name)
    for member in who:
        add_to_team(actor=world.actor("alice"), team_id=made.pk, user_id=world.users[member].pk)
    found: UUID = made.pk
    return found


def told(world: World, name: str) -> list[Any]:
    drain_everything("flows", "notifications", "connectors")
    return [notice for notice in list_notices(world.actor(name)).items if notice.kind == KIND]


def test_members_of_a_named_team_are_told_once_by_name_of_their_team(world: World) -> None:
    team(world, "Roastery", "amira", "ben")
    team(world, "Repairs", "amira", "alice")
    topic = ask(world)
    post_reply(actor=world.actor("ben"), topic_id=topic.pk, body="@roastery and @repairs: who has seen this? @alice")
    assert (len(told(world, "amira")), len(told(world, "ben")), len(told(world, "alice"))) == (1, 0, 0)
    page = world.client("amira").get("/notifications/").content.decode()
    assert "mentioned your team Repairs in “My tap drips”" in page
    assert told(world, "amira")[0].path.startswith(f"/t/{topic.slug}-{topic.number}/")


def test_team_is_not_told_by_strangers_nor_where_it_does_not_want_to_hear(world: World) -> None:
    team(world, "Roastery", "amira", "alice")
    topic = ask(world)
    post_reply(actor=world.actor("bob"), topic_id=topic.pk, body="@roastery help")
    set_watch(actor=world.actor("amira"), kind="topic", target_id=topic.pk, level="muted")
    post_reply(actor=world.actor("ben"), topic_id=topic.pk, body="@roastery here")
    assert (len(told(world, "amira")), len(told(world, "alice"))) == (0, 1)
