"""Lists of topics, each in the same number of queries whatever its length and whoever reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db import connection
from django.db.models import Exists, Func, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from accounts.queries import find_user_ids
from community.addresses import space_path, topic_path
from community.faces import Face, face_of
from community.models.post import Post
from community.models.ranking import TopicRank
from community.models.reading import TopicReading
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, Topic, TopicQuerySet
from community.queries.filters import Listing, Period, TopicFilter
from community.queries.watching import is_muted_by, muted_sql
from kernel.clock import now
from kernel.pagination import Page, encode_cursor, paginate
from kernel.public_pages import is_filling
from people.queries import people_by_id, person_id_of_user

PAGE = 25
PLAIN, MOST_PINS = TopicFilter(), 8
RANKS = {period: "ever" if period is Period.ALL else str(period) for period in Period}
STAYS_NEW = timedelta(days=30)
"""How long a topic that somebody has not opened stands in their list of new ones."""
LOOKS_NEW = timedelta(days=3)
"""How long it is marked as new in other lists."""
OF_A_ROW = (
    "number", "slug", "title", "kind", "language", "space", "author", "created_at", "last_posted_at", "last_position", "reply_count",
    "score", "solution", "solved_at", "helpful_at", "locked_at", "imported_key", "pinned_at", "pinned_until",
)  # fmt: skip
"""What `as_rows` reads of a topic."""
MOST_COUNTED = 500
"""Unread posts are counted one by one up to here; beyond, a few hidden ones make no difference to anybody."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as lists show it."""

    id: UUID
    number: int
    title: str
    path: str
    kind: str
    language: str
    space_id: UUID
    space_name: str
    space_path: str
    space_hue: int
    author_id: UUID
    author: Face
    created_at: datetime
    last_posted_at: datetime
    reply_count: int
    score: int
    is_solved: bool
    solution_id: UUID | None
    is_answered: bool
    is_locked: bool
    is_imported: bool
    tags: Sequence[str]
    read_to: int | None
    unread_count: int
    is_new: bool
    is_pinned: bool

    @property
    def next_path(self) -> str:
        """Where somebody who has read a part goes on."""
        return f"{self.path}?post={self.read_to + 1}" if self.read_to and self.unread_count else self.path


def list_topics(
    spaces: Sequence[Space],
    wanted: TopicFilter = PLAIN,
    *,
    reader: UUID | None = None,
    known_tags: Sequence[UUID] = (),
    pins: bool = False,
    inside: bool = False,
    cursor: str | None = None,
    size: int = PAGE,
) -> Page[TopicRow]:
    """Topics in these spaces, which the caller has checked, as the filter wants them; `reader` is an account.

    What the reader has muted is left out, except `inside` a space or tag that they opened themselves, which leaves it out of
    new and unread alone. `known_tags` are tags that the page has looked up already. With `pins` those pinned everywhere, or to the first of these spaces, stand on top of the plain list and nowhere else in it.
    """
    found = narrowed(spaces, wanted, known_tags)
    if found is None:
        return Page([])
    personal = wanted.list in (Listing.NEW, Listing.UNREAD)
    if reader is not None and (personal or not (inside or wanted.tags)):
        found = found.exclude(is_muted_by(reader))
    if pins and wanted == PLAIN and spaces:
        pinned = found.pinned_for(spaces[0].pk, now())
        found = found.exclude(pk__in=pinned.values("pk"))
        if not cursor:
            return _with_pins(pinned, found, spaces, reader, size)
    if wanted.list in (Listing.TOP, Listing.HOT):
        name = "hot" if wanted.list == Listing.HOT else RANKS[wanted.period]
        ranks = TopicRank.objects.filter(topic__in=found, **{f"{name}__gt": 0}).select_related("topic")
        page = paginate(with_marks(ranks, reader, "topic_id"), order=[f"-{name}", "-topic_id"], cursor=cursor, size=size)
        return Page(as_rows([marked(rank) for rank in page.items], spaces), page.next_cursor, page.previous_cursor)
    if wanted.list == Listing.UNREAD:
        if reader is None:
            return Page([])
        behind = TopicReading.objects.filter(user_id=reader, topic=OuterRef("pk"), last_position__lt=OuterRef("last_position"))
        beyond = _visible(topic=OuterRef("topic_id"), position__gt=OuterRef("last_position"))
        found = found.filter(Exists(behind.filter(Exists(beyond))))
    if wanted.list == Listing.NEW and reader is not None:
        opened = TopicReading.objects.filter(user_id=reader, topic=OuterRef("pk"))
        found = found.filter(~Exists(opened), created_at__gte=now() - STAYS_NEW)
    order = ["-created_at", "-id"] if wanted.list == Listing.NEW else ["-last_posted_at", "-id"]
    page = paginate(with_marks(found, reader, "pk"), order=order, cursor=cursor, size=size)
    return Page(as_rows(page.items, spaces), page.next_cursor, page.previous_cursor)


