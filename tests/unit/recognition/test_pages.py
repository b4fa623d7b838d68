"""Pages of recognition: who sees them, what they say, and that they are gone when a part is switched off."""

from typing import Any

import pytest

from brand_settings.actions import change_settings
from community.actions.solutions import accept_solution
from community.actions.votes import cast_vote
from kernel.actor import system_actor
from kernel.ids import uuid7
from recognition.actions.awarding import give_badge
from recognition.actions.designing import create_badge
from recognition.models import Award, Badge, Deed, MemberDay, PointsRollup, SpaceWeight
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.recognition.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])


def lively(community: Community) -> Any:
    """Bob asks, Dora answers, is liked and solves it."""
    topic = community.ask("bob")
    reply = community.reply(topic, "dora")
    cast_vote(actor=community.actor("bob"), post_id=reply.pk)
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=reply.pk)
    drain_everything()
    return reply


def switch(community: Community, **parts: bool) -> None:
    change_settings(actor=community.actor("alice"), section="recognition", values=parts)


def test_pages_show_what_was_earned(seeded: Community) -> None:
    lively(seeded)
    reader, dora = seeded.world.client(), seeded.world.client("dora")
    page = reader.get("/badges/first-solution/").content.decode()
    assert "First solution" in page
    assert "Dora" in page
    board = dora.get("/leaderboard/?period=day").content.decode()
    assert "Dora" in board
    assert "13" in board
    own = dora.get("/recognition/").content.decode()
    assert "Level 1: Basic" in own
    assert "First reply" in own
    assert "First reply" in reader.get("/badges/").content.decode()


@pytest.mark.parametrize("who", ["bob", None], ids=["member", "anonymous"])
def test_members_see_nobody_elses_explanation(seeded: Community, who: str | None) -> None:
    lively(seeded)
    dora = seeded.world.users["dora"].pk
    answer = seeded.world.client(who).get(f"/recognition/{dora}/")
    assert answer.status_code == (403 if who else 302)
    assert seeded.world.client("mo").get(f"/recognition/{dora}/").status_code == 200


@pytest.mark.parametrize(
    ("part", "addresses"),
    [
        ("badges", ["/badges/", "/badges/first-reply/", "/api/v1/badges"]),
        ("leaderboards", ["/leaderboard/", "/api/v1/leaderboard"]),
        ("points", ["/leaderboard/", "/api/v1/leaderboard"]),
        ("everything", ["/badges/", "/leaderboard/", "/recognition/", "/api/v1/badges", "/api/v1/leaderboard"]),
    ],
)
def test_what_is_switched_off_is_gone_and_comes_back_whole(seeded: Community, part: str, addresses: list[str]) -> None:
    from recognition.actions.catching_up import catch_up_step

    reply = lively(seeded)
    client = seeded.world.client("dora")
    before = {address: client.get(address).status_code for address in addresses}
    switch(seeded, **{part: False})
    drain_everything()
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    kept = {model: model.objects.count() for model in (Award, Deed, MemberDay, PointsRollup)}
    cast_vote(actor=seeded.actor("ben"), post_id=reply.pk)
    drain_everything()
    if part == "everything":
        assert {model: model.objects.count() for model in kept} == kept
    switch(seeded, **{part: True})
    drain_everything()
    while catch_up_step(actor=SYSTEM):
        pass
    assert {address: client.get(address).status_code for address in addresses} == before
    assert all(model.objects.count() >= count for model, count in kept.items())
    likes = MemberDay.objects.get(user=seeded.world.users["dora"]).like_received
    assert likes == 2
    assert sum(PointsRollup.objects.filter(user=seeded.world.users["dora"], unit="day").values_list("points", flat=True)) == 14


def test_member_leaves_leaderboards_and_comes_back(seeded: Community) -> None:
    lively(seeded)
    client = seeded.world.client("dora")
    assert client.post("/recognition/", {}).status_code == 302
    assert "Dora" not in seeded.world.client().get("/leaderboard/").content.decode()
    assert "You chose not to appear" in client.get("/leaderboard/").content.decode()
    client.post("/recognition/", {"is_ranked": "on"})
    assert "Dora" in seeded.world.client().get("/leaderboard/").content.decode()


def test_staff_set_lock_and_release_a_level(seeded: Community) -> None:
    from recognition.queries.trust import standings

    dora = seeded.world.users["dora"].pk
    mo = seeded.world.client("mo")
    assert mo.post(f"/recognition/{dora}/level/", {"level": "3", "lock": "on", "reason": "Trusted"}).status_code == 302
    assert (standings([dora])[dora].level, standings([dora])[dora].locked) == (3, 3)
    assert "Trusted" in mo.get(f"/recognition/{dora}/").content.decode()
    drain_everything()
    assert Award.objects.filter(user_id=dora, badge__slug="regular", revoked_at=None).exists()
    mo.post(f"/recognition/{dora}/level/", {"unlock": "1"})
    assert standings([dora])[dora].locked is None
    assert (
        seeded.world.client("bob").post(f"/recognition/{dora}/level/", {"level": "3", "lock": "on", "reason": "x"}).status_code
        == 403
    )


