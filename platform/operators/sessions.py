"""The operators' cookie: on their host alone, for eight hours, never for scripts."""

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.hashing import hash_key
from kernel.clock import now
from operators.actions.access import SESSION_LASTS
from operators.contracts import OperatorActor
from operators.models import OperatorSession


def cookie_name() -> str:
    """Bound to host and TLS by its prefix in production."""
    return "__Host-chorus_operator" if settings.CHORUS.is_production else "chorus_operator"


def current_session(request: HttpRequest) -> OperatorSession | None:
    """The session of a request, or None for a stranger, a disabled operator or one whose time is over."""
    key = request.COOKIES.get(cookie_name(), "")
    if not key:
        return None
    rows = OperatorSession.objects.select_related("operator")
    return rows.filter(key_hash=hash_key(key), expires_at__gt=now(), operator__disabled_at=None).first()


def actor_of(request: HttpRequest, session: OperatorSession | None) -> OperatorActor:
    """Who acts, for the audit log."""
    address = get_client_ip(request) or None
    if session is None:
        return OperatorActor(by="stranger", address=address)
    return OperatorActor(by=session.operator.email, operator_id=session.operator_id, address=address)


def remember(response: HttpResponse, key: str) -> None:
    """Give the browser its key."""
    response.set_cookie(
        cookie_name(),
        key,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        secure=settings.CHORUS.is_production,
        samesite="Strict",
        path="/",
    )


def forget(response: HttpResponse) -> None:
    """Take it back."""
    response.delete_cookie(cookie_name(), path="/", samesite="Strict")
