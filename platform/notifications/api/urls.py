"""API addresses of the notifications."""

from django.urls import path

from notifications.api import views

urlpatterns = [
    path("notifications", views.NoticesView.as_view(), name="api_notifications"),
    path("notifications/unread", views.UnreadView.as_view(), name="api_notifications_unread"),
    path("notifications/<uuid:notification_id>/read", views.ReadView.as_view(), name="api_notification_read"),
    path("notification-preferences", views.ChoicesView.as_view(), name="api_notification_preferences"),
    path("notification-preferences/address", views.AddressView.as_view(), name="api_notification_address"),
    path("watches", views.WatchesView.as_view(), name="api_watches"),
    path("watches/<str:kind>/<uuid:target_id>", views.WatchView.as_view(), name="api_watch"),
    path("push/key", views.PushKeyView.as_view(), name="api_push_key"),
    path("push/subscriptions", views.PushSubscriptionsView.as_view(), name="api_push_subscriptions"),
]
