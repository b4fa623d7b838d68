"""API addresses of private messages."""

from django.urls import path

from messaging.api import views

urlpatterns = [
    path("messages", views.ExchangesView.as_view(), name="api_messages"),
    path("messages/unread", views.UnreadView.as_view(), name="api_messages_unread"),
    path("messages/search", views.SearchView.as_view(), name="api_messages_search"),
    path("messages/<uuid:exchange_id>", views.ExchangeView.as_view(), name="api_messages_exchange"),
    path("messages/<uuid:exchange_id>/items", views.ItemsView.as_view(), name="api_messages_items"),
    path("messages/<uuid:exchange_id>/people", views.PeopleView.as_view(), name="api_messages_people"),
    path("messages/<uuid:exchange_id>/people/<uuid:user_id>", views.PartView.as_view(), name="api_messages_part"),
    path("messages/<uuid:exchange_id>/read", views.ReadView.as_view(), name="api_messages_read"),
    path("messages/items/<uuid:message_id>", views.ItemView.as_view(), name="api_message"),
]
