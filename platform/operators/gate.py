"""The gate of the console: only its own host, only its own sessions."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from access.api.gate import Gate
from operators.contracts import OperatorActor
from operators.models import OperatorSession
from operators.sessions import actor_of, current_session

F = TypeVar("F", bound=Callable[..., Any])


class OperatorRequest(HttpRequest):
    """A request that passed the gate; for annotations."""

    operator_actor: OperatorActor
    operator_session: OperatorSession


def operators_only(view: F) -> F:
    """Strangers are sent to sign in; pages are never kept by a cache."""

    @never_cache
    @functools.wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = current_session(request)
        if session is None:
            return redirect("operator_sign_in")
        request.operator_session, request.operator_actor = session, actor_of(request, session)
        response: HttpResponseBase = view(request, *args, **kwargs)
        return response

    guarded.gate = Gate.OPERATOR  # type: ignore[attr-defined] # read by the route matrix test
    return cast("F", guarded)
