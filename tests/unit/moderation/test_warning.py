"""The clock: who is told that time runs out; and to whom an appeal goes."""

from datetime import timedelta
from typing import Any

import pytest

from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from moderation.actions.appealing import appeal_decision
from moderation.actions.reviewing import claim_item
from moderation.actions.warning import warn_of_deadlines
from moderation.models import Appeal, Decision, ReviewItem
from tests.plugin import TENANTS
from tests.unit.moderation.conftest import Moderated
from tests.unit.moderation.test_attacks import make_moderator


def told(moderated: Moderated, kind: str) -> dict[str, Any]:
    """Names of those who were told of this kind, and what."""
    from accounts.events import NoticeGiven
    from events.log import read_after

    names = {str(user.pk): name for name, user in moderated.world.users.items()}
    found = [found.payload for found in read_after(TENANTS["acme"], 0, limit=1_000) if found.type == NoticeGiven.type]
    return {names[payload["user_id"]]: payload["data"] for payload in found if payload["kind"] == kind}


def warn(at: Any) -> int:
    """A sweep at this time."""
    return warn_of_deadlines(actor=system_actor(TENANTS["acme"]), at=at)


def test_reviewers_are_told_once_before_time_runs_out(moderated: Moderated) -> None:
    make_moderator(moderated, "tina", moderated.community.members)
    item = moderated.flag("tim", moderated.reply(), "inappropriate").item
    moderated.flag("tim", moderated.community.ask("bob", space=moderated.community.members, title="In the lounge"))
    assert warn(now()) == 0
    assert warn(item.due_at - timedelta(hours=1)) == 1
    assert told(moderated, "moderation.due") == {key: ["items#1"] for key in ["alice", "amira", "mo"]}
    assert warn(item.due_at) == 0
    assert warn(item.due_at + timedelta(days=2)) == 1
    assert told(moderated, "moderation.due")["tina"] == ["items#1"]


@pytest.mark.parametrize(("whom", "value", "more"), [("level", "3", {"tina"}), ("role", "agent", {"ben", "berta"})])
def test_those_whom_a_space_makes_moderators_by_level_or_role_are_told_too(
    moderated: Moderated, whom: str, value: str, more: set[str]
) -> None:
    from community.actions.rules import Rule, set_space_rules
    from community.actions.spaces import update_space

    alice = moderated.actor("alice")
    for name, level in (("tim", 2), ("tom", 2), ("tina", 3)):
        moderated.trust(name, level)
    space = update_space(actor=alice, space_id=moderated.community.members.pk, visibility="custom")
    set_space_rules(actor=alice, space_id=space.pk, rules=[Rule("view", "members"), Rule("moderate", whom, value)])
    topic = moderated.community.ask("mo", space=space, title="In the lounge")
    item = moderated.flag("tom", moderated.community.reply(topic, "mo"), "inappropriate").item
    assert warn(item.due_at) == 1
    assert set(told(moderated, "moderation.due")) >= more
    assert not {"tim", "tom"} & set(told(moderated, "moderation.due"))


def test_what_somebody_works_on_is_theirs_to_be_told_of(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply(), "inappropriate").item
    claim_item(actor=moderated.actor("mo"), item_id=item.pk)
    assert warn(item.due_at) == 1
    assert set(told(moderated, "moderation.due")) == {"mo"}


def test_nobody_is_told_where_the_brand_wants_no_warning(moderated: Moderated) -> None:
    from brand_settings.actions import change_settings

    change_settings(actor=moderated.actor("alice"), section="moderation", values={"warn_hours": 0})
    item = moderated.flag("tim", moderated.reply()).item
    assert warn(item.due_at) == 0
    with pytest.raises(ForbiddenError):
        warn_of_deadlines(actor=moderated.actor("mo"))


def test_queue_shows_what_is_overdue(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    ReviewItem.objects.filter(pk=item.pk).update(due_at=now() - timedelta(hours=1))
    page = moderated.world.client("mo").get("/review/").content.decode()
    assert "1 is overdue" in page
    assert "Overdue since" in page
    assert moderated.world.client("mo").get("/review/?overdue=on").content.decode().count("data-review-item") == 1


def appeal_against(moderated: Moderated, decider: str) -> Appeal:
    """An appeal of Eve's against a removal by this reviewer."""
    reply = moderated.reply()
    moderated.decide(decider, moderated.flag("tim", reply).item, "removed")
    return appeal_decision(actor=moderated.actor("eve"), decision_id=Decision.objects.get().pk, text="Why?")


def only(moderated: Moderated, *names: str) -> None:
    """Everybody else is a plain member."""
    from accounts.models.user import User

    kept = [moderated.world.users[name].pk for name in names]
    User.objects.exclude(pk__in=kept).update(role="member")


def test_an_appeal_is_told_to_those_who_may_answer(moderated: Moderated) -> None:
    appeal_against(moderated, "mo")
    assert set(told(moderated, "moderation.appeal")) == {"alice", "amira"}
    page = moderated.world.client("mo").get(f"/review/appeals/{Appeal.objects.get().pk}/").content.decode()
    assert "Amira" in page
    assert 'name="answer"' not in page


def test_the_only_moderators_appeals_go_to_the_administrators(moderated: Moderated) -> None:
    only(moderated, "alice", "mo")
    appeal_against(moderated, "mo")
    assert set(told(moderated, "moderation.appeal")) == {"alice"}


def test_agents_answer_where_there_is_nobody_else(moderated: Moderated) -> None:
    only(moderated, "alice", "ben")
    appeal_against(moderated, "alice")
    assert set(told(moderated, "moderation.appeal")) == {"ben"}


def test_when_nobody_else_may_answer_the_administrators_and_the_member_are_told(moderated: Moderated) -> None:
    only(moderated, "alice")
    appeal = appeal_against(moderated, "alice")
    assert set(told(moderated, "moderation.appeal_alone")) == {"alice"}
    assert "There is nobody else yet" in moderated.world.client("alice").get(f"/review/appeals/{appeal.pk}/").content.decode()
    page = moderated.world.client("eve").get(f"/decisions/{appeal.decision_id}/").content.decode()
    assert "asked to find somebody" in page


def test_appeals_are_told_of_again_before_they_are_overdue(moderated: Moderated) -> None:
    appeal = appeal_against(moderated, "mo")
    assert warn(appeal.due_at) >= 1
    assert set(told(moderated, "moderation.appeals_due")) == {"alice", "amira"}
