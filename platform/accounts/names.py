"""What somebody may call themselves: no blocked words, no name that passes for the team's or for somebody's handle.

Staff, moderators and the platform (imports, commands, invitations to the team) name whom they like.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.contracts import screen_name
from accounts.handles import handle_from
from accounts.models.user import User
from kernel.actor import STAFF, Actor, Role
from kernel.lookalikes import look_of, plain_letters, spellings

_TEAM = [str(role) for role in (*sorted(STAFF), Role.MODERATOR)]


def may_choose_any_name(actor: Actor) -> bool:
    """Whether nobody looks at the names that this actor gives."""
    return actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM)


def name_problem(name: str, *, language: str = "", user_id: UUID | None = None) -> str:
    """Why a member may not be called so, or nothing; `user_id` is theirs when they have an account already."""
    refusal = screen_name(name, language)
    if refusal:
        return refusal
    others = User.objects.exclude(pk=user_id) if user_id is not None else User.objects.all()
    look = look_of(name)
    for called, handle in others.filter(role__in=_TEAM, deactivated_at=None).values_list("name", "handle"):
        if look & (look_of(called) | look_of(handle)):
            return _("Somebody on the team has this name, or one that looks like it. Add something to yours.")
    handle = handle_from(name)
    alike = (spellings(handle) | spellings(handle_from(plain_letters(name)))) - {handle}
    if alike and others.filter(handle__in=alike).exists():
        return _("Somebody here has a name that looks just like this one. Choose another, or add something to it.")
    return ""
