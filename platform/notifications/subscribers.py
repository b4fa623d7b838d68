"""What happens becomes what members are told. Each subscriber runs once for each event, inside the tenant."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from accounts.actors import actor_for_user_id
from accounts.events import NoticeGiven, UserJoined
from accounts.notices import data_of, get_kind
from brand_settings.queries import read
from branding.settings import WelcomeSettings
from community.actions.watching import set_watch
from community.contracts import badge_labels
from community.events import BadgeAwarded, MemberLevelChanged, Mentioned, PostAdded, SolutionAccepted, TopicCreated, VoteCast
from community.queries.mentions import list_mentions, list_named_users
from community.queries.noticing import (
    PostSurroundings,
    author_of_post,
    first_post_id,
    mention_ids_of,
    surroundings_of,
    voters_of_idea,
)
from community.topic_events import IdeaDecided, TopicReminderDue
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from kernel.actor import Actor, system_actor
from kernel.errors import DomainError
from notifications.actions.telling import tell_members
from notifications.recipients import (
    accounts_of,
    readers_among,
    recipients_of_reply,
    recipients_of_topic,
    watchers_who_may_read,
)
from people.queries import person_id_of_user
from tenants.context import require_tenant_id


@subscribe("notifications.posts", PostAdded, TopicCreated)
def tell_of_post(event: Event, recorded: Recorded) -> None:
    """A new text: those whom it quotes or answers, and those who watch. Its author follows the topic from now on."""
    assert isinstance(event, PostAdded | TopicCreated)
    post_id = event.post_id if isinstance(event, PostAdded) else first_post_id(event.topic_id)
    post = surroundings_of(post_id) if post_id is not None else None
    if post is None or post.is_hidden:
        return
    is_reply = post.position > 1
    found = recipients_of_reply(post) if is_reply else recipients_of_topic(post)
    # Whom it names is told that, and not twice.
    named = set(list_named_users(mention_ids_of(post.post_id)))
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for user_id, kind in found.items():
        if user_id not in named:
            by_kind[kind].append(user_id)
    for kind, user_ids in by_kind.items():
        # Replies in a watched topic are counted together; what is said to somebody stands alone.
        key = f"topic:{post.topic_id}" if kind == "post" else f"post:{post.post_id}"
        _tell(recorded, user_ids, kind, key, post, person_id=post.author_id)
    _follow(recorded, post)


@subscribe("notifications.mentions", Mentioned)
def tell_of_mention(event: Event, recorded: Recorded) -> None:
    """Those whom a post names, by name before by group; they are not told of the post otherwise."""
    assert isinstance(event, Mentioned)
    post = surroundings_of(event.post_id)
    if post is None or post.is_hidden:
        return
    own = accounts_of([post.author_id]).get(post.author_id)
    by_name = {mention.target_id for mention in list_mentions(event.mention_ids) if mention.kind == "user"} - {own}
    named = [user_id for user_id in list_named_users(event.mention_ids) if user_id != own]
    _tell(recorded, readers_among(by_name, post), "mention", f"post:{post.post_id}", post, person_id=post.author_id)
    in_groups = readers_among(set(named) - by_name, post)
    _tell(recorded, in_groups, "group_mention", f"post:{post.post_id}", post, person_id=post.author_id)


@subscribe("notifications.solutions", SolutionAccepted)
def tell_of_solution(event: Event, recorded: Recorded) -> None:
    """Whoever answered, and those who watch the question."""
    assert isinstance(event, SolutionAccepted)
    post = surroundings_of(event.post_id)
    if post is None or post.is_hidden:
        return
    author = accounts_of([event.author_id]).get(event.author_id)
    if author is not None and author != recorded.actor_id:
        _tell(recorded, readers_among([author], post, also_muted=True), "solution", f"post:{post.post_id}", post)
    others = watchers_who_may_read(post, besides=[each for each in (author, recorded.actor_id) if each is not None])
    _tell(recorded, others, "solved", f"topic:{post.topic_id}", post)


@subscribe("notifications.likes", VoteCast)
def tell_of_like(event: Event, recorded: Recorded) -> None:
    """The author of a post: "Ann and 4 others found your post useful"."""
    assert isinstance(event, VoteCast)
    person_id = author_of_post(event.post_id)
    post = surroundings_of(event.post_id)
    author = accounts_of([person_id]).get(person_id) if person_id is not None else None
    if post is None or author is None or author == recorded.actor_id:
        return
    liker = person_id_of_user(recorded.actor_id) if recorded.actor_id is not None else None
    tell_members(
        actor=_platform(),
        user_ids=readers_among([author], post, also_muted=True),
        kind="like",
        key=f"post:{event.post_id}",
        person_id=liker,
        topic_id=event.topic_id,
        post_id=event.post_id,
        at=recorded.at,
    )


@subscribe("notifications.ideas", IdeaDecided)
def tell_of_idea(event: Event, recorded: Recorded) -> None:
    """Those who voted for it, and those who watch it."""
    assert isinstance(event, IdeaDecided)
    first = first_post_id(event.topic_id)
    post = surroundings_of(first) if first is not None else None
    if post is None or post.is_hidden:
        return
    voters = set(accounts_of(voters_of_idea(event.topic_id)).values())
    author = accounts_of([post.topic_author_id]).get(post.topic_author_id)
    wanted = {*readers_among(voters | ({author} if author else set()), post), *watchers_who_may_read(post)} - {recorded.actor_id}
    _tell(recorded, sorted(u for u in wanted if u), "idea_status", f"topic:{event.topic_id}", post, data={"after": event.after})


@subscribe("notifications.members", BadgeAwarded, MemberLevelChanged, TopicReminderDue)
def tell_member(event: Event, recorded: Recorded) -> None:
    """What concerns one member alone."""
    if isinstance(event, BadgeAwarded):
        label = badge_labels([event.badge_id]).get(event.badge_id)
        if label is not None:
            told = {"badge": str(event.badge_id), "name": label.name, "path": label.path}
            _tell_one(recorded, event.user_id, "badge", str(event.award_id), data=told)
    elif isinstance(event, MemberLevelChanged):
        if event.new_level > event.old_level:
            _tell_one(recorded, event.user_id, "level", f"level:{event.new_level}", data={"level": event.new_level})
    elif isinstance(event, TopicReminderDue):
        _tell_one(recorded, event.user_id, "reminder", f"topic:{event.topic_id}", topic_id=event.topic_id)


@subscribe("notifications.welcome", UserJoined)
def welcome(event: Event, recorded: Recorded) -> None:
    """A new account, in the brand's own words; silent while it has none."""
    assert isinstance(event, UserJoined)
    if read(WelcomeSettings).first_notice.strip():
        _tell_one(recorded, event.user_id, "welcome", "welcome")


