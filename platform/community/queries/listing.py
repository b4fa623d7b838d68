"""Topics and posts for callers that hold ids and cursors: the API."""

from uuid import UUID

from community.authorship import known_author_id
from community.models.post import Post
from community.policies import can_moderate_topic
from community.queries.filters import TopicFilter
from community.queries.reading import PostView, find_post, find_topic_by_id, view_posts
from community.queries.search import MOST, search_topics
from community.queries.spaces import list_spaces, tree_of
from community.queries.topics import PLAIN, TopicRow, as_rows, list_topics
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import CursorError, Page, decode_cursor, encode_cursor, paginate


def find_topics(
    actor: Actor,
    *,
    space_id: UUID | None = None,
    narrow: TopicFilter = PLAIN,
    wanted: str = "",
    cursor: str | None = None,
    size: int = 25,
) -> Page[TopicRow]:
    """Topics that the actor may read; words put the best match first and leave the filter out of account.

    A space includes what lies in it.
    """
    spaces = list_spaces(actor)
    if space_id is not None:
        spaces = tree_of(spaces).within(space_id)
        if not spaces:
            raise NotFoundError
    if not wanted.strip():
        inside = space_id is not None
        return list_topics(spaces, narrow, reader=actor.user_id, inside=inside, cursor=cursor, size=size)
    number = _page_number(cursor)
    found = search_topics(spaces, wanted, page=number, size=size)
    return Page(
        [hit.topic for hit in found.hits],
        encode_cursor([number + 1]) if found.has_next else None,
        encode_cursor([number - 1]) if number > 1 else None,
    )


def get_topic_row(actor: Actor, topic_id: UUID) -> TopicRow:
    """One topic; raises NotFoundError when there is none for this reader."""
    topic = find_topic_by_id(actor, topic_id)
    return as_rows([topic], [topic.space])[0]


def list_post_views(actor: Actor, topic_id: UUID, *, cursor: str | None, size: int) -> Page[PostView]:
    """The posts of a topic in order, hidden ones for moderators alone."""
    topic = find_topic_by_id(actor, topic_id)
    rows = Post.objects.filter(topic=topic)
    if not can_moderate_topic(actor, topic):
        rows = rows.filter(hidden_at__isnull=True)
    page = paginate(rows, order=["position"], cursor=cursor, size=size)
    person_id = known_author_id(actor)
    views = view_posts(actor, topic, page.items, person_id=person_id, at=now())
    return Page(views, page.next_cursor, page.previous_cursor)


def get_post_view(actor: Actor, post_id: UUID) -> PostView:
    """One post; raises NotFoundError when there is none for this reader."""
    post = find_post(actor, post_id)
    person_id = known_author_id(actor)
    return view_posts(actor, post.topic, [post], person_id=person_id, at=now())[0]


def _page_number(cursor: str | None) -> int:
    if cursor is None:
        return 1
    _, values = decode_cursor(cursor, 1)
    number = values[0]
    if not isinstance(number, int) or not 1 <= number <= MOST:
        raise CursorError
    return number
