"""Puts the actor on the request and into the log lines."""

from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actors import actor_for_user
from accounts.models.user import User
from kernel.actor import Actor, anonymous_actor


class ActorMiddleware:
    """`request.actor`: built on first use, so that pages for anonymous readers cost no query."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request)) if request.tenant is not None else None
        return self.get_response(request)


def _actor(request: Any) -> Actor:
    user = request.user
    if isinstance(user, SimpleLazyObject):
        user = user._wrapped if user.is_authenticated else user
    if not isinstance(user, User):
        return anonymous_actor(request.tenant.id, request.LANGUAGE_CODE)
    structlog.contextvars.bind_contextvars(actor=str(user.pk))
    return actor_for_user(user, language=request.LANGUAGE_CODE)
