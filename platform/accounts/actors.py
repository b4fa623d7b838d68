"""From a signed-in user to the actor that actions and policies take."""

from uuid import UUID

from access.grants import grants_of
from accounts.models.user import User
from kernel.actor import Actor, Role, anonymous_actor
from tenants.context import require_tenant_id


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
    return Actor(
        tenant_id=tenant_id,
        role=Role(user.role),
        user_id=user.pk,
        grants=grants_of(user.pk, user.access_version),
        scopes=scopes,
        language=language or user.language or "en",
    )


def actor_for_user_id(user_id: UUID) -> Actor:
    """The same by id; an unknown user is nobody."""
    user = User.objects.filter(pk=user_id).first()
    return actor_for_user(user) if user is not None else anonymous_actor(require_tenant_id())
