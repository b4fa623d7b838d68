"""What a topic says about its posts, counted again from the posts themselves."""

from django.db.models import Max, Min

from community.models.post import Post
from community.models.topic import Topic

COUNTED = ["last_position", "reply_count", "last_posted_at", "helpful_at", "score", "version"]


def recount_topic(topic: Topic) -> Topic:
    """Counters and times from the visible posts; `last_position` only grows, so that no position is given out twice."""
    posts = Post.objects.filter(topic=topic)
    visible = posts.filter(hidden_at=None)
    replies = visible.filter(position__gt=1)
    newest = visible.aggregate(at=Max("created_at"))["at"]
    topic.last_position = max(topic.last_position, posts.aggregate(last=Max("position"))["last"] or 1)
    topic.reply_count = replies.count()
    topic.last_posted_at = max(filter(None, [newest, topic.bumped_at, None if newest else topic.created_at]))
    topic.helpful_at = replies.exclude(author_id=topic.author_id).aggregate(first=Min("created_at"))["first"]
    topic.score = posts.filter(position=1).values_list("score", flat=True).first() or 0
    topic.version += 1
    topic.save(update_fields=COUNTED)
    return topic
