"""What a group's trust level does to its members."""

from community.actions.belonging import add_to_group, join_group, leave_group
from community.actions.groups import update_group
from community.actions.members import set_level
from tests.unit.community.conftest import Community
from tests.unit.community.test_groups import made


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


def test_the_highest_level_goes_with_the_group_that_gave_it(community: Community) -> None:
    group = made(community, joining="open", visibility="everyone", level=4)
    join_group(actor=community.actor("bob"), group_id=group.pk)
    assert community.actor("bob").level == 4
    leave_group(actor=community.actor("bob"), group_id=group.pk)
    assert community.actor("bob").level == 0
