"""Who is told of a post, and as what: each member once, by what concerns them most."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from accounts.actors import actor_for_user_id
from community.queries.noticing import PostSurroundings, may_read_topic
from community.queries.relations import followers_of
from community.queries.watching import watchers_of
from people.queries import people_by_id

WATCHING, WATCHING_FIRST, TRACKING, NORMAL, MUTED = "watching", "watching_first", "tracking", "normal", "muted"


def recipients_of_reply(post: PostSurroundings) -> Mapping[UUID, str]:
    """Account to kind for a new reply: quoted, answered, or watching; nobody twice, and not its author."""
    levels = watchers_of(post.topic_id)
    accounts = accounts_of(
        [post.author_id, post.topic_author_id, *post.quoted_ids, *([post.answered_id] if post.answered_id else [])]
    )
    found: dict[UUID, str] = {}
    _note(found, "quote", (accounts.get(person_id) for person_id in post.quoted_ids), levels)
    if post.answered_id is not None:
        _note(found, "reply", [accounts.get(post.answered_id)], levels)
    elif levels.get(accounts.get(post.topic_author_id, post.author_id), WATCHING) == WATCHING:
        # A reply that answers nobody in particular answers whoever began.
        _note(found, "reply", [accounts.get(post.topic_author_id)], levels)
    _note(found, "post", [user_id for user_id, level in levels.items() if level == WATCHING], levels)
    found.pop(accounts.get(post.author_id, post.author_id), None)
    return _those_who_may_read(found, post)


def recipients_of_topic(post: PostSurroundings) -> Mapping[UUID, str]:
    """Account to kind for a new topic: quoted in it, watching its space or one of its tags, or following its author."""
    levels = watchers_of(post.topic_id)
    accounts = accounts_of([post.author_id, *post.quoted_ids])
    found: dict[UUID, str] = {}
    _note(found, "quote", (accounts.get(person_id) for person_id in post.quoted_ids), levels)
    _note(found, "topic", [user_id for user_id, level in levels.items() if level in {WATCHING, WATCHING_FIRST}], levels)
    author = accounts.get(post.author_id)
    _note(found, "followed", followers_of(author) if author is not None else [], levels)
    found.pop(accounts.get(post.author_id, post.author_id), None)
    return _those_who_may_read(found, post)


def watchers_who_may_read(post: PostSurroundings, *, besides: Collection[UUID] = ()) -> list[UUID]:
    """Accounts that watch the topic itself, for what happens to it as a whole."""
    watching = {user_id: "post" for user_id, level in watchers_of(post.topic_id).items() if level == WATCHING}
    return sorted(user_id for user_id in _those_who_may_read(watching, post) if user_id not in set(besides))


def readers_among(user_ids: Iterable[UUID], post: PostSurroundings, *, also_muted: bool = False) -> list[UUID]:
    """Those of these accounts that may read the post and have not muted its topic."""
    levels = {} if also_muted else watchers_of(post.topic_id)
    wanted = {user_id: "" for user_id in user_ids if levels.get(user_id) != MUTED}
    return sorted(_those_who_may_read(wanted, post))


def accounts_of(person_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The accounts that these people sign in with."""
    return {ident: info.user_id for ident, info in people_by_id(set(person_ids)).items() if info.user_id is not None}


def _note(found: dict[UUID, str], kind: str, user_ids: Iterable[UUID | None], levels: Mapping[UUID, str]) -> None:
    for user_id in user_ids:
        if user_id is not None and levels.get(user_id) != MUTED:
            found.setdefault(user_id, kind)


def _those_who_may_read(found: Mapping[UUID, str], post: PostSurroundings) -> dict[UUID, str]:
    """Everybody may read a public space; elsewhere each is asked for, by the policy that pages ask."""
    if post.is_public and not post.is_hidden:
        return dict(found)
    return {user_id: kind for user_id, kind in found.items() if may_read_topic(actor_for_user_id(user_id), post.topic_id)}
