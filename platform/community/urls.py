"""Pages of community."""

from django.urls import path, re_path

from community.pages import browsing, deciding, lists, machines, reading, writing

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
    path("ask/", writing.ask, name="community_ask"),
    re_path(TOPIC + "$", reading.topic, name="community_topic"),
    re_path(TOPIC + "feed.atom$", machines.topic_feed, name="community_topic_feed"),
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
