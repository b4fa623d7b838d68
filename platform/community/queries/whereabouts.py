"""Where a post or a whole topic went: old addresses lead on, as far as their reader may follow."""

from dataclasses import dataclass
from typing import NoReturn

from community.addresses import place_of, topic_path
from community.errors import MergedAwayError
from community.models.moving import PostMove
from community.models.post import Post
from community.models.topic import Topic
from community.policies import can_view_post, can_view_topic
from kernel.actor import Actor
from kernel.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a post is read today. `is_moved`: the place that was asked for is not it any more, and never will be again."""

    path: str
    is_moved: bool


def find_place(actor: Actor, number: int, position: int) -> Whereabouts:
    """The place of the post that once had this position in this topic; raises NotFoundError like the post itself."""
    topic = Topic.objects.select_related("space").filter(number=number).first()
    if topic is None:
        raise NotFoundError
    post = Post.objects.select_related("topic__space").filter(topic=topic, position=position).first()
    if post is not None:
        return Whereabouts(_path(actor, post), is_moved=False)
    return Whereabouts(_path(actor, _moved(topic, position)), is_moved=True)


def lead_on(actor: Actor, topic: Topic) -> NoReturn:
    """Raise MergedAwayError with the new place of a merged topic's text; NotFoundError when the reader may not go there."""
    raise MergedAwayError(path=_path(actor, _moved(topic, 1)))


def _moved(topic: Topic, position: int) -> Post:
    move = PostMove.objects.select_related("post__topic__space").filter(topic=topic, position=position).first()
    if move is None:
        raise NotFoundError
    return move.post


def _path(actor: Actor, post: Post) -> str:
    if post.topic.merged_into_id is not None or not can_view_topic(actor, post.topic) or not can_view_post(actor, post):
        raise NotFoundError
    return topic_path(post.topic.number, post.topic.slug) + place_of(post.position)
