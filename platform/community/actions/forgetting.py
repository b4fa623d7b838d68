"""What the community does when a member is forgotten."""

from django.db.models import F

from accounts.personal import Erased
from community.models.group import GroupMembership, GroupRequest, MemberGroup
from community.models.member import Member
from community.models.profile import MemberProfile
from events.recording import action
from files.actions.attaching import set_uses
from kernel.actor import Actor, Role
from kernel.errors import ForbiddenError


@action
def forget_member(*, actor: Actor, erased: Erased) -> None:
    """The picture, the title and the groups go; texts and counters stay, since the conversation needs them."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    for profile_id in MemberProfile.objects.filter(user_id=erased.user_id).values_list("pk", flat=True):
        set_uses(actor=actor, kind="avatar", thing_id=profile_id, upload_ids=[])
    mine = GroupMembership.objects.filter(user_id=erased.user_id)
    MemberGroup.objects.filter(pk__in=list(mine.values_list("group_id", flat=True))).update(member_count=F("member_count") - 1)
    mine.delete()
    GroupRequest.objects.filter(user_id=erased.user_id).delete()
    Member.objects.filter(user_id=erased.user_id).update(title="", silence_reason="", suspension_reason="")
