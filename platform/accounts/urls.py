"""Pages of accounts. allauth's own addresses stand below /account/ under their own names, each behind a gate."""

from collections.abc import Iterable

from allauth.account.urls import urlpatterns as account_patterns
from allauth.mfa.urls import urlpatterns as mfa_patterns
from django.urls import URLPattern, URLResolver, include, path

from access.api.gate import Gate, gated
from accounts import data_pages, pages

Routes = list[URLPattern | URLResolver]

OPEN = frozenset({
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
})  # fmt: skip
"""Routes of allauth for people who have not signed in yet; whatever else it has, or gets, is for members."""

UNUSED = frozenset({"account_confirm_login_code"})


def behind_gates(routes: Iterable[URLPattern | URLResolver]) -> Routes:
    """The library's routes with a gate on each."""
    found: Routes = []
    for route in routes:
        if isinstance(route, URLResolver):
            found.append(URLResolver(route.pattern, behind_gates(route.url_patterns)))
        elif route.name not in UNUSED:
            gate = Gate.PUBLIC if route.name in OPEN else Gate.MEMBER
            found.append(URLPattern(route.pattern, gated(gate)(route.callback), route.default_args, route.name))
    return found


urlpatterns: Routes = [
    path("account/", pages.settings, name="account_settings"),
    path("account/data/", data_pages.data, name="account_data"),
    path("account/data/exports/", data_pages.exports, name="account_data_exports"),
    path("account/data/exports/<uuid:export_id>/", data_pages.export, name="account_data_export"),
    path("account/data/erasure/", data_pages.erasure, name="account_erasure"),
    path("account/sessions/", pages.sessions, name="account_sessions"),
    path("account/invitation/<str:token>/", pages.invitation, name="account_invitation"),
    path("account/mfa/", include(behind_gates(mfa_patterns))),
    path("account/", include(behind_gates(account_patterns))),
]
