"""Pages of private messages."""

from django.urls import path

from messaging.pages import exchanges

urlpatterns = [
    path("messages/", exchanges.exchanges, name="messaging_exchanges"),
    path("messages/new/", exchanges.new, name="messaging_new"),
    path("messages/<uuid:exchange_id>/", exchanges.exchange, name="messaging_exchange"),
    path("messages/<uuid:exchange_id>/people/", exchanges.people, name="messaging_people"),
    path("messages/<uuid:exchange_id>/leave/", exchanges.leave, name="messaging_leave"),
    path("messages/<uuid:exchange_id>/settings/", exchanges.arrange, name="messaging_arrange"),
    path("messages/items/<uuid:message_id>/withdrawal/", exchanges.withdrawal, name="messaging_withdrawal"),
]
