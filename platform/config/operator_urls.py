"""Addresses of the operators' host: the console, and nothing of any brand."""

from django.urls import include, path

handler400 = "web.errors.bad_request"
handler403 = "web.errors.permission_denied"
handler404 = "web.errors.page_not_found"
handler500 = "web.errors.server_error"

urlpatterns = [path("", include("web.health_urls")), path("", include("operators.urls"))]