def _with_pins(
    pinned: TopicQuerySet, others: TopicQuerySet, spaces: Sequence[Space], reader: UUID | None, size: int
) -> Page[TopicRow]:
    """The first page of the plain list with its pins on top, in one statement."""
    top = with_marks(pinned, reader, "pk").annotate(is_top=Value(True)).order_by("-pinned_at", "-id")[:MOST_PINS]
    rest = with_marks(others, reader, "pk").annotate(is_top=Value(False)).order_by("-last_posted_at", "-id")[: size + 1]
    found = list(top.union(rest, all=True))
    tops = sorted((topic for topic in found if topic.is_top), key=lambda topic: (topic.pinned_at, topic.pk), reverse=True)
    below = sorted(
        (topic for topic in found if not topic.is_top), key=lambda topic: (topic.last_posted_at, topic.pk), reverse=True
    )
    more, below = len(below) > size, below[:size]
    last = below[-1] if below else None
    following = encode_cursor([last.last_posted_at.isoformat(), last.pk]) if last is not None and more else None
    return Page(as_rows([*tops, *below], spaces), following)


def narrowed(spaces: Sequence[Space], wanted: TopicFilter, known_tags: Sequence[UUID] = ()) -> "TopicQuerySet | None":
    """The visible topics of these spaces that fit the filter, in no order; None when a tag or an author does not exist."""
    found = Topic.objects.in_spaces(space.pk for space in spaces).with_status(str(wanted.list))
    if wanted.solved:
        found = found.with_status("solved" if wanted.solved == "yes" else "unsolved")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.author:
        author_id = _author_id(wanted.author)
        if author_id is None:
            return None
        found = found.filter(author_id=author_id)
    tag_ids = resolve_tags(wanted.tags)
    if tag_ids is None:
        return None
    for tag_id in [*known_tags, *tag_ids]:
        found = found.filter(Exists(TopicTag.objects.filter(topic=OuterRef("pk"), tag_id=tag_id)))
    return found


def resolve_tags(names: Sequence[str]) -> "list[UUID] | None":
    """The tags that these names stand for, synonyms followed; None when one of them is no tag."""
    if not names:
        return []
    rows = Tag.objects.filter(name__in=names).annotate(stands_for=Coalesce("synonym_of_id", "id"))
    found = dict(rows.values_list("name", "stands_for"))
    if len(found) < len(set(names)):
        return None
    return list(dict.fromkeys(found.values()))


def with_marks(rows: "QuerySet[Any]", reader: UUID | None, topic: str) -> "QuerySet[Any]":
    """The rows with their tags, and with how far the reader has read, in the same query."""
    tags = TopicTag.objects.filter(topic=OuterRef(topic)).order_by("tag__name").values("tag__name")
    rows = rows.annotate(tag_names=ArraySubquery(tags))
    if reader is None:
        return rows
    mine = TopicReading.objects.filter(user_id=reader)
    read = mine.filter(topic=OuterRef(topic)).values("last_position")[:1]
    read_here = mine.filter(topic=OuterRef("topic_id")).values("last_position")[:1]
    beyond = _visible(topic=OuterRef(topic), position__gt=Subquery(read_here)).order_by("position")
    unread = Func(ArraySubquery(beyond.values("position")[:MOST_COUNTED]), function="cardinality", output_field=IntegerField())
    marked: QuerySet[Any] = rows.annotate(read_to=Subquery(read), unread=unread)
    return marked


