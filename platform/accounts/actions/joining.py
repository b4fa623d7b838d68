"""Making accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from access.policies import authorise
from accounts.contracts import normalise_email
from accounts.errors import AddressTakenError
from accounts.events import UserJoined
from accounts.handles import list_candidates
from accounts.models.user import User
from accounts.policies import can_create_account
from accounts.queries import unproven_accounts
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.errors import TransientError
from kernel.text import one_line


@action
def create_account(
    *,
    actor: Actor,
    email: str,
    name: str,
    role: str = Role.MEMBER.value,
    password: str | None = None,
    language: str = "",
    time_zone: str = "",
    verified: bool = True,
    at: datetime | None = None,
) -> User:
    """A new account with its primary address; raises AddressTakenError. The platform's own door (commands, invitations).

    With `verified`, somebody who claimed the address at sign-up and never proved it gives way.
    """
    authorise(actor, can_create_account)
    user = User(email=normalise_email(email), name=one_line(name), role=Role(role).value, language=language, time_zone=time_zone)
    user.set_password(password)
    if verified:
        unproven_accounts().filter(email=user.email).delete()
    save_joined(actor=actor, user=user, at=at)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


@action
def save_joined(*, actor: Actor, user: User, at: datetime | None = None) -> None:
    """Save a user that nobody knew before, with a free handle; the sign-up form's way in. Raises AddressTakenError."""
    for handle in list_candidates(user.name):
        user.handle = handle
        try:
            with transaction.atomic():
                user.save(force_insert=True)
            break
        except IntegrityError as error:
            # Somebody of the same name may have joined in this very moment; only the address decides.
            if User.objects.filter(email=user.email).exists():
                raise AddressTakenError from error
    else:
        raise TransientError
    publish(UserJoined(user_id=user.pk, role=user.role), actor=actor, at=at)
