"""Being forgotten: what one wrote stays readable, who wrote it does not."""

from datetime import datetime, timedelta
from unicodedata import category
from uuid import UUID

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from access.grants import access_changed
from access.policies import authorise
from accounts.actors import require_user_id
from accounts.errors import LastOwnerError, WrongPasswordError
from accounts.events import ErasureRequested, ErasureUndone, SessionsEnded, UserErased
from accounts.models.invitation import Invitation
from accounts.models.personal import DataExport, Erasure
from accounts.models.session import Session
from accounts.models.user import User
from accounts.personal import Erased, face_of, list_erasers
from accounts.policies import can_erase_own
from accounts.tables import delete_rows_of, is_common, replace_everywhere, replace_where_meant
from events.recording import action, publish
from files import storing
from files.actions.removing import forget_owner
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import ForbiddenError
from tenants.numbers import next_number

_WROTE = ("wrote", "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "escreveu", "كتب")
"""What stands between a name and a quotation in mail."""
_IN_NAMES = frozenset("'\u2019\u00b7.-")
GRACE = timedelta(days=7)
"""In which one may change one's mind."""


@action
def request_erasure(*, actor: Actor, password: str, at: datetime | None = None) -> Erasure:
    """The open erasure of the actor's account; raises WrongPasswordError, and LastOwnerError for a brand's only owner.

    An account without a password proves itself by its e-mail address instead.
    """
    authorise(actor, can_erase_own)
    at, user = at or now(), User.objects.select_for_update().get(pk=require_user_id(actor))
    proven = user.check_password(password) if user.has_usable_password() else password.strip().lower() == user.email
    if not proven:
        raise WrongPasswordError(fields={"password": [_("That is not right.")]})
    _refuse_last_owner(user)
    known = Erasure.objects.filter(user=user, undone_at=None, done_at=None).first()
    if known is not None:
        return known
    erasure = Erasure.objects.create(user=user, requested_at=at, due_at=at + GRACE)
    publish(ErasureRequested(user_id=user.pk, erasure_id=erasure.pk), actor=actor, at=at)
    return erasure


@action
def undo_erasure(*, actor: Actor, at: datetime | None = None) -> None:
    """Stay after all; nothing when nothing is open."""
    authorise(actor, can_erase_own)
    at = at or now()
    open_one = Erasure.objects.select_for_update().filter(user_id=require_user_id(actor), undone_at=None, done_at=None).first()
    if open_one is None:
        return
    open_one.undone_at = at
    open_one.save(update_fields=["undone_at"])
    publish(ErasureUndone(user_id=open_one.user_id, erasure_id=open_one.pk), actor=actor, at=at)


@action
def carry_out_erasure(*, actor: Actor, erasure_id: UUID, at: datetime) -> bool:
    """Forget the member whose days of grace are over; whether that happened now."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    erasure = Erasure.objects.select_for_update().filter(pk=erasure_id, undone_at=None, done_at=None, due_at__lte=at).first()
    if erasure is None:
        return False
    user = User.objects.select_for_update().get(pk=erasure.user_id)
    _refuse_last_owner(user)
    number = next_number("former_member")
    erased = Erased(
        user_id=user.pk,
        person_id=face_of(user.pk),
        email=user.email,
        name=user.name,
        handle=user.handle,
        new_name=_("Former member %(number)d") % {"number": number},
        new_handle=f"former-member-{number}",
    )
    for _name, erase in list_erasers():
        erase(actor, erased)
    storing.drop(f"exports/{export.pk.hex}.zip" for export in DataExport.objects.filter(user=user))
    Invitation.objects.filter(email=erased.email).delete()
    EmailAddress.objects.filter(email=erased.email).delete()
    Session.objects.filter(user_id=user.pk).delete()
    delete_rows_of(user.pk)
    forget_owner(actor=actor, owner_id=user.pk)
    _rename(user, erased, at)
    common = is_common(erased.name, user_id=user.pk, person_id=erased.person_id, since=user.created_at)
    if common and _is_a_name(erased.name.split()):
        words = {erased.name: erased.new_name}
        replace_where_meant(words, user_id=user.pk, person_id=erased.person_id, mark=f"@{erased.handle}")
    replace_everywhere(_words(erased, is_common=common))
    erasure.done_at = at
    erasure.save(update_fields=["done_at"])
    publish(SessionsEnded(user_id=user.pk), actor=actor, at=at)
    publish(UserErased(user_id=user.pk), actor=actor, at=at)
    access_changed(actor=actor, user=user)
    return True


def _refuse_last_owner(user: User) -> None:
    if user.role == Role.OWNER and not User.objects.filter(role=Role.OWNER, deactivated_at=None).exclude(pk=user.pk).exists():
        raise LastOwnerError


def _rename(user: User, erased: Erased, at: datetime) -> None:
    user.email, user.name, user.handle = f"{user.pk}@erased.invalid", erased.new_name, erased.new_handle
    user.language = user.time_zone = ""
    user.picture_id = None
    user.deactivated_at, user.last_login, user.role = at, None, Role.MEMBER.value
    user.set_unusable_password()
    user.save()


def _words(erased: Erased, *, is_common: bool) -> dict[str, str]:
    """What is looked for in everybody's texts: address and handle always, the name wherever it says who is meant, and in other
    sentences when it can be nothing but a name. What may be any words is left where others wrote it: a name of one word, one
    that is not written as names are, or one whose words others use anyway."""
    words = {
        erased.email: f"{erased.new_handle}@erased.invalid",
        f"@{erased.handle}": f"@{erased.new_handle}",
        f"/u/{erased.handle}/": f"/u/{erased.new_handle}/",
    }
    if not _is_a_name(erased.name.split()):
        return words
    if not is_common:
        return words | {erased.name: erased.new_name}
    said = {f"@{erased.name}": f"@{erased.new_name}", f'"{erased.name}"': f'"{erased.new_name}"'}
    headers = [" <", " &lt;", *(f" {wrote}" for wrote in _WROTE)]
    return words | said | {erased.name + header: erased.new_name + header for header in headers}


def _is_a_name(words: list[str]) -> bool:
    """Several words of letters, of which the first and the last begin with a large one where the script has any."""
    if len(words) < 2 or any(word[0].islower() for word in (words[0], words[-1])):
        return False
    return all(sign.isalnum() or sign in _IN_NAMES or category(sign).startswith("M") for word in words for sign in word)
