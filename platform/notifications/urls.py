"""Pages of the notifications."""

from django.urls import path, re_path

from notifications import pages

urlpatterns = [
    path("notifications/", pages.notices, name="notifications"),
    path("notifications/<uuid:notification_id>/", pages.open_notice, name="notification"),
    path("preferences/notifications/", pages.preferences, name="notification_preferences"),
    path("preferences/notifications/address/", pages.address, name="notification_address"),
    path("preferences/notifications/browsers/<uuid:subscription_id>/", pages.browser, name="notification_browser"),
    re_path(
        r"^watching/(?P<kind>topic|tag|space)/(?P<target_id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/$",
        pages.watching,
        name="watching",
    ),
    path("unsubscribe/<str:token>/", pages.unsubscribe, name="unsubscribe"),
    path("push-worker.js", pages.worker, name="push_worker"),
]
