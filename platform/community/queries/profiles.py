"""What a person did in the community, as far as the reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.queries import find_user_ids, get_user_info
from community.addresses import page_of, topic_path
from community.faces import Face, face_of
from community.member_policies import can_ignore
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.queries.members import members_by_user
from community.queries.portraits import avatar_urls, profile_of
from community.queries.relations import follower_count, relation_to
from kernel.actor import STAFF, Actor, Role, anonymous_actor
from kernel.errors import NotFoundError
from kernel.markdown import excerpt
from kernel.pagination import Page, paginate
from people.contracts import PersonInfo
from people.queries import people_by_id, person_id_of_user
from tenants.context import require_tenant_id


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
    person: PersonInfo
    handle: str
    face: Face
    posts: Page[Contribution]
    solutions: Sequence[Contribution]
    topic_count: int
    reply_count: int
    solution_count: int
    user_id: UUID | None = None
    tab: str = "all"
    title: str = ""
    level: int | None = None
    joined_at: datetime | None = None
    about_html: str = ""
    location: str = ""
    links: Sequence[str] = ()
    avatar: str = ""
    votes_received: int = 0
    follower_count: int = 0
    relation: str = ""
    is_own: bool = False
    may_ignore: bool = False
    hides_profile: bool = False
    hides_activity: bool = False


TABS = ("all", "topics", "replies", "solved", "votes")


def get_profile_view(
    spaces: Sequence[Space], name: str, *, cursor: str | None, actor: Actor | None = None, tab: str = "all"
) -> ProfileView:
    """The person behind a handle, or behind an id for those without an account, with their posts in these spaces.

    What a member hides is shown to themselves, moderators and staff alone.

    The caller has checked the spaces. Raises NotFoundError for nobody, and for those without an account who wrote nothing
    that this reader may see: an id must not tell that somebody exists.
    """
    person = _find(name)
    ids = [space.pk for space in spaces]
    visible = Post.objects.filter(
        author_id=person.id, hidden_at__isnull=True, topic__space_id__in=ids, topic__hidden_at__isnull=True
    )
    counts = visible.aggregate(
        topics=Count("pk", filter=Q(position=1)),
        replies=Count("pk", filter=Q(position__gt=1)),
        solved=Count("pk", filter=Q(topic__solution=F("pk"))),
        votes=Sum("vote_count"),
    )
    topic_count, reply_count = counts["topics"], counts["replies"]
    if not (person.user_id or topic_count or reply_count):
        raise NotFoundError
    solved = visible.filter(topic__solution=F("pk"))
    own = profile_of(person.user_id) if person.user_id is not None else None
    actor = actor or anonymous_actor(require_tenant_id())
    is_own = person.user_id is not None and person.user_id == actor.user_id
    sees_all = is_own or actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM)
    says = own if own is not None and (sees_all or not own.hides_profile) else None
    hides_activity = own is not None and own.hides_activity and not sees_all
    tab = tab if tab in TABS else "all"
    if hides_activity:
        visible = visible.none()
    chosen = posts_of_tab(visible, tab)
    order = ["-score", "-id"] if tab == "votes" else ["-created_at", "-id"]
    page = paginate(chosen.select_related("topic"), order=order, cursor=cursor, size=20)
    info = members_by_user([person.user_id]).get(person.user_id) if person.user_id is not None else None
    best = (
        [] if hides_activity else [_contribution(post) for post in solved.select_related("topic").order_by("-score", "-id")[:5]]
    )
    return ProfileView(
        id=person.id,
        person=person,
        handle=person.handle or str(person.id),
        face=face_of(person),
        posts=page.map(_contribution),
        solutions=best,
        topic_count=topic_count,
        reply_count=reply_count,
        solution_count=counts["solved"],
        user_id=person.user_id,
        tab=tab,
        title=info.title if info is not None else "",
        level=info.level if info is not None else None,
        joined_at=info.joined_at if info is not None else None,
        about_html=says.about_html if says is not None else "",
        location=says.location if says is not None else "",
        links=says.links if says is not None else (),
        avatar=avatar_urls(actor, [person.user_id]).get(person.user_id, "") if says is not None and person.user_id else "",
        votes_received=counts["votes"] or 0,
        follower_count=follower_count(person.user_id) if person.user_id is not None else 0,
        relation=relation_to(actor, person.user_id),
        is_own=is_own,
        may_ignore=can_ignore(actor) and person.role not in STAFF and person.role != Role.MODERATOR,
        hides_profile=own is not None and own.hides_profile,
        hides_activity=hides_activity,
    )


def posts_of_tab(posts: QuerySet[Post], tab: str) -> QuerySet[Post]:
    """Those of somebody's posts that belong on a tab of the profile; all of them on an unknown one."""
    return {
        "topics": posts.filter(position=1),
        "replies": posts.filter(position__gt=1),
        "solved": posts.filter(topic__solution=F("pk")),
        "votes": posts.filter(score__gt=0),
    }.get(tab, posts)


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
    return PersonInfo(user_id, user.name, user.language, user_id, user.handle, user.role, picture=user.picture)


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
