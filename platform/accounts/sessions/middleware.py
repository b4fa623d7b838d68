"""Sessions only where there is a tenant; the operators' console keeps its own."""

from typing import Any

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class TenantSessionMiddleware(SessionMiddleware):
    """Django's middleware, passed by on routes without a tenant."""

    def __call__(self, request: HttpRequest) -> Any:
        if getattr(request, "tenant", None) is None:
            # Empty and never saved: Django's authentication asks for one on every route.
            request.session = self.SessionStore()
            return self.get_response(request)
        return super().__call__(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # An anonymous reader's untouched session must not vary cacheable pages by cookie.
        session: Any = getattr(request, "session", None)
        if session is None:
            return response
        if session.accessed and not session.modified:
            session.note_use()
        return super().process_response(request, response)
