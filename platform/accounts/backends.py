"""Sign-in by e-mail and password inside the tenant in context."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models.user import User
from kernel.remembering import take
from tenants.context import current_tenant_id


class TenantAuthenticationBackend(AuthenticationBackend):
    """allauth's backend; a deactivated account cannot sign in, and without a tenant nobody can."""

    def user_can_authenticate(self, user: User) -> bool:
        return bool(user.is_active) and user.tenant_id == current_tenant_id()

    def get_user(self, user_id: Any) -> User | None:
        if current_tenant_id() is None:
            return None
        user = take(("account of the session", str(user_id))) or User.objects.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
