"""Lists of topics, each in the same number of queries whatever its length and whoever reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from community.addresses import space_path, topic_path
from community.faces import Face, face_of
from community.models.space import Space
from community.models.tag import TopicTag
from community.models.topic import Topic, TopicQuerySet
from kernel.pagination import Page, paginate
from people.queries import people_by_id

PAGE = 25


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


def list_topics(
    spaces: Sequence[Space],
    *,
    status: str = "latest",
    tag: str = "",
    cursor: str | None = None,
    size: int = PAGE,
) -> Page[TopicRow]:
    """Topics in these spaces, which the caller has checked, latest reply first."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).with_status(status)
    if tag:
        rows = rows.with_tag(tag)
    page = paginate(rows, order=["-last_posted_at", "-id"], cursor=cursor, size=size)
    return Page(as_rows(page.items, spaces), page.next_cursor, page.previous_cursor)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The latest topics of each space, and questions that wait for an answer."""

    latest: Mapping[UUID, Sequence[TopicRow]]
    waiting: Sequence[TopicRow]


def get_front_page(spaces: Sequence[Space], *, each: int = 3, waiting: int = 6) -> FrontPage:
    """The front page of a reader of these spaces, read from the ends of indexes; nobody waits for an answer to an import."""
    ids = [space.pk for space in spaces]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT latest.id FROM unnest(%s::uuid[]) AS wanted (space_id) CROSS JOIN LATERAL (
                 SELECT id FROM community_topic WHERE space_id = wanted.space_id AND hidden_at IS NULL
                 ORDER BY last_posted_at DESC, id DESC LIMIT %s) AS latest""",
            [ids, each],
        )
        latest_ids = [row[0] for row in cursor.fetchall()]
    unanswered = Topic.objects.in_spaces(ids).with_status("unanswered").filter(imported_key="")
    waiting_ids = list(unanswered.order_by("-created_at", "-id").values_list("pk", flat=True)[:waiting])
    found = Topic.objects.filter(pk__in={*latest_ids, *waiting_ids}).order_by("-last_posted_at", "-id")
    rows = {row.id: row for row in as_rows(found, spaces)}
    latest = set(latest_ids)
    return FrontPage(
        latest={ident: [row for row in rows.values() if row.space_id == ident and row.id in latest] for ident in ids},
        waiting=[rows[ident] for ident in waiting_ids if ident in rows],
    )


def list_topics_by_id(spaces: Sequence[Space], ids: Sequence[UUID]) -> Sequence[TopicRow]:
    """These topics, in this order, as far as they are visible in these spaces."""
    found = Topic.objects.in_spaces(space.pk for space in spaces).filter(pk__in=ids)
    by_id = {row.id: row for row in as_rows(found, spaces)}
    return [by_id[ident] for ident in ids if ident in by_id]


def as_rows(topics: "TopicQuerySet | Iterable[Topic]", spaces: Iterable[Space]) -> list[TopicRow]:
    """Rows with their people and tags, three more queries for people and one for tags."""
    topics, by_id = list(topics), {space.pk: space for space in spaces}
    people = people_by_id({topic.author_id for topic in topics}) if topics else {}
    tags = tags_of([topic.pk for topic in topics])
    return [
        TopicRow(
            id=topic.pk,
            number=topic.number,
            title=topic.title,
            path=topic_path(topic.number, topic.slug),
            kind=topic.kind,
            language=topic.language,
            space_id=topic.space_id,
            space_name=by_id[topic.space_id].name,
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
        )
        for topic in topics
    ]


def tags_of(topic_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[str]]:
    """The tags of these topics, by name."""
    found: dict[UUID, list[str]] = {}
    if topic_ids:
        rows = TopicTag.objects.filter(topic_id__in=topic_ids).order_by("tag__name").values_list("topic_id", "tag__name")
        for topic_id, name in rows:
            found.setdefault(topic_id, []).append(name)
    return found


def list_popular_tags(spaces: Sequence[Space], *, most: int = 20) -> Sequence[str]:
    """Tags that the latest thousand topics of these spaces carry most often."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tag.name FROM (SELECT id FROM community_topic WHERE space_id = ANY (%s::uuid[]) AND hidden_at IS NULL
                 ORDER BY last_posted_at DESC, id DESC LIMIT 1000) AS recent
               JOIN community_topictag carried ON carried.topic_id = recent.id JOIN community_tag tag ON tag.id = carried.tag_id
               GROUP BY tag.name ORDER BY count(*) DESC, tag.name LIMIT %s""",
            [[space.pk for space in spaces], most],
        )
        return [row[0] for row in cursor.fetchall()]
