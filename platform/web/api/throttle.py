"""Request limits per person and tenant (the cache key carries the tenant)."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class ActorThrottle(SimpleRateThrottle):
    """Generous for people at work, tight for strangers; counted per account, else per address."""

    scope = "actor"
    THRESHOLDS = {"signed_in": "3000/min", "anonymous": "120/min"}  # noqa: RUF012 - read-only table

    def get_rate(self) -> str:
        return self.THRESHOLDS["signed_in"]

    def allow_request(self, request: Request, view: Any) -> bool:
        actor = request._request.actor  # type: ignore[attr-defined] # set by accounts.middleware
        kind = "signed_in" if actor.is_authenticated else "anonymous"
        self.num_requests, self.duration = self.parse_rate(self.THRESHOLDS[kind])
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: Any) -> str:
        actor = request._request.actor  # type: ignore[attr-defined]
        return f"throttle:{actor.user_id or self.get_ident(request)}"
