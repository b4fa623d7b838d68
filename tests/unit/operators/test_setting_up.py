"""From an empty brand to one whose questions reach a team, by commands alone."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from community.queries.spaces import get_space
from inbox.queries.organisation import list_inboxes, list_teams
from kernel.actor import system_actor
from tests.plugin import TENANTS
from tests.worlds import World

PLATFORM = system_actor(TENANTS["acme"])


def run(command: str, *arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, tenant="acme", stdout=out, **options)
    return out.getvalue().strip()


def test_a_space_is_made_and_then_changed_where_something_is_said(world: World) -> None:
    assert run("set_up_space", "help", name="Help", help_after=60) == "help: made"
    assert run("set_up_space", "help", visibility="members") == "help: changed"
    space = get_space(PLATFORM, "help")
    assert (space.name, space.visibility, space.help_after) == ("Help", "members", timedelta(hours=1))
    run("set_up_space", "help", help_after=0)
    assert get_space(PLATFORM, "help").help_after is None


def test_a_new_space_without_a_name_is_refused(world: World) -> None:
    with pytest.raises(CommandError, match="name"):
        run("set_up_space", "help", visibility="members")


def test_a_team_takes_members_and_works_in_an_inbox(world: World) -> None:
    assert run("set_up_team", "Support", member=["ben@acme.example"]) == "support: made"
    assert run("set_up_team", "Support", member=["berta@acme.example", "ben@acme.example"]) == "support: changed"
    assert run("set_up_inbox", "Questions", kind="community", team=["support"]) == "Questions: made"
    team = next(team for team in list_teams(actor=PLATFORM) if team.slug == "support")
    assert set(team.member_ids) == {world.users["ben"].pk, world.users["berta"].pk}
    assert [(inbox.name, inbox.kind) for inbox in list_inboxes(actor=world.actor("ben"))] == [("Questions", "community")]


def test_strangers_members_and_unknown_teams_are_named(world: World) -> None:
    with pytest.raises(CommandError, match=r"nobody@acme\.example"):
        run("set_up_team", "Support", member=["nobody@acme.example"])
    with pytest.raises(CommandError, match="colleagues"):
        run("set_up_team", "Support", member=["bob@acme.example"])
    with pytest.raises(CommandError, match="sales"):
        run("set_up_inbox", "Questions", team=["sales"])
    assert list_teams(actor=PLATFORM) == []
