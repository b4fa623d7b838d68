"""Addresses of a brand's host: pages for readers, the staff application, the API."""

from django.urls import include, path

handler400 = "web.errors.bad_request"
handler403 = "web.errors.permission_denied"
handler404 = "web.errors.page_not_found"
handler500 = "web.errors.server_error"

urlpatterns = [
    path("", include("web.urls")),
    path("", include("brand_settings.urls")),
    path("", include("files.urls")),
    path("", include("branding.urls")),
    path("", include("accounts.urls")),
    path("", include("connectors.urls")),
    path("", include("notifications.urls")),
    path("", include("messaging.urls")),
    path("", include("moderation.urls")),
    path("", include("recognition.urls")),
    path("", include("community.urls")),
    path("api/v1/", include("web.api.urls")),
    path("api/v1/", include("brand_settings.api.urls")),
    path("api/v1/", include("files.api.urls")),
    path("api/v1/", include("branding.api.urls")),
    path("api/v1/", include("accounts.api.urls")),
    path("api/v1/", include("people.api.urls")),
    path("api/v1/", include("messaging.api.urls")),
    path("api/v1/", include("moderation.api.urls")),
    path("api/v1/", include("recognition.api.urls")),
    path("api/v1/", include("community.api.urls")),
    path("api/v1/", include("notifications.api.urls")),
    path("api/v1/", include("inbox.api.urls")),
]
