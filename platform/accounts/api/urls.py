"""API addresses of accounts."""

from django.urls import URLPattern, URLResolver, path

from accounts.api import personal, schema, views  # noqa: F401 - the schema's extensions register themselves

urlpatterns: list[URLPattern | URLResolver] = [
    path("me", views.MeView.as_view(), name="me"),
    path("members", views.MembersView.as_view(), name="members"),
    path("members/<uuid:member_id>", views.MemberView.as_view(), name="member"),
    path("invitations", views.InvitationsView.as_view(), name="invitations"),
    path("invitations/<uuid:invitation_id>", views.InvitationView.as_view(), name="invitation"),
    path("invitations/<uuid:invitation_id>/deliveries", views.DeliveriesView.as_view(), name="invitation_deliveries"),
    path("tokens", views.TokensView.as_view(), name="tokens"),
    path("tokens/<uuid:token_id>", views.TokenView.as_view(), name="token"),
    path("data-exports", personal.ExportsView.as_view(), name="data_exports"),
    path("data-exports/<uuid:export_id>", personal.ExportView.as_view(), name="data_export"),
    path("erasure", personal.ErasureView.as_view(), name="erasure"),
    path("sessions", views.SessionsView.as_view(), name="sessions"),
    path("sessions/<str:session_id>", views.SessionView.as_view(), name="session"),
]
