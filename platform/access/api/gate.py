"""Every route names its gate; the gate says who may knock, the action behind it says who may do."""

import functools
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from access.limits import count_change
from access.scopes import require_scope
from kernel.actor import Actor
from kernel.errors import ForbiddenError

F = TypeVar("F", bound=Callable[..., Any])


class Gate(StrEnum):
    """Who may call a route at all."""

    PUBLIC = "public"
    """Anybody, also without an account."""
    MEMBER = "member"
    """Anybody signed in to this tenant."""
    STAFF = "staff"
    """Agents, managers, admins, owners."""
    OPERATOR = "operator"
    """Operators of the installation."""
    INSTALLATION = "installation"
    """Health, metrics and the like, without a tenant."""


def passes(gate: Gate, actor: Actor) -> bool:
    """Whether the actor may call a route behind this gate."""
    if gate is Gate.PUBLIC:
        return True
    if gate is Gate.MEMBER:
        return actor.is_authenticated
    return gate is Gate.STAFF and actor.is_staff


class GatePermission(BasePermission):
    """DRF's default permission: a view without a `gate` is refused, as is a token without the view's `scope`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        gate: Gate | None = getattr(view, "gate", None)
        if gate is None:
            return False
        actor: Actor = request._request.actor  # type: ignore[attr-defined] # set by accounts.middleware
        if not passes(gate, actor):
            return False
        if request.method not in SAFE_METHODS:
            count_change(actor)
        scope: str | None = getattr(view, "scope", None)
        if actor.scopes is not None:
            if scope is None:
                raise ForbiddenError(_("This address is not for API tokens."))
            require_scope(
                actor, f"{scope}:{'read' if request.method in SAFE_METHODS else 'write'}" if scope != "admin" else scope
            )
        return True


def gated(gate: Gate) -> Callable[[F], F]:
    """Guard a page view: strangers at MEMBER and STAFF gates are sent to sign in, members at STAFF gates get 403."""

    def wrap(view: F) -> F:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor | None = getattr(request, "actor", None)
            if gate in (Gate.MEMBER, Gate.STAFF) and actor is not None and not passes(gate, actor):
                if not actor.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                raise PermissionDenied
            if actor is not None and request.method not in SAFE_METHODS:
                count_change(actor)
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        guarded.gate = gate  # type: ignore[attr-defined] # read by the route matrix test
        return cast("F", guarded)

    return wrap
