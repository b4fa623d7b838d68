"""What a group's trust level does to its members."""

from community.actions.belonging import add_to_group, join_group, leave_group
from community.actions.groups import update_group
from community.actions.members import set_level
from tests.unit.community.conftest import Community
from tests.unit.community.groups import made


def test_a_group_takes_no_level_that_was_earned(community: Community) -> None:
    alice, bob = community.actor("alice"), community.actor("bob")
    set_level(actor=alice, user_id=bob.user_id, level=3, source="rules")
    group = made(community, level=1)
    add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
    assert community.actor("bob").level == 3
    update_group(actor=alice, group_id=group.pk, level=2)
    assert (community.actor("bob").level, community.actor("bob").groups) == (3, {group.pk})
    leave_group(actor=community.actor("bob"), group_id=group.pk)
    assert (community.actor("bob").level, community.actor("bob").groups) == (3, frozenset())


def test_what_a_group_gave_goes_with_it_and_what_was_earned_comes_back(community: Community) -> None:
    alice, bob = community.actor("alice"), community.actor("bob")
    set_level(actor=alice, user_id=bob.user_id, level=1, source="rules")
    low, high = made(community, name="Low", level=2), made(community, name="High", level=4)
    for group, level in ((low, 2), (high, 4)):
        add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
        assert community.actor("bob").level == level
    for group, level in ((high, 2), (low, 1)):
        leave_group(actor=community.actor("bob"), group_id=group.pk)
        assert community.actor("bob").level == level


def test_what_the_rules_added_to_a_groups_level_is_earned(community: Community) -> None:
    alice, bob = community.actor("alice"), community.actor("bob")
    giving, other = made(community, name="Giving", level=1), made(community, name="Other")
    add_to_group(actor=alice, group_id=giving.pk, user_id=bob.user_id)
    set_level(actor=alice, user_id=bob.user_id, level=3, source="group")
    add_to_group(actor=alice, group_id=other.pk, user_id=bob.user_id)
    assert community.actor("bob").level == 3
    leave_group(actor=community.actor("bob"), group_id=giving.pk)
    assert community.actor("bob").level == 3


def test_a_group_that_gives_less_than_before_lowers_what_it_gave(community: Community) -> None:
    group = made(community, level=3)
    add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=community.actor("bob").user_id)
    update_group(actor=community.actor("alice"), group_id=group.pk, level=2)
    assert community.actor("bob").level == 2


def test_the_highest_level_goes_with_the_group_that_gave_it(community: Community) -> None:
    group = made(community, joining="open", visibility="everyone", level=4)
    join_group(actor=community.actor("bob"), group_id=group.pk)
    assert community.actor("bob").level == 4
    leave_group(actor=community.actor("bob"), group_id=group.pk)
    assert community.actor("bob").level == 0
