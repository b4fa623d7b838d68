"""Settings of the brand over the API."""

from django.urls import path

from brand_settings.api import views

urlpatterns = [
    path("settings", views.SectionsView.as_view(), name="api_settings"),
    path("settings/<slug:name>", views.SectionView.as_view(), name="api_settings_section"),
]
