"""API tokens."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from access.scopes import SCOPES
from accounts.actors import require_user_id
from accounts.events import TokenCreated, TokenRevoked
from accounts.hashing import hash_key
from accounts.models.token import ApiToken
from accounts.policies import can_have_tokens
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError

PREFIX = "chorus_"
LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its secret, which is never seen again."""

    token: ApiToken
    secret: str


@action
def create_token(
    *, actor: Actor, name: str, scopes: Collection[str], lifetime: timedelta, at: datetime | None = None
) -> NewToken:
    """A token for the actor's own account; raises InvalidError for unknown scopes or a lifetime beyond a year."""
    authorise(actor, can_have_tokens)
    if not scopes or not set(scopes) <= SCOPES.keys():
        raise InvalidError.choose("scopes", SCOPES)
    if not timedelta(0) < lifetime <= LONGEST:
        raise InvalidError(fields={"expires_in_days": [_("Between 1 and 365 days.")]})
    at = at or now()
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user_id=require_user_id(actor),
        name=name,
        secret_hash=hash_key(secret),
        hint=secret[:11],
        scopes=sorted(set(scopes)),
        created_at=at,
        expires_at=at + lifetime,
    )
    publish(TokenCreated(token_id=token.pk, user_id=token.user_id), actor=actor, at=at)
    return NewToken(token, secret)


@action
def revoke_token(*, actor: Actor, token_id: UUID, at: datetime | None = None) -> None:
    """Close one of the actor's own tokens for good; raises NotFoundError for anybody else's."""
    authorise(actor, can_have_tokens)
    token = ApiToken.objects.select_for_update().filter(pk=token_id, user_id=require_user_id(actor)).first()
    if token is None:
        raise NotFoundError
    if token.revoked_at is not None:
        return
    token.revoked_at = at or now()
    token.save(update_fields=["revoked_at"])
    publish(TokenRevoked(token_id=token.pk, user_id=token.user_id), actor=actor, at=at)
