"""From a signed-in user to the actor that actions and policies take."""

from uuid import UUID

from django.core.cache import cache

from access.grants import grants_of
from accounts.contracts import Standing, standing_source
from accounts.models.user import User
from kernel.actor import STAFF, Actor, Role, anonymous_actor
from tenants.context import require_tenant_id

_CACHE_SECONDS = 3_600
STAFF_LEVEL = 4
"""The brand's own people are trusted like its most trusted members."""


def require_user_id(actor: Actor) -> UUID:
    """The account behind an actor that a policy has let through; a programming error elsewhere."""
    if actor.user_id is None:
        raise LookupError("this actor has no account")
    return actor.user_id


def actor_for_user(user: User, *, scopes: frozenset[str] | None = None, language: str = "") -> Actor:
    """The actor for a user of the tenant in context; a deactivated user is nobody. `language` is that of the page."""
    tenant_id = require_tenant_id()
    if not user.is_active or user.tenant_id != tenant_id:
        return anonymous_actor(tenant_id)
    role = Role(user.role)
    standing = _standing_of(user.pk, user.access_version)
    return Actor(
        tenant_id=tenant_id,
        role=role,
        user_id=user.pk,
        grants=grants_of(user.pk, user.access_version),
        scopes=scopes,
        language=language or user.language or "en",
        level=STAFF_LEVEL if role in STAFF or role is Role.MODERATOR else standing.level,
        groups=standing.groups,
        silenced_until=standing.silenced_until,
    )


def actor_for_user_id(user_id: UUID) -> Actor:
    """The same by id; an unknown user is nobody."""
    user = User.objects.filter(pk=user_id).first()
    return actor_for_user(user) if user is not None else anonymous_actor(require_tenant_id())


def _standing_of(user_id: UUID, access_version: int) -> Standing:
    """Cached until the account's access version moves on, as its grants are."""
    source = standing_source()
    if source is None:
        return Standing()
    key = f"standing:{user_id}:{access_version}"
    known: Standing | None = cache.get(key)
    if known is None:
        known = source(user_id)
        cache.set(key, known, _CACHE_SECONDS)
    return known
