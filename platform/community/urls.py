"""Pages of community."""

from django.urls import path, re_path

from community.pages import (
    asking,
    browsing,
    deciding,
    drafts,
    history,
    keeping,
    lists,
    machines,
    polls,
    publishing,
    reading,
    templating,
    writing,
)

# The number finds the topic; the words before it are for people and may be in any script.
TOPIC = r"^t/(?P<slug>[^/]+)-(?P<number>[0-9]{1,15})/"

urlpatterns = [
    path("", lists.home, name="community_home"),
    path("s/<str:slug>/", lists.space, name="community_space"),
    path("topics/", lists.topics, name="community_topics"),
    path("tags/", lists.tags, name="community_tags"),
    path("tags/<str:name>/", lists.tag, name="community_tag"),
    path("search/", browsing.search, name="community_search"),
    path("u/<str:name>/", browsing.person, name="community_person"),
    path("ask/", asking.ask, name="community_ask"),
    path("ask/<uuid:question_id>/similar/<int:number>/", asking.similar, name="community_similar"),
    path("drafts/", drafts.drafts, name="community_drafts"),
    path("drafts/<str:key>/removal/", drafts.discard, name="community_draft_removal"),
    path("s/<str:slug>/templates/", templating.templates, name="community_templates"),
    path("templates/<uuid:template_id>/", templating.template, name="community_template"),
    path("templates/<uuid:template_id>/removal/", templating.removal, name="community_template_removal"),
    path("t/<int:number>/publication/", publishing.publication, name="community_publication"),
    path("posts/<uuid:post_id>/history/", history.history, name="community_history"),
    path("posts/<uuid:post_id>/history/<int:version>/", history.revision, name="community_revision"),
    path("posts/<uuid:post_id>/wiki/", history.wiki, name="community_wiki"),
    path("posts/<uuid:post_id>/poll/", polls.poll, name="community_poll"),
    path("posts/<uuid:post_id>/poll/ballot/", polls.ballot, name="community_ballot"),
    path("posts/<uuid:post_id>/poll/closure/", polls.closure, name="community_poll_closure"),
    path("posts/<uuid:post_id>/poll/voters/", polls.voters, name="community_voters"),
    re_path(TOPIC + "$", reading.topic, name="community_topic"),
    re_path(TOPIC + "feed.atom$", machines.topic_feed, name="community_topic_feed"),
    path("t/<int:number>/reading/", keeping.keep_reading, name="community_reading"),
    path("t/<int:number>/reply/", writing.reply, name="community_reply"),
    path("t/<int:number>/solution/", deciding.solution, name="community_solution"),
    path("t/<int:number>/moderation/", deciding.moderate_topic, name="community_topic_moderation"),
    path("posts/<uuid:post_id>/edit/", writing.edit, name="community_edit"),
    path("posts/<uuid:post_id>/vote/", deciding.vote, name="community_vote"),
    path("posts/<uuid:post_id>/moderation/", deciding.moderate_post, name="community_post_moderation"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemaps/spaces.xml", machines.sitemap_spaces, name="sitemap_spaces"),
    path("sitemaps/topics-<int:page>.xml", machines.sitemap_topics, name="sitemap_topics"),
    path("feed.atom", machines.brand_feed, name="community_feed"),
    path("s/<str:slug>/feed.atom", machines.space_feed, name="community_space_feed"),
]
