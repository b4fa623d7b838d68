"""What the community does when a member is forgotten."""

from accounts.personal import Erased
from community.models.member import Member
from community.models.profile import MemberProfile
from events.recording import action
from files.actions.attaching import set_uses
from kernel.actor import Actor, Role
from kernel.errors import ForbiddenError


@action
def forget_member(*, actor: Actor, erased: Erased) -> None:
    """The picture and the title go; texts and counters stay, since the conversation needs them."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    for profile_id in MemberProfile.objects.filter(user_id=erased.user_id).values_list("pk", flat=True):
        set_uses(actor=actor, kind="avatar", thing_id=profile_id, upload_ids=[])
    Member.objects.filter(user_id=erased.user_id).update(title="", silence_reason="", suspension_reason="")