def test_badge_is_made_previewed_given_and_worn_as_a_title(seeded: Community) -> None:
    lively(seeded)
    alice = seeded.world.client("alice")
    line = {"r00_metric": "likes_received", "r00_comparison": "at_least", "r00_number": "1"}
    fields = {"name": "Beloved", "group": "community", "tier": "gold", "subject": "member", "gives_title": "on", **line}
    assert "1 member would hold it" in alice.post("/manage/badges/new/", {**fields, "preview": "1"}).content.decode()
    assert not Badge.objects.filter(name="Beloved").exists()
    assert alice.post("/manage/badges/new/", fields).status_code == 302
    from recognition.actions.catching_up import catch_up_step

    while catch_up_step(actor=SYSTEM):
        pass
    client = seeded.world.client("dora")
    assert "Dora" in alice.get("/badges/beloved/").content.decode()
    assert client.post("/recognition/", {"title": "Beloved", "is_ranked": "on"}).status_code == 302
    from community.extensions import flairs
    from people.queries import person_id_of_user

    person = person_id_of_user(seeded.world.users["dora"].pk)
    assert person is not None
    assert [flair.label for flair in flairs(seeded.actor("bob"), [person])[person]] == ["Beloved"]
    assert client.post("/recognition/", {"title": "Authority"}).status_code == 400


def test_badge_by_hand_comes_as_often_as_it_is_given(seeded: Community) -> None:
    badge = create_badge(actor=seeded.actor("alice"), name="Hero of the month", is_multiple=True)
    dora = seeded.world.users["dora"].pk
    once = uuid7()
    for ident in (once, once, uuid7()):
        give_badge(actor=seeded.actor("mo"), badge_id=badge.pk, user_id=dora, reason="May", id=ident)
    assert Award.objects.filter(badge=badge, user_id=dora).count() == 2


def test_a_space_may_weigh_deeds_in_its_own_way(seeded: Community) -> None:
    from recognition.actions.catching_up import catch_up_step

    lively(seeded)
    alice = seeded.world.client("alice")
    assert alice.post(f"/manage/points/{seeded.public.slug}/", {"reply_created": "50"}).status_code == 302
    assert SpaceWeight.objects.get().points == 50
    while catch_up_step(actor=SYSTEM):
        pass
    assert sum(PointsRollup.objects.filter(user=seeded.world.users["dora"], unit="month").values_list("points", flat=True)) == 61
    assert alice.post(f"/manage/points/{seeded.public.slug}/", {"reply_created": "-1"}).status_code == 400


@pytest.mark.parametrize("address", ["/manage/trust/", "/manage/badges/", "/manage/badges/new/", "/manage/points/"])
def test_administrators_alone_manage(seeded: Community, address: str) -> None:
    assert seeded.world.client("alice").get(address).status_code == 200
    assert seeded.world.client("mo").get(address).status_code == 403
    assert seeded.world.client("bob").get(address).status_code == 403


def test_both_tables_are_saved_each_by_itself(seeded: Community) -> None:
    from brand_settings.queries import read
    from community.abilities import AbilitySettings
    from recognition.sections import TrustSettings

    alice = seeded.world.client("alice")
    trust = {**TrustSettings().model_dump(), "tl1_posts_read": 7, "section": "trust", "version": 0}
    assert alice.post("/manage/trust/", trust).status_code == 302
    abilities = {**AbilitySettings().model_dump(), "flag": 2, "section": "abilities", "version": 0}
    assert alice.post("/manage/trust/", abilities).status_code == 302
    assert (read(TrustSettings).tl1_posts_read, read(AbilitySettings).flag) == (7, 2)
    assert alice.post("/manage/trust/", {**trust, "version": 1, "tl1_posts_read": -1}).status_code == 400


def test_another_brand_sees_nothing(seeded: Community) -> None:
    lively(seeded)
    dora = seeded.world.users["dora"].pk
    charlie = seeded.world.client("charlie")
    assert charlie.get(f"/recognition/{dora}/").status_code == 404
    assert charlie.get("/badges/first-reply/").status_code == 404
    assert "Dora" not in charlie.get("/leaderboard/").content.decode()


def test_badges_and_titles_of_the_product_are_said_in_the_readers_language(seeded: Community) -> None:
    from django.utils.translation import override

    from accounts.models.user import User
    from community.actions.members import set_title
    from community.extensions import flairs
    from people.queries import person_id_of_user
    from tests.draining import drain_everything

    lively(seeded)
    from recognition.actions.catching_up import catch_up_step

    while catch_up_step(actor=SYSTEM):
        pass
    drain_everything()
    dora = seeded.world.users["dora"].pk
    client = seeded.world.client("dora")
    assert "“First reply”" in client.get("/notifications/").content.decode()
    User.objects.filter(pk=dora).update(language="ar")
    pages = [client.get(address).content.decode() for address in ("/notifications/", "/badges/", "/recognition/")]
    assert all("أول رد" in page and "First reply" not in page for page in pages)
    set_title(actor=SYSTEM, user_id=dora, title="Helper")
    person = person_id_of_user(dora)
    assert person is not None
    with override("de"):
        german = flairs(seeded.actor("bob"), [person])[person]
    assert [flair.label for flair in german] == ["Hilfsbereit"]
