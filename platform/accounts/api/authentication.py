"""Who calls the API: a browser session with CSRF, or a token."""

from datetime import timedelta

from rest_framework.authentication import BaseAuthentication
from rest_framework.authentication import SessionAuthentication as DrfSession
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.actions.tokens import PREFIX
from accounts.actors import actor_for_user
from accounts.hashing import hash_key
from accounts.models.token import ApiToken
from accounts.models.user import User
from kernel.clock import now

USE_IS_NOTED_EVERY = timedelta(minutes=1)


class SessionAuthentication(DrfSession):
    """DRF's: 401 for strangers comes from the token class, which stands first."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer chorus_...`; the token's actor replaces the session's, so no CSRF token is needed."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = _find(secret.strip())
        if token is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.")
        request._request.actor = actor_for_user(token.user, scopes=frozenset(token.scopes))  # type: ignore[attr-defined]
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _find(secret: str) -> ApiToken | None:
    if not secret.startswith(PREFIX):
        return None
    at = now()
    token = ApiToken.objects.select_related("user").filter(secret_hash=hash_key(secret)).first()
    if token is None or not token.is_valid(at) or not token.user.is_active:
        return None
    if token.last_used_at is None or at - token.last_used_at > USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
    return token