def _visible(**where: Any) -> "QuerySet[Post]":
    return Post.objects.filter(hidden_at__isnull=True, **where)


def marked(row: Any) -> Topic:
    """The topic of a row that `with_marks` marked, with these marks."""
    topic: Topic = row.topic
    topic.__dict__.update({name: getattr(row, name) for name in ("tag_names", "read_to", "unread") if hasattr(row, name)})
    return topic


def _author_id(handle: str) -> UUID | None:
    """The person behind a handle. Remembered for a minute, except for pages that will be kept for longer."""
    key = f"community:author:{sha256(handle.lower().encode()).hexdigest()}"
    known: UUID | None = None if is_filling() else cache.get(key)
    if known is not None or "@" in handle:
        return known
    users = find_user_ids(handle, most=1)
    known = person_id_of_user(users[0]) if users else None
    if known is not None:
        cache.set(key, known, 60)
    return known


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The latest topics of each space, and questions that wait for an answer."""

    latest: Mapping[UUID, Sequence[TopicRow]]
    waiting: Sequence[TopicRow]


_FRONT = """SELECT latest.id FROM unnest(%s::uuid[]) AS wanted (space_id) CROSS JOIN LATERAL (
             SELECT topic.id FROM community_topic AS topic WHERE topic.space_id = wanted.space_id AND topic.hidden_at IS NULL {near}
             ORDER BY topic.last_posted_at DESC, topic.id DESC LIMIT %s) AS latest
           UNION ALL
           (SELECT topic.id FROM community_topic AS topic WHERE topic.space_id = ANY (%s::uuid[]) AND topic.kind = 'question'
             AND topic.helpful_at IS NULL AND topic.solved_at IS NULL AND topic.hidden_at IS NULL AND topic.imported_key = '' {far}
            ORDER BY topic.created_at DESC, topic.id DESC LIMIT %s)"""
_NEAR, _FAR = (f"AND NOT {muted_sql('topic', with_space=with_space)}" for with_space in (False, True))
"""A space's own card shows what is in a muted space; what was muted for itself or by its tags shows nowhere."""


def get_front_page(spaces: Sequence[Space], *, reader: UUID | None = None, each: int = 3, waiting: int = 6) -> FrontPage:
    """The front page of a reader of these spaces, read from the ends of indexes; nobody waits for an answer to an import."""
    ids = [space.pk for space in spaces]
    near, far = ("", "") if reader is None else (_NEAR, _FAR)
    given = [ids, *[reader] * near.count("%s"), each, ids, *[reader] * far.count("%s"), waiting]
    chosen = RawSQL(_FRONT.format(near=near, far=far), given)  # noqa: S611 - of constants with placeholders
    found = with_marks(Topic.objects.filter(pk__in=chosen).order_by("-last_posted_at", "-id"), reader, "pk")
    if reader is not None:
        found = found.annotate(is_muted=is_muted_by(reader))
    rows = as_rows(found, spaces)
    muted = {topic.pk for topic in found if reader is not None and topic.is_muted}
    # All of either kind are among the rows, so the first of each order are the ones that were chosen for it.
    latest: dict[UUID, list[TopicRow]] = {ident: [] for ident in ids}
    for row in rows:
        latest[row.space_id].append(row)
    unanswered = [
        row for row in rows if row.kind == Kind.QUESTION and not row.is_answered and not row.is_imported and row.id not in muted
    ]
    unanswered.sort(key=lambda row: (row.created_at, row.id), reverse=True)
    return FrontPage({ident: these[:each] for ident, these in latest.items()}, unanswered[:waiting])


