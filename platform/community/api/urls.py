"""API addresses of community."""

from django.urls import URLPattern, URLResolver, path

from community.api import composing, polls, revising, searching, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("spaces", views.SpacesView.as_view(), name="api_spaces"),
    path("search", searching.SearchView.as_view(), name="api_search"),
    path("topics", views.TopicsView.as_view(), name="api_topics"),
    path("topics/<uuid:topic_id>", views.TopicView.as_view(), name="api_topic"),
    path("topics/<uuid:topic_id>/posts", views.PostsView.as_view(), name="api_topic_posts"),
    path("topics/<uuid:topic_id>/solution", views.SolutionView.as_view(), name="api_topic_solution"),
    path("posts/<uuid:post_id>", views.PostView.as_view(), name="api_post"),
    path("posts/<uuid:post_id>/vote", views.VoteView.as_view(), name="api_post_vote"),
    path("preview", composing.PreviewView.as_view(), name="api_preview"),
    path("drafts", composing.DraftsView.as_view(), name="api_drafts"),
    path("drafts/<str:key>", composing.DraftView.as_view(), name="api_draft"),
    path("similar-topics", composing.SimilarView.as_view(), name="api_similar_topics"),
    path("names", composing.NamesView.as_view(), name="api_names"),
    path("emoji", composing.EmojiView.as_view(), name="api_emoji"),
    path("posts/<uuid:post_id>/quotation", composing.QuotationView.as_view(), name="api_post_quotation"),
    path("posts/<uuid:post_id>/poll", polls.PollView.as_view(), name="api_post_poll"),
    path("posts/<uuid:post_id>/poll/ballot", polls.BallotView.as_view(), name="api_post_ballot"),
    path("posts/<uuid:post_id>/poll/closure", polls.PollClosureView.as_view(), name="api_post_poll_closure"),
    path("posts/<uuid:post_id>/poll/voters", polls.VotersView.as_view(), name="api_post_voters"),
    path("posts/<uuid:post_id>/revisions", revising.RevisionsView.as_view(), name="api_post_revisions"),
    path(
        "posts/<uuid:post_id>/revisions/<int:version>/hiding",
        revising.RevisionHidingView.as_view(),
        name="api_post_revision_hiding",
    ),
    path("posts/<uuid:post_id>/wiki", revising.WikiView.as_view(), name="api_post_wiki"),
    path("spaces/<uuid:space_id>/templates", revising.TemplatesView.as_view(), name="api_space_templates"),
    path("templates/<uuid:template_id>", revising.TemplateView.as_view(), name="api_template"),
    path("topics/<uuid:topic_id>/publication", revising.PublicationView.as_view(), name="api_topic_publication"),
]
