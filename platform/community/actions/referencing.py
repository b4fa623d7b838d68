"""Whom a post names and what it points to, written with the post. Serves the actions beside it, inside their transactions."""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from brand_settings.queries import read
from community.abilities import Ability, can
from community.errors import LinksNotAllowedError, TooManyMentionsError
from community.events import Mentioned
from community.limits import LimitSettings
from community.models.post import Post
from community.models.reference import Mention, PostLink, Reference
from community.models.topic import Topic
from community.policies import can_view_post, can_view_topic
from community.queries.mentions import HERE, Target, find_targets, here_target
from events.recording import publish
from files.actions.attaching import set_uses
from files.actions.previewing import want_previews
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.markdown import list_references
from people.queries import people_by_id

MOST_LINKS = 50
MOST_HERE, MOST_LOOKED_AT = 10, 200
"""How many @here tells, and among how many posts they are looked for."""
_TOPIC = re.compile(r"(?<![\w/.])/t/[^\s/()<>]{1,300}-([0-9]{1,15})/(?:[^\s()<>#]{0,300}#post-([0-9]{1,9}))?")
_ELSEWHERE = re.compile(r'<a\b[^>]*\bhref="(?:[a-z][a-z0-9+.-]*:)?//', re.IGNORECASE)
_FOREIGN_PICTURE = re.compile(r'<img\b[^>]*\bsrc="(?:https?:)?//', re.IGNORECASE)
# An address with a host is ours only when it is the brand's; those are written relative by the composer.


def check_mentions(actor: Actor, body: str, *, field: str = "body") -> None:
    """Refuse a text that names more than one post may; staff may name whom they like."""
    targets = find_targets(actor, list_references(body, links=link_rules()).mentions) if "@" in body else {}
    most = _most(actor)
    if most and len(targets) > most:
        raise TooManyMentionsError.about(field)


def check_links(actor: Actor, html: str) -> None:
    """Refuse links and pictures of other sites from who is not trusted with them yet."""
    links = _ELSEWHERE.search(html) is not None and not can(actor, Ability.POST_LINKS)
    pictures = _FOREIGN_PICTURE.search(html) is not None and not can(actor, Ability.POST_IMAGES)
    if links or pictures:
        raise LinksNotAllowedError.about("body")


def record_references(actor: Actor, post: Post, *, at: datetime) -> None:
    """Make the rows say what the post's text says now, and tell of names that are new in a post that can be seen."""
    refers = list_references(post.body, links=link_rules())
    targets = find_targets(actor, refers.mentions) if refers.mentions else {}
    fresh = _name(post, [*_here(actor, post, refers.mentions - targets.keys()), *targets.values()], at)
    _link(actor, post, refers.quotes, at)
    if refers.uploads or post.version > 1:
        set_uses(actor=actor, kind="post", thing_id=post.pk, upload_ids=refers.uploads)
    if refers.links and post.hidden_at is None:
        want_previews(actor=actor, urls=refers.links)
    if fresh and post.hidden_at is None and post.topic.hidden_at is None:
        _tell(actor, post, fresh, at)


def tell_mentions(actor: Actor, post: Post, *, at: datetime) -> None:
    """Tell of all names in a post that has just come into sight."""
    rows = list(Mention.objects.filter(post=post).order_by("pk").values_list("pk", flat=True))
    if rows:
        _tell(actor, post, rows, at)


def _most(actor: Actor) -> int:
    if actor.is_staff:
        return 0
    settings = read(LimitSettings)
    return settings.new_member_mentions_a_post if actor.level == 0 else settings.mentions_a_post


def _name(post: Post, targets: Collection[Target], at: datetime) -> list[UUID]:
    old = {(row.kind, row.target_id): row for row in Mention.objects.filter(post=post)} if post.version > 1 else {}
    wanted = {(target.kind, target.id): target for target in targets}
    gone = [row.pk for key, row in old.items() if key not in wanted]
    if gone:
        Mention.objects.filter(pk__in=gone).delete()
    fresh = [
        Mention(post=post, kind=kind, target_id=ident, name=target.name, at=at)
        for (kind, ident), target in wanted.items()
        if (kind, ident) not in old
    ]
    return [row.pk for row in Mention.objects.bulk_create(fresh)] if fresh else []


def _here(actor: Actor, post: Post, names: Collection[str]) -> list[Target]:
    """With @here those who wrote in this topic last, a few of them, each by name."""
    if HERE not in names or not can(actor, Ability.MENTION_HERE):
        return []
    told = Mention.objects.filter(post=post, name=HERE).values_list("target_id", flat=True) if post.version > 1 else ()
    if told:
        return [here_target(user_id) for user_id in told]
    others = Post.objects.filter(topic=post.topic, hidden_at=None).exclude(author_id=post.author_id)
    authors = dict.fromkeys(others.order_by("-position").values_list("author_id", flat=True)[:MOST_LOOKED_AT])
    people = people_by_id(authors)
    accounts = [people[ident].user_id for ident in authors if ident in people]
    return [here_target(user_id) for user_id in accounts if user_id is not None and user_id != actor.user_id][:MOST_HERE]


def _link(actor: Actor, post: Post, quoted: Collection[UUID], at: datetime) -> None:
    wanted = _quotes(actor, post, quoted) | _links(actor, post)
    if post.version > 1:
        PostLink.objects.filter(source=post).delete()
    rows = [PostLink(source=post, topic_id=topic, position=place, kind=kind, at=at) for topic, place, kind in wanted]
    if rows:
        PostLink.objects.bulk_create(rows, ignore_conflicts=True)


def _quotes(actor: Actor, post: Post, quoted: Collection[UUID]) -> set[tuple[UUID, int, str]]:
    if not quoted:
        return set()
    rows = Post.objects.select_related("topic__space").filter(pk__in=list(quoted)[:MOST_LINKS])
    return {(row.topic_id, row.position, Reference.QUOTE.value) for row in rows if can_view_post(actor, row)}


def _links(actor: Actor, post: Post) -> set[tuple[UUID, int, str]]:
    found = {int(number): int(place or 1) for number, place in _TOPIC.findall(post.body)[:MOST_LINKS]}
    if not found:
        return set()
    topics = Topic.objects.select_related("space").filter(number__in=found).exclude(pk=post.topic_id)
    return {(topic.pk, found[topic.number], Reference.LINK.value) for topic in topics if can_view_topic(actor, topic)}


def _tell(actor: Actor, post: Post, mention_ids: list[UUID], at: datetime) -> None:
    event = Mentioned(
        space_id=post.topic.space_id,
        topic_id=post.topic_id,
        post_id=post.pk,
        position=post.position,
        author_id=post.author_id,
        mention_ids=mention_ids,
    )
    publish(event, actor=actor, at=at)