def list_topics_by_id(spaces: Sequence[Space], ids: Sequence[UUID]) -> Sequence[TopicRow]:
    """These topics, in this order, as far as they are visible in these spaces."""
    found = Topic.objects.in_spaces(space.pk for space in spaces).filter(pk__in=ids)
    by_id = {row.id: row for row in as_rows(with_marks(found, None, "pk"), spaces)}
    return [by_id[ident] for ident in ids if ident in by_id]


def as_rows(topics: Iterable[Topic], spaces: Iterable[Space], *, faces: bool = True) -> list[TopicRow]:
    """Rows with their people, in one more query, and their tags, in one more unless `with_marks` brought them; or without `faces`."""
    topics, by_id = list(topics), {space.pk: space for space in spaces}
    people = people_by_id({topic.author_id for topic in topics}) if topics and faces else {}
    tags = {topic.pk: topic.tag_names for topic in topics if hasattr(topic, "tag_names")}
    tags.update(tags_of([topic.pk for topic in topics if topic.pk not in tags] if faces else []))
    knows = [hasattr(topic, "read_to") for topic in topics]
    at, language = now(), get_language() or ""
    return [
        TopicRow(
            id=topic.pk,
            number=topic.number,
            title=topic.title,
            path=topic_path(topic.number, topic.slug),
            kind=topic.kind,
            language=topic.language,
            space_id=topic.space_id,
            space_name=by_id[topic.space_id].words(language).name,
            space_path=space_path(by_id[topic.space_id].slug),
            space_hue=by_id[topic.space_id].hue // 30 * 30,
            author_id=topic.author_id,
            author=face_of(people.get(topic.author_id)),
            created_at=topic.created_at,
            last_posted_at=topic.last_posted_at,
            reply_count=topic.reply_count,
            score=topic.score,
            is_solved=topic.is_solved,
            solution_id=topic.solution_id,
            is_answered=topic.helpful_at is not None or topic.is_solved,
            is_locked=topic.locked_at is not None,
            is_imported=bool(topic.imported_key),
            tags=tags.get(topic.pk, ()),
            read_to=read_to,
            unread_count=_unread(topic, read_to),
            is_pinned=topic.is_pinned_at(at),
            is_new=known and read_to is None and topic.created_at >= at - LOOKS_NEW,
        )
        for topic, known in zip(topics, knows, strict=True)
        for read_to in (getattr(topic, "read_to", None),)
    ]


def _unread(topic: Topic, read_to: int | None) -> int:
    if read_to is None:
        return 0
    counted: int = getattr(topic, "unread", MOST_COUNTED)
    return counted if counted < MOST_COUNTED else max(0, topic.last_position - read_to)


def tags_of(topic_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[str]]:
    """The tags of these topics, by name."""
    found: dict[UUID, list[str]] = {}
    if topic_ids:
        rows = TopicTag.objects.filter(topic_id__in=topic_ids).order_by("tag__name").values_list("topic_id", "tag__name")
        for topic_id, name in rows:
            found.setdefault(topic_id, []).append(name)
    return found


def list_popular_tags(spaces: Sequence[Space], *, most: int = 20) -> Sequence[str]:
    """Tags that the latest thousand topics of these spaces carry most often.

    Remembered for a minute, by who may see what, except for pages that will be kept for longer.
    """
    seen = sha256(b"".join(sorted(space.pk.bytes for space in spaces))).hexdigest()
    key = f"community:popular_tags:{most}:{seen}"
    known: list[str] | None = None if is_filling() else cache.get(key)
    if known is None:
        known = _popular_tags(spaces, most)
        cache.set(key, known, 60)
    return known


def _popular_tags(spaces: Sequence[Space], most: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tag.name FROM (SELECT id FROM community_topic WHERE space_id = ANY (%s::uuid[]) AND hidden_at IS NULL
                 ORDER BY last_posted_at DESC, id DESC LIMIT 1000) AS recent
               JOIN community_topictag carried ON carried.topic_id = recent.id JOIN community_tag tag ON tag.id = carried.tag_id
               GROUP BY tag.name ORDER BY count(*) DESC, tag.name LIMIT %s""",
            [[space.pk for space in spaces], most],
        )
        return [row[0] for row in cursor.fetchall()]
