"""Old addresses over the API; looks are settings (`/api/v1/settings/theme_draft`)."""

from django.urls import path

from branding.api import views

urlpatterns = [
    path("redirects", views.RedirectsView.as_view(), name="api_redirects"),
    path("redirects/<uuid:redirect_id>", views.RedirectView.as_view(), name="api_redirect"),
    path("theme/publication", views.PublicationView.as_view(), name="api_theme_publication"),
]
