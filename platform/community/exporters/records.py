"""Rows of the community as records of the neutral format, a page at a time: each page names where the next one begins."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from branding.queries import redirects_after
from community.importers.neutral import records
from community.importers.neutral.rendering import raise_headings
from community.models.group import GroupMembership, MemberGroup
from community.models.member import Member
from community.models.post import Post
from community.models.space import RIGHTS, Space, SpaceRule, Visibility, Whom
from community.models.tag import Tag, TopicTag
from community.models.topic import Topic
from community.models.vote import Vote
from people.queries import confirmed_addresses, people_by_id
from tenants.queries import get_current_tenant

PAGE = 1_000
Page = tuple[list[records.Record], str | None]
"""Records, and the cursor of the next page; None when this was the last."""
_TOPIC = re.compile(r"/t/.*-(\d+)/(?:\?page=\d+)?(?:#post-(\d+))?$")
_SPACE = re.compile(r"/s/([^/]+)/$")
VISIBILITY = {Visibility.PUBLIC.value: "public", Visibility.MEMBERS.value: "members"}

WIDTH = {right.value: width for width, right in enumerate(RIGHTS)}


def spaces(_cursor: str) -> Page:
    """All spaces, parents first. Spaces by rules are private elsewhere until their groups open them."""
    tenant = get_current_tenant()
    rows = {space.pk: space for space in Space.objects.in_order()}
    told: dict[UUID, None] = {}

    def tell(space: Space) -> None:
        if space.parent_id in rows and space.parent_id not in told:
            tell(rows[space.parent_id])
        told[space.pk] = None

    for space in rows.values():
        if space.pk not in told:
            tell(space)
    found: list[records.Record] = [records.Meta(source=tenant.slug[:40], name=tenant.name)]
    return found + [_space(rows[space_id]) for space_id in told], None


def _space(space: Space) -> records.Space:
    return records.Space(
        id=str(space.pk),
        name=space.name,
        slug=space.slug,
        description=space.description,
        parent=str(space.parent_id) if space.parent_id else None,
        visibility=VISIBILITY.get(space.visibility, "private"),
        position=space.position,
        language=space.language,
    )


def members(cursor: str) -> Page:
    """Everybody who wrote, voted, or belongs to a group."""
    after = UUID(cursor) if cursor else UUID(int=0)
    grouped = "community_member WHERE user_id IN (SELECT user_id FROM community_groupmembership)"
    sources = [
        ("community_post", "author_id"),
        ("community_topic", "author_id"),
        ("community_vote", "person_id"),
        (f"(SELECT person_id FROM {grouped}) AS grouped", "person_id"),
    ]
    parts = " UNION ".join(
        f"(SELECT DISTINCT {column} AS id FROM {table} WHERE {column} > %s ORDER BY 1 LIMIT {PAGE})" for table, column in sources
    )
    with connection.cursor() as rows:
        rows.execute(f"SELECT id FROM ({parts}) AS everybody ORDER BY 1 LIMIT {PAGE}", [after] * len(sources))
        ids = [row[0] for row in rows.fetchall()]
    names, addresses = people_by_id(ids), confirmed_addresses(ids)
    found = [
        records.Member(id=str(ident), name=names[ident].name or "?", email=addresses.get(ident))
        for ident in ids
        if ident in names
    ]
    return list(found), str(ids[-1]) if len(ids) == PAGE else None


def groups(cursor: str) -> Page:
    """All groups of members, with what rules of spaces give them."""
    rows = MemberGroup.objects.order_by("pk")
    page = list((rows.filter(pk__gt=UUID(cursor)) if cursor else rows)[:PAGE])
    given = SpaceRule.objects.filter(
        whom=Whom.GROUP.value, value__in=[str(group.pk) for group in page], space__visibility=Visibility.CUSTOM.value
    )
    opens: dict[str, dict[str, str]] = {}
    for value, space_id, right in given.order_by("space_id", "pk").values_list("value", "space_id", "right"):
        known = opens.setdefault(value, {}).setdefault(str(space_id), right)
        opens[value][str(space_id)] = max(known, right, key=WIDTH.__getitem__)
    return [_group(group, opens.get(str(group.pk), {})) for group in page], str(page[-1].pk) if len(page) == PAGE else None


def _group(group: MemberGroup, opens: dict[str, Any]) -> records.Group:
    return records.Group(
        id=str(group.pk),
        name=group.name,
        slug=group.slug,
        description=group.description,
        title=group.title,
        visibility=group.visibility,
        joining=group.joining,
        mentionable=group.is_mentionable,
        opens=opens,
    )


def memberships(cursor: str) -> Page:
    """Who belongs to which group."""
    rows = GroupMembership.objects.order_by("pk")
    page = list((rows.filter(pk__gt=UUID(cursor)) if cursor else rows)[:PAGE])
    people = dict(Member.objects.filter(user_id__in=[row.user_id for row in page]).values_list("user_id", "person_id"))
    found = [
        records.Membership(group=str(row.group_id), member=str(person_id), owner=row.is_owner, since=row.since)
        for row in page
        if (person_id := people.get(row.user_id)) is not None
    ]
    return list(found), str(page[-1].pk) if len(page) == PAGE else None


def tags(cursor: str) -> Page:
    """Tags with a description; topics bring the others."""
    rows = list(Tag.objects.filter(name__gt=cursor, synonym_of=None).order_by("name")[:PAGE])
    found = [records.Tag(name=tag.name, description=tag.description) for tag in rows if tag.description]
    return list(found), rows[-1].name if len(rows) == PAGE else None


def topics(cursor: str) -> Page:
    """All topics; those out of sight are marked so."""
    rows = Topic.objects.order_by("pk")
    page = list((rows.filter(pk__gt=UUID(cursor)) if cursor else rows)[:PAGE])
    names: dict[UUID, list[str]] = {}
    carried = TopicTag.objects.filter(topic__in=page).order_by("tag__name").values_list("topic_id", "tag__name")
    for topic_id, name in carried:
        names.setdefault(topic_id, []).append(name)
    return [_topic(topic, names.get(topic.pk, [])) for topic in page], str(page[-1].pk) if len(page) == PAGE else None


def _topic(topic: Topic, names: list[str]) -> records.Topic:
    return records.Topic(
        id=str(topic.pk),
        space=str(topic.space_id),
        title=topic.title,
        kind=topic.kind,
        author=str(topic.author_id),
        created=topic.created_at,
        tags=names,
        pinned=topic.pinned_at is not None,
        closed=topic.locked_at is not None,
        hidden=topic.hidden_at is not None,
        views=topic.view_count,
        language=topic.language,
    )


def posts(cursor: str) -> Page:
    """All posts, topic by topic in their order."""
    rows = Post.objects.select_related("topic").order_by("topic_id", "position")
    if cursor:
        topic_id, _, position = cursor.partition(" ")
        # topic >= a AND (topic > a OR position > b), which PostgreSQL starts from the index
        beyond = Q(topic_id__gt=topic_id) | Q(position__gt=int(position))
        rows = rows.filter(beyond, topic_id__gte=topic_id)
    page = list(rows[:PAGE])
    voted = Vote.objects.filter(post__in=page).values_list("post_id").annotate(number=Count("pk")).order_by()
    votes: dict[UUID, int] = dict(voted)
    last = f"{page[-1].topic_id} {page[-1].position}" if len(page) == PAGE else None
    return [_post(post, votes.get(post.pk, 0)) for post in page], last


def _post(post: Post, voters: int) -> records.Post:
    score, votes = post.score - voters, max(0, post.vote_count - voters)
    return records.Post(
        id=str(post.pk),
        topic=str(post.topic_id),
        author=str(post.author_id),
        created=post.created_at,
        edited=post.edited_at,
        markdown=post.body if post.written_in == "markdown" else None,
        html=raise_headings(post.html) if post.written_in == "html" else None,
        reply_to=str(post.reply_to_id) if post.reply_to_id else None,
        score=score,
        votes=votes if votes != abs(score) else None,
        accepted=post.topic.solution_id == post.pk,
        hidden=post.hidden_at is not None,
        language=post.language,
        license=post.license,
    )


def votes(cursor: str) -> Page:
    """All votes of people."""
    rows = Vote.objects.order_by("pk")
    page = list((rows.filter(pk__gt=UUID(cursor)) if cursor else rows)[:PAGE])
    found = [records.Vote(post=str(vote.post_id), member=str(vote.person_id), at=vote.at) for vote in page]
    return list(found), str(page[-1].pk) if len(page) == PAGE else None


def redirects(cursor: str) -> Page:
    """Former addresses, by what they lead to."""
    rows = redirects_after(UUID(cursor) if cursor else None, most=PAGE)
    goals = _goals([new for _, _, new in rows])
    found = [records.Redirect(old=old, **goals[new]) for _, old, new in rows if new in goals]
    return list(found), str(rows[-1][0]) if len(rows) == PAGE else None


def _goals(addresses: Sequence[str]) -> dict[str, dict[str, str]]:
    places = {new: found for new in addresses if (found := _TOPIC.match(new))}
    numbers = {int(found[1]) for found in places.values()}
    topics_by_number = dict(Topic.objects.filter(number__in=numbers).values_list("number", "pk"))
    wanted = {(topics_by_number.get(int(found[1])), int(found[2])) for found in places.values() if found[2]}
    by_place = {
        (topic_id, position): post_id
        for topic_id, position, post_id in Post.objects.filter(
            topic_id__in={topic_id for topic_id, _ in wanted if topic_id}, position__in={position for _, position in wanted}
        ).values_list("topic_id", "position", "pk")
    }
    slugs = dict(Space.objects.values_list("slug", "pk"))
    goals: dict[str, dict[str, str]] = {}
    for new in addresses:
        found, space = places.get(new), _SPACE.match(new)
        topic_id = topics_by_number.get(int(found[1])) if found else None
        if found and topic_id and found[2] and (topic_id, int(found[2])) in by_place:
            goals[new] = {"post": str(by_place[topic_id, int(found[2])])}
        elif topic_id:
            goals[new] = {"topic": str(topic_id)}
        elif space and space[1] in slugs:
            goals[new] = {"space": str(slugs[space[1]])}
        elif new.startswith("/"):
            goals[new] = {"path": new}
    return goals


PARTS: dict[str, Callable[[str], Page]] = {
    "spaces": spaces,
    "members": members,
    "groups": groups,
    "memberships": memberships,
    "tags": tags,
    "topics": topics,
    "posts": posts,
    "votes": votes,
    "redirects": redirects,
}
"""In the order in which an import needs them."""


def everything() -> Iterable[records.Record]:
    """All records, one after the other; for the command, which needs no cursor."""
    for part in PARTS.values():
        cursor: str | None = ""
        while cursor is not None:
            found, cursor = part(cursor)
            yield from found
