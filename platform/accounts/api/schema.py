"""How the API's description names the two ways of signing in."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionOfBrowser(SessionScheme):  # type: ignore[no-untyped-call] # registers itself
    """The cookie of a browser."""

    target_class = "accounts.api.authentication.SessionAuthentication"
    name = "session"


class BearerToken(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # registers itself
    """An API token."""

    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "chorus_..."}
