"""API addresses of community."""

from django.urls import URLPattern, URLResolver, path

from community.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("spaces", views.SpacesView.as_view(), name="api_spaces"),
    path("topics", views.TopicsView.as_view(), name="api_topics"),
    path("topics/<uuid:topic_id>", views.TopicView.as_view(), name="api_topic"),
    path("topics/<uuid:topic_id>/posts", views.PostsView.as_view(), name="api_topic_posts"),
    path("topics/<uuid:topic_id>/solution", views.SolutionView.as_view(), name="api_topic_solution"),
    path("posts/<uuid:post_id>", views.PostView.as_view(), name="api_post"),
    path("posts/<uuid:post_id>/vote", views.VoteView.as_view(), name="api_post_vote"),
]
