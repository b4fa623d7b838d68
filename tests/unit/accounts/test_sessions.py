"""Seeing and ending one's sessions; forgetting what is over."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.actions.invitations import invite
from accounts.browsers import browser_name
from accounts.housekeeping import forget_what_is_over
from accounts.models.invitation import Invitation
from accounts.models.session import Session
from accounts.tasks import housekeep
from kernel.clock import now
from tenants.context import tenant_context
from tests.unit.accounts.test_sign_in import make, sign_in
from tests.worlds import World


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iOS"),
        ("curl/8.5", ""),
    ],
)
def test_browsers_are_named(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def two_browsers(world: World) -> tuple[Any, Any]:
    user = make("nora@mail.example")
    here, there = world.client(), world.client()
    here.defaults["HTTP_USER_AGENT"], there.defaults["HTTP_USER_AGENT"] = "Here/1.0", "There/1.0"
    for client in (here, there):
        sign_in(client, user.email)
    return here, there


def test_page_lists_sessions_and_ends_one(world: World) -> None:
    here, there = two_browsers(world)
    page = here.get("/account/sessions/").content.decode()
    assert "Here/1.0" in page
    assert "There/1.0" in page

    other = next(item for item in here.get("/api/v1/sessions").json()["items"] if not item["current"])
    here.post("/account/sessions/", {"session": other["id"]})

    assert there.get("/api/v1/me").status_code == 401
    assert here.get("/api/v1/me").status_code == 200


def test_page_ends_all_others(world: World) -> None:
    here, there = two_browsers(world)
    here.post("/account/sessions/", {})
    assert (here.get("/api/v1/me").status_code, there.get("/api/v1/me").status_code) == (200, 401)


def test_api_ends_ones_own_sessions_alone(world: World) -> None:
    here, _there = two_browsers(world)
    items = here.get("/api/v1/sessions").json()["items"]
    assert [(item["agent"], item["address"], item["current"]) for item in items] == [
        ("There/1.0", "127.0.0.1", False),
        ("Here/1.0", "127.0.0.1", True),
    ]
    assert world.client("bob").delete(f"/api/v1/sessions/{items[0]['id']}").status_code == 404
    assert here.delete(f"/api/v1/sessions/{items[0]['id']}").status_code == 204
    assert len(here.get("/api/v1/sessions").json()["items"]) == 1


def test_listed_id_is_no_key(world: World) -> None:
    here, _there = two_browsers(world)
    thief = world.client()
    thief.cookies["chorus_session"] = here.get("/api/v1/sessions").json()["items"][0]["id"]
    assert thief.get("/api/v1/me").status_code == 401


def test_use_is_noted_now_and_then(world: World) -> None:
    here, _there = two_browsers(world)
    Session.objects.update(seen_at=now() - timedelta(hours=1))
    here.get("/api/v1/me")
    assert Session.objects.filter(seen_at__gt=now() - timedelta(minutes=1)).count() == 1


def test_what_is_over_is_forgotten(world: World) -> None:
    two_browsers(world)
    Session.objects.update(expires_at=now() - timedelta(seconds=1))
    invite(actor=world.actor("alice"), email="old@mail.example", role="agent", at=now() - timedelta(days=98))
    invite(actor=world.actor("alice"), email="new@mail.example", role="agent")

    assert forget_what_is_over() == 3

    assert [invitation.email for invitation in Invitation.objects.all()] == ["new@mail.example"]


def test_timed_work_visits_every_brand(world: World) -> None:
    world.client("carla")
    with tenant_context(world.users["carla"].tenant_id):
        Session.objects.update(expires_at=now() - timedelta(seconds=1))

    with tenant_context(None):
        housekeep.run()

    with tenant_context(world.users["carla"].tenant_id):
        assert not Session.objects.exists()
