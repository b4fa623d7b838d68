"""Who calls the API: a browser session with CSRF, or a token."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.authentication import SessionAuthentication as DrfSession
from rest_framework.request import Request


class SessionAuthentication(DrfSession):
    """DRF's, with 401 instead of 403 for strangers (there is a way to sign in)."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer chorus_...`; the token's actor replaces the session's."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        return None
