"""What a person did in the community, as far as the reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from accounts.queries import find_user_ids, get_user_info
from community.addresses import page_of, topic_path
from community.faces import Face, face_of
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from kernel.errors import NotFoundError
from kernel.markdown import excerpt
from kernel.pagination import Page, paginate
from people.contracts import PersonInfo
from people.queries import people_by_id, person_id_of_user


@dataclass(frozen=True, slots=True)
class Contribution:
    """One post on a profile."""

    title: str
    path: str
    text: str
    at: datetime
    score: int
    is_topic: bool
    is_solution: bool


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A person's public page."""

    id: UUID
    handle: str
    face: Face
    posts: Page[Contribution]
    solutions: Sequence[Contribution]
    topic_count: int
    reply_count: int
    solution_count: int


def get_profile_view(spaces: Sequence[Space], name: str, *, cursor: str | None) -> ProfileView:
    """The person behind a handle, or behind an id for those without an account, with their posts in these spaces.

    The caller has checked the spaces. Raises NotFoundError for nobody, and for those without an account who wrote nothing
    that this reader may see: an id must not tell that somebody exists.
    """
    person = _find(name)
    ids = [space.pk for space in spaces]
    visible = Post.objects.filter(
        author_id=person.id, hidden_at__isnull=True, topic__space_id__in=ids, topic__hidden_at__isnull=True
    )
    topic_count = visible.filter(position=1).count()
    reply_count = visible.filter(position__gt=1).count()
    if not (person.user_id or topic_count or reply_count):
        raise NotFoundError
    solved = visible.filter(topic__solution=F("pk"))
    page = paginate(visible.select_related("topic"), order=["-created_at", "-id"], cursor=cursor, size=20)
    return ProfileView(
        id=person.id,
        handle=person.handle or str(person.id),
        face=face_of(person),
        posts=page.map(_contribution),
        solutions=[_contribution(post) for post in solved.select_related("topic").order_by("-score", "-id")[:5]],
        topic_count=topic_count,
        reply_count=reply_count,
        solution_count=solved.count(),
    )


def _find(name: str) -> PersonInfo:
    try:
        return _get(UUID(name))
    except ValueError:
        pass
    # Accounts are also found by e-mail address, which is nobody's business here.
    user_id = next(iter(find_user_ids(name, most=1)), None) if "@" not in name else None
    if user_id is None:
        raise NotFoundError
    person_id = person_id_of_user(user_id)
    if person_id is not None:
        return _get(person_id)
    user = get_user_info(user_id)
    return PersonInfo(user_id, user.name, user.language, user_id, user.handle, user.role)


def _get(person_id: UUID) -> PersonInfo:
    person = people_by_id([person_id]).get(person_id)
    if person is None:
        raise NotFoundError
    return person


def _contribution(post: Post) -> Contribution:
    topic: Topic = post.topic
    page = page_of(post.position)
    anchor = f"{f'?page={page}' if page > 1 else ''}#post-{post.position}" if post.is_reply else ""
    return Contribution(
        title=topic.title,
        path=topic_path(topic.number, topic.slug) + anchor,
        text=excerpt(post.html, 180),
        at=post.created_at,
        score=post.score,
        is_topic=not post.is_reply,
        is_solution=topic.solution_id == post.pk,
    )
