"""Pages of the administrators' area."""

from django.urls import path

from brand_settings import pages

urlpatterns = [
    path("manage/", pages.home, name="manage_home"),
    path("manage/settings/", pages.sections, name="brand_settings_sections"),
    path("manage/settings/<slug:name>/", pages.section, name="brand_settings_section"),
]
