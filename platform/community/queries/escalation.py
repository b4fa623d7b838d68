"""What the room between community and inbox asks: which questions wait, and what they say."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, ExpressionWrapper, F, Q

from community.addresses import topic_path
from community.contracts import PostDigest, TopicDigest, UnansweredTopic
from community.models.post import Post
from community.models.topic import Kind, Topic
from kernel.errors import NotFoundError


def list_unanswered_topics(
    *, before: datetime, limit: int = 100, after: tuple[datetime, UUID] | None = None
) -> Sequence[UnansweredTopic]:
    """Questions whose space's time passed by `before` without help, oldest first.

    Help is a visible reply by anybody but the author. Solved, hidden, locked and imported topics do not wait, nor do those
    of a space without `help_after`, nor those that the desk took up already (`note_escalation`). Pass the last one's
    (created_at, topic_id) as `after` for the next page.
    """
    due = ExpressionWrapper(F("created_at") + F("space__help_after"), output_field=DateTimeField())
    rows = Topic.objects.filter(
        kind=Kind.QUESTION,
        helpful_at__isnull=True,
        solved_at__isnull=True,
        hidden_at__isnull=True,
        escalated_at__isnull=True,
        locked_at__isnull=True,
        imported_key="",
        space__help_after__isnull=False,
    )
    if after is not None:
        rows = rows.filter(Q(created_at__gt=after[0]) | Q(created_at=after[0], pk__gt=after[1]))
    found = (
        rows.annotate(due_at=due)
        .filter(due_at__lte=before)
        .order_by("created_at", "pk")
        .values_list("pk", "space_id", "created_at", "due_at")[:limit]
    )
    return [UnansweredTopic(*row) for row in found]


def get_topic_digest(*, topic_id: UUID) -> TopicDigest:
    """The topic with its first post; raises NotFoundError. Whoever shows it checks the reader."""
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    first = Post.objects.filter(topic_id=topic_id, position=1).first() if topic else None
    if topic is None or first is None:
        raise NotFoundError
    return TopicDigest(
        id=topic.pk,
        number=topic.number,
        title=topic.title,
        path=topic_path(topic.number, topic.slug),
        kind=topic.kind,
        language=topic.language,
        space_id=topic.space_id,
        space_name=topic.space.name,
        author_id=topic.author_id,
        first_post_id=first.pk,
        text=first.body,
        html=first.html,
        created_at=topic.created_at,
        last_position=topic.last_position,
        reply_count=topic.reply_count,
        is_solved=topic.is_solved,
        solution_id=topic.solution_id,
        is_locked=topic.locked_at is not None,
        is_hidden=topic.hidden_at is not None,
        is_imported=bool(topic.imported_key),
    )


def list_posts_after(*, topic_id: UUID, position: int = 0, limit: int = 200) -> Sequence[PostDigest]:
    """Posts of the topic beyond this position, in order, hidden ones marked. Whoever shows them checks the reader."""
    rows = Post.objects.filter(topic_id=topic_id, position__gt=position).order_by("position")[:limit]
    return [digest_of(post) for post in rows]


def get_post_digest(*, post_id: UUID) -> PostDigest:
    """One post; raises NotFoundError. Whoever shows it checks the reader."""
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFoundError
    return digest_of(post)


def digest_of(post: Post) -> PostDigest:
    """A row as a plain value."""
    return PostDigest(
        id=post.pk,
        topic_id=post.topic_id,
        position=post.position,
        author_id=post.author_id,
        text=post.body,
        html=post.html,
        created_at=post.created_at,
        origin=post.origin,
        is_hidden=post.hidden_at is not None,
    )