@subscribe("notifications.notices", NoticeGiven)
def tell_of_notice(event: Event, recorded: Recorded) -> None:
    """What any other room wants a member to know."""
    assert isinstance(event, NoticeGiven)
    if get_kind(event.kind) is None:
        return
    tell_members(
        actor=_platform(),
        user_ids=[event.user_id],
        kind=event.kind,
        key=event.key,
        person_id=event.person_id,
        topic_id=event.topic_id,
        post_id=event.post_id,
        data=data_of(event.data),
        at=recorded.at,
    )


def _tell(
    recorded: Recorded,
    user_ids: list[UUID],
    kind: str,
    key: str,
    post: PostSurroundings,
    *,
    person_id: UUID | None = None,
    data: dict[str, str] | None = None,
) -> None:
    tell_members(
        actor=_platform(),
        user_ids=user_ids,
        kind=kind,
        key=key,
        person_id=person_id,
        topic_id=post.topic_id,
        post_id=post.post_id,
        position=post.position,
        data=data,
        at=recorded.at,
    )


def _tell_one(
    recorded: Recorded,
    user_id: UUID,
    kind: str,
    key: str,
    *,
    data: Mapping[str, object] | None = None,
    topic_id: UUID | None = None,
) -> None:
    tell_members(actor=_platform(), user_ids=[user_id], kind=kind, key=key, topic_id=topic_id, data=data, at=recorded.at)


def _follow(recorded: Recorded, post: PostSurroundings) -> None:
    """Whoever writes in a topic hears of what follows, until they say otherwise."""
    author = accounts_of([post.author_id]).get(post.author_id)
    if author is None:
        return
    try:
        set_watch(
            actor=actor_for_user_id(author),
            kind="topic",
            target_id=post.topic_id,
            level="watching",
            is_automatic=True,
            at=recorded.at,
        )
    except DomainError:
        return  # they may write there but no longer read, or have left


def _platform() -> Actor:
    return system_actor(require_tenant_id())
