"""Content security policy that also knows a page's own style elements."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from web.style_hashes import style_hashes


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, with the hashes that the page's templates asked for."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        hashes = style_hashes(request)
        if hashes:
            update: dict[str, Any] = dict(parts.update or {})
            update["style-src"] = [*update.get("style-src", []), *hashes]
            parts.update = update
        return parts
