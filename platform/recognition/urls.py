"""Pages of recognition."""

from django.urls import path

from recognition.pages import managing, showing, standing

urlpatterns = [
    path("badges/", showing.badges, name="recognition_badges"),
    path("badges/<str:slug>/", showing.badge, name="recognition_badge"),
    path("leaderboard/", showing.leaderboard, name="recognition_leaderboard"),
    path("recognition/", standing.own, name="recognition_own"),
    path("recognition/<uuid:user_id>/", standing.member, name="recognition_member"),
    path("recognition/<uuid:user_id>/level/", standing.level, name="recognition_member_level"),
    path("recognition/<uuid:user_id>/badges/", standing.award, name="recognition_member_badges"),
    path("manage/trust/", managing.trust, name="recognition_manage_trust"),
    path("manage/points/", managing.points, name="recognition_manage_points"),
    path("manage/points/<str:slug>/", managing.space_points, name="recognition_manage_space_points"),
    path("manage/badges/", managing.badges, name="recognition_manage_badges"),
    path("manage/badges/new/", managing.new_badge, name="recognition_manage_badge_new"),
    path("manage/badges/<str:slug>/", managing.badge, name="recognition_manage_badge"),
]
