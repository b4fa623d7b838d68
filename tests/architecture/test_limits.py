"""No member changes anything without being counted: every route has a floor, and what others read has a limit of its own."""

from typing import Any

import pytest

from tests.architecture.house import ROOT
from tests.architecture.route_cases import BY_LIBRARIES, ROUTE_CASES
from tests.architecture.stage import Stage
from tests.architecture.test_routes import ROUTES, send
from tests.plugin import TENANTS
from tests.worlds import World

MEMBERS_CHANGE = [
    (name, index)
    for name, cases in sorted(ROUTE_CASES.items())
    for index, case in enumerate(cases)
    if case.method != "get" and "member" in case.allowed and name in ROUTES and not name.startswith(tuple(BY_LIBRARIES))
]
"""Every request with which a plain member changes a row."""

DEEDS = {
    "topic": "create_topic",
    "reply": "post_reply",
    "edit": "edit_post",
    "vote": "cast_vote",
    "flag": "flag_thing",
    "message": "begin_exchange",
    "translation": "translate_post",
    "poll": "create_poll",
    "profile": "change_member_profile",
    "upload": "take_upload",
    "search": "search",
    "preview": "preview_text",
    "change": "everything else: the floor",
}
"""What has a limit of its own, and the action or question that it is about."""


@pytest.fixture
def at_the_floor(staged: tuple[World, dict[str, Stage]]) -> tuple[World, Stage]:
    """A brand whose members may change one thing a minute, and a member who has done so."""
    from access.limits import count_change
    from brand_settings.actions import change_settings
    from tenants.context import tenant_context

    world, stages = staged
    with tenant_context(TENANTS["acme"]):
        change_settings(actor=world.actor("alice"), section="limits", values={"changes_a_minute": 1})
        count_change(world.actor("bob"))
    return world, stages["acme"]


@pytest.mark.parametrize(("name", "index"), MEMBERS_CHANGE, ids=[f"{name}-{index}" for name, index in MEMBERS_CHANGE])
def test_no_route_lets_a_member_change_things_without_end(at_the_floor: tuple[World, Stage], name: str, index: int) -> None:
    world, acme = at_the_floor
    case = ROUTE_CASES[name][index]
    answer = send(world.client("bob"), name, case, kwargs=case.kwargs(acme), body=case.body(acme))
    assert answer.status_code == 429


def test_readers_and_staff_are_not_held_up_by_the_floor(at_the_floor: tuple[World, Stage]) -> None:
    world, _acme = at_the_floor
    assert world.client("bob").get("/").status_code == 200
    for _ in range(3):
        answer = world.client("alice").patch("/api/v1/profile", {"location": "Here"}, content_type="application/json")
        assert answer.status_code == 200


def test_every_limit_is_a_setting_and_every_deed_is_known() -> None:
    from community.limits import LimitSettings, allowances

    for deed in DEEDS:
        assert allowances(LimitSettings(), 0, deed)
    with pytest.raises(KeyError):
        allowances(LimitSettings(), 0, "anything")


def test_levels_have_more_of_what_grows_with_trust() -> None:
    from community.limits import LimitSettings, allowances

    def most(deed: str, level: int) -> Any:
        return max(allowance.count for allowance in allowances(LimitSettings(), level, deed))

    assert [most("flag", level) for level in range(5)] == [20, 20, 30, 40, 60]
    assert [most("translation", level) for level in range(5)] == [50, 50, 75, 100, 150]


def test_every_ability_is_a_setting_that_something_asks_for() -> None:
    from community.abilities import Ability, AbilitySettings

    assert {ability.value for ability in Ability} == AbilitySettings.model_fields.keys()
    asking = "".join(path.read_text() for path in (ROOT / "platform").rglob("*.py"))
    assert [ability.name for ability in Ability if f"Ability.{ability.name}" not in asking] == []
