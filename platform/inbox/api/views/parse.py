"""The two steps every view begins with."""

from typing import Any

from rest_framework.request import Request

from kernel.actor import Actor


def actor_of(request: Request) -> Actor:
    """Who asks."""
    actor: Actor = request._request.actor  # type: ignore[attr-defined] # set by accounts.middleware
    return actor


def parsed(serializer: Any) -> dict[str, Any]:
    """The validated input; raises when it does not fit."""
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data
