"""Each part of recognition can be off by itself: no page, no heading, no word beside a name, no menu entry, and no work."""

from typing import Any

import pytest

from brand_settings.actions import change_settings
from community.actions.members import set_level, set_title
from community.actions.reading import record_reading
from community.actions.votes import cast_vote
from community.addresses import topic_path
from kernel.actor import system_actor
from recognition.actions.catching_up import NIGHTLY, catch_up_step, request_catch_up
from recognition.models import Award, Deed, LevelChange, MemberDay, PointsRollup
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.recognition.conftest import Community
from tests.unit.recognition.test_pages import lively, switch
from tests.unit.recognition.test_rising import EASY

SYSTEM = system_actor(TENANTS["acme"])

SHOWN: dict[str, dict[str, list[str]]] = {
    "trust": {
        "/u/dora/": ["Level 3: Regular"],
        "/recognition/": ["Level 3: Regular", ">Trust level<"],
        "{topic}": ['title="Level 3: Regular"'],
    },
    "badges": {"/u/dora/": ["First solution"], "/recognition/": ["First solution", ">Badges<"]},
    "points": {"/u/dora/": [" points"], "/recognition/": [" points"]},
    "leaderboards": {"/": ['href="/leaderboard/"']},
    "titles": {"{topic}": ["Kettle whisperer"]},
}
"""What each part shows where: there while it is on, gone while it is off."""


@pytest.fixture
def shown(seeded: Community) -> tuple[Community, Any]:
    """Dora earned something of everything."""
    reply = lively(seeded)
    alice, dora = seeded.actor("alice"), seeded.world.users["dora"].pk
    set_level(actor=alice, user_id=dora, level=3)
    drain_everything()
    return seeded, reply


def look(community: Community, reply: Any, address: str) -> str:
    return str(
        community.world.client("dora")
        .get(address.format(topic=topic_path(reply.topic.number, reply.topic.slug)))
        .content.decode()
    )


@pytest.mark.parametrize("part", sorted(SHOWN))
def test_nothing_is_shown_of_what_is_off(shown: tuple[Community, Any], part: str) -> None:
    community, reply = shown
    if part == "titles":
        set_title(actor=SYSTEM, user_id=community.world.users["dora"].pk, title="Kettle whisperer")
    for address, words in SHOWN[part].items():
        page = look(community, reply, address)
        assert [word for word in words if word not in page] == [], address
    switch(community, **{part: False})
    drain_everything()
    for address, words in SHOWN[part].items():
        page = look(community, reply, address)
        assert [word for word in words if word in page] == [], address
    switch(community, **{part: True})
    drain_everything()
    for address, words in SHOWN[part].items():
        page = look(community, reply, address)
        assert [word for word in words if word not in page] == [], address


def everything_happens(community: Community, reply: Any) -> None:
    """Deeds of all kinds, everything heard of, and a night's round."""
    topic = community.ask("eve", title="Another question")
    community.reply(topic, "bob", "Another answer.")
    record_reading(actor=community.actor("eve"), topic_id=reply.topic_id, shown=[[1, 2]], seconds=5)
    cast_vote(actor=community.actor("ben"), post_id=reply.pk)
    drain_everything()
    request_catch_up(actor=SYSTEM, parts=NIGHTLY)
    while catch_up_step(actor=SYSTEM):
        pass
    drain_everything()


WORK: dict[str, list[Any]] = {
    "trust": [LevelChange],
    "badges": [Award],
    "points": [PointsRollup],
    "everything": [LevelChange, Award, PointsRollup, Deed, MemberDay],
}
"""What each part writes; nothing of it is written while it is off."""


@pytest.mark.parametrize("part", sorted(WORK))
def test_nothing_works_for_what_is_off(shown: tuple[Community, Any], part: str) -> None:
    community, reply = shown
    community.world.add("eve", role="member")
    change_settings(actor=community.actor("alice"), section="trust", values=EASY)
    drain_everything()
    switch(community, **{part: False})
    drain_everything()
    before = {model: model.objects.count() for model in WORK[part]}
    everything_happens(community, reply)
    assert {model: model.objects.count() for model in WORK[part]} == before
    switch(community, **{part: True})
    drain_everything()
    while catch_up_step(actor=SYSTEM):
        pass
    drain_everything()
    after = {model: model.objects.count() for model in WORK[part]}
    assert all(after[model] > before[model] for model in WORK[part]), after


def test_titles_that_are_off_are_not_chosen(shown: tuple[Community, Any]) -> None:
    from kernel.errors import NotFoundError
    from recognition.actions.choosing import choose_title

    community, _reply = shown
    switch(community, titles=False)
    with pytest.raises(NotFoundError):
        choose_title(actor=community.actor("dora"), title="")
    assert 'name="title"' not in look(community, _reply, "/recognition/")


def test_administrators_are_led_to_no_page_that_is_gone(shown: tuple[Community, Any]) -> None:
    community, _reply = shown
    alice = community.world.client("alice")
    assert 'href="/manage/badges/"' in alice.get("/manage/trust/").content.decode()
    switch(community, badges=False)
    assert alice.get("/manage/badges/").status_code == 404
    assert 'href="/manage/badges/"' not in alice.get("/manage/trust/").content.decode()
