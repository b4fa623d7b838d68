"""API addresses of recognition."""

from django.urls import URLPattern, URLResolver, path

from recognition.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("recognition/me", views.OwnView.as_view(), name="api_recognition_me"),
    path("recognition/members/<uuid:user_id>", views.ExplanationView.as_view(), name="api_recognition_member"),
    path("recognition/members/<uuid:user_id>/level", views.LevelView.as_view(), name="api_recognition_level"),
    path("badges", views.BadgesView.as_view(), name="api_badges"),
    path("badges/preview", views.PreviewView.as_view(), name="api_badge_preview"),
    path("badges/<uuid:badge_id>", views.BadgeView.as_view(), name="api_badge"),
    path("badges/<uuid:badge_id>/awards", views.HoldersView.as_view(), name="api_badge_awards"),
    path("awards/<uuid:award_id>", views.AwardView.as_view(), name="api_award"),
    path("leaderboard", views.BoardView.as_view(), name="api_leaderboard"),
    path("spaces/<uuid:space_id>/points", views.SpaceWeightsView.as_view(), name="api_space_points"),
]
