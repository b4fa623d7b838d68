"""A brand without trust levels: everybody is a full member, and nothing that protects is lost. And how one hears of a level."""

import pytest

from accounts.notices import Noticed, get_kind
from brand_settings.actions import change_settings
from community.abilities import Ability, can
from community.actions.members import set_level
from community.actions.spaces import create_space
from community.limits import LimitSettings, allowances
from community.models.post import Post
from community.models.space import Visibility
from community.policies import can_translate
from notifications.queries.listing import list_notices
from tests.draining import drain_everything
from tests.unit.recognition.conftest import Community


def switch(community: Community, **values: bool) -> None:
    change_settings(actor=community.actor("alice"), section="recognition", values=values)


@pytest.mark.parametrize("part", ["trust", "everything"])
def test_everybody_is_a_full_member_without_levels(community: Community, part: str) -> None:
    set_level(actor=community.actor("alice"), user_id=community.world.users["dora"].pk, level=4)
    asked = (Ability.IGNORE, Ability.CREATE_TAG)
    before = {name: [can(community.actor(name), each) for each in asked] for name in ("bob", "dora", "mo")}
    assert before == {"bob": [False, False], "dora": [True, True], "mo": [True, True]}
    switch(community, **{part: False})
    during = {name: [can(community.actor(name), each) for each in asked] for name in ("bob", "dora", "mo")}
    assert during == {"bob": [True, False], "dora": [True, False], "mo": [True, True]}
    change_settings(actor=community.actor("alice"), section="abilities", values={"create_tag": 2})
    assert can(community.actor("bob"), Ability.CREATE_TAG)
    switch(community, **{part: True})
    assert [can(community.actor(name), Ability.IGNORE) for name in ("bob", "dora")] == [False, True]


def test_settings_that_name_a_level_take_everybody_for_a_full_member(community: Community) -> None:
    post = Post.objects.get(topic=community.ask())
    assert not can_translate(community.actor("dora"), post)
    switch(community, trust=False)
    assert can_translate(community.actor("dora"), post)


def test_limits_and_closed_spaces_go_on_looking_at_the_level_that_was_earned(community: Community) -> None:
    from community.actions.rules import Rule, set_space_rules
    from community.queries.spaces import list_spaces

    space = create_space(actor=community.actor("alice"), name="Regulars", slug="regulars", visibility=Visibility.CUSTOM)
    set_space_rules(actor=community.actor("alice"), space_id=space.pk, rules=[Rule("view", "level", "1")])
    before = allowances(LimitSettings(), community.actor("bob").level, "topic")
    switch(community, trust=False)
    assert space not in list_spaces(community.actor("bob"))
    assert allowances(LimitSettings(), community.actor("bob").level, "topic") == before


def test_new_level_is_told_with_its_name(seeded: Community) -> None:
    bob = seeded.world.users["bob"].pk
    set_level(actor=seeded.actor("alice"), user_id=bob, level=1)
    drain_everything("notifications", "connectors")
    notice = next(each for each in list_notices(seeded.actor("bob")).items if each.kind == "level")
    assert (notice.text, notice.path) == (
        "Welcome among us! You are now at “Level 1: Basic” and may do more here",
        "/recognition/",
    )
    assert "Welcome among us!" in seeded.world.client("bob").get("/notifications/").content.decode()


def test_words_for_a_level_suit_the_level(community: Community) -> None:
    kind = get_kind("level")
    assert kind is not None
    assert kind.path is not None
    assert "Level 3: Regular" in kind.text(Noticed(data={"level": 3}))
    assert kind.text(Noticed(data={"level": 9})).startswith("You reached")
    switch(community, everything=False)
    assert kind.path(Noticed(data={"level": 3})) != "/recognition/"
