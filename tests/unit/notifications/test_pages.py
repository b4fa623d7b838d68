"""The bell, the list, the preferences and following, without JavaScript; and the same over the API."""

import json
import re
from typing import Any

import pytest

from community.models.watch import Watch
from connectors.actions.addressing import note_bounce
from connectors.queries import paused_since
from kernel.clock import now
from kernel.ids import uuid7
from notifications.models.choices import Choices
from notifications.webpush.sealing import encode
from tests.unit.notifications.conftest import Stirring


def body(response: Any) -> str:
    return str(response.content.decode())


def test_the_bell_counts_and_leads_to_the_list(stirring: Stirring) -> None:
    bob = stirring.world.client("bob")
    assert re.search(r"data-bell-count[^>]*hidden", body(bob.get("/")))
    stirring.reply("dora")
    page = body(bob.get("/"))
    assert "1 unread notification" in page
    assert "data-bell" not in body(stirring.world.client().get("/"))
    assert "Dora replied to you" in body(bob.get("/notifications/"))


def test_opening_a_notice_reads_it_and_goes_there(stirring: Stirring) -> None:
    stirring.reply("dora")
    [notice] = stirring.notices("bob")
    answer = stirring.world.client("bob").get(f"/notifications/{notice.id}/")
    assert answer["Location"].endswith("#post-2")
    assert stirring.unread("bob") == 0
    for name in ("dora", "charlie"):
        assert stirring.world.client(name).get(f"/notifications/{notice.id}/").status_code == 404


def test_the_list_has_pages_and_says_what_to_do_when_it_is_empty(stirring: Stirring) -> None:
    bob = stirring.world.client("bob")
    assert "Nothing yet" in body(bob.get("/notifications/"))
    stirring.reply("dora")
    assert "Mark all read" in body(bob.get("/notifications/?show=unread"))
    assert bob.post("/notifications/").status_code == 302
    assert "You have read everything" in body(bob.get("/notifications/?show=unread"))
    assert bob.get("/notifications/?cursor=damaged").status_code == 400


def test_preferences_are_a_form(stirring: Stirring) -> None:
    bob = stirring.world.client("bob")
    page = body(bob.get("/preferences/notifications/"))
    given: dict[str, Any] = {"mail": "on", "digest": "daily", "digest_hour": "7"}
    for name, value in re.findall(
        r'<input type="(?:checkbox|hidden)" name="(kind-[a-z_]+)" value="([a-z_]+)"(?= checked|>)', page
    ):
        given.setdefault(name, []).append(value)
    given["kind-like"] = ["push"]
    assert bob.post("/preferences/notifications/", given).status_code == 302
    row = Choices.objects.get(user_id=stirring.id_of("bob"))
    assert (row.digest, row.digest_hour, row.channels["like"], row.mail_off_at) == ("daily", 7, ["push"], None)
    assert bob.post("/preferences/notifications/", {**given, "digest": "hourly"}).status_code == 400
    del given["mail"]
    bob.post("/preferences/notifications/", given)
    assert Choices.objects.get(user_id=stirring.id_of("bob")).mail_off_at is not None


def test_a_paused_address_is_shown_and_resumed(stirring: Stirring) -> None:
    note_bounce(actor=stirring.system, address="bob@acme.example", weight=4, reason="5.1.1", at=now())
    bob = stirring.world.client("bob")
    assert "Resume mail" in body(bob.get("/preferences/notifications/"))
    bob.post("/preferences/notifications/address/")
    assert paused_since(stirring.id_of("bob")) is None


def test_following_is_a_form_beside_the_topic_and_in_the_preferences(stirring: Stirring) -> None:
    dora = stirring.world.client("dora")
    address = f"/watching/topic/{stirring.topic_id}/"
    assert "How closely" in body(dora.get(address))
    answer = dora.post(address, {"level": "watching", "next": "/s/brewing/"})
    assert answer["Location"] == "/s/brewing/"
    assert dora.post(address, {"level": "tracking", "next": "https://evil.example/"})["Location"] == "/preferences/notifications/"
    assert "How long does it ferment?" in body(dora.get("/preferences/notifications/"))
    assert dora.post(address, {"level": "shouting"}).status_code == 400
    assert dora.post(f"/watching/topic/{uuid7()}/", {"level": "muted"}).status_code == 404
    assert stirring.world.client("charlie").post(address, {"level": "muted"}).status_code == 404
    assert Watch.objects.get(user_id=stirring.id_of("dora")).level == "tracking"


def test_the_api_does_all_of_it(stirring: Stirring) -> None:
    stirring.reply("dora")
    bob = stirring.world.client("bob")
    assert bob.get("/api/v1/notifications/unread").json() == {"unread": 1}
    [item] = bob.get("/api/v1/notifications?unread=true").json()["items"]
    assert bob.put(f"/api/v1/notifications/{item['id']}/read").json() == {"unread": 0}
    assert bob.delete("/api/v1/notifications/unread").json() == {"unread": 0}
    changed = bob.patch(
        "/api/v1/notification-preferences",
        json.dumps({"channels": {"like": ["email"]}, "digest": "off", "mail": True}),
        content_type="application/json",
    ).json()
    assert [kind["channels"] for kind in changed["kinds"] if kind["kind"] == "like"] == [["email"]]
    assert changed["digest"] == "off"
    put = bob.put(f"/api/v1/watches/space/{stirring.space_id}", json.dumps({"level": "muted"}), content_type="application/json")
    assert put.json()["level"] == "muted"
    assert [each["kind"] for each in bob.get("/api/v1/watches").json()["items"]] == ["space"]
    assert bob.get(f"/api/v1/watches/space/{stirring.space_id}").json()["level"] == "muted"


@pytest.mark.parametrize(
    "given",
    [
        {"mail": "yes"},
        {"mail": 1},
        {"channels": {"like": ["pigeon"]}},
        {"channels": {"nothing": []}},
        {"user_id": "x"},
        {"digest": "hourly"},
    ],
)
def test_the_api_refuses_what_does_not_fit(stirring: Stirring, given: dict[str, Any]) -> None:
    bob = stirring.world.client("bob")
    answer = bob.patch("/api/v1/notification-preferences", json.dumps(given), content_type="application/json")
    assert answer.status_code == 400
    assert not Choices.objects.exists()


def test_a_browser_subscribes_and_is_stopped(stirring: Stirring) -> None:
    bob = stirring.world.client("bob")
    assert len(bob.get("/api/v1/push/key").json()["key"]) == 87
    keys = {"p256dh": encode(b"\x04" + b"a" * 64), "auth": encode(b"b" * 16)}
    given = {"endpoint": "https://push.example/1", "expirationTime": None, "keys": keys}
    assert bob.post("/api/v1/push/subscriptions", json.dumps(given), content_type="application/json").status_code == 201
    page = body(bob.get("/preferences/notifications/"))
    [address] = re.findall(r'action="(/preferences/notifications/browsers/[^"]+)"', page)
    assert stirring.world.client("dora").post(address).status_code == 404
    assert bob.post(address).status_code == 302
    assert bob.post(address).status_code == 404
    worker = bob.get("/push-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
