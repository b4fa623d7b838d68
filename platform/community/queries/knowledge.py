"""The knowledge base: articles by space, one article with its versions, and what somebody should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from brand_settings.queries import read
from community.authorship import known_author_id
from community.contents import Heading, with_contents
from community.differences import Piece, diff_inline
from community.faces import Face, face_of
from community.kind_policies import can_rate_article, can_review_article, can_write_article, may_write_articles
from community.kinds import ArticleSettings
from community.models.article import Article, ArticleContributor, ArticleRating, ArticleVersion, VersionState
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.queries.topics import TopicRow, as_rows
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from people.queries import people_by_id

ON_ITS_WAY = (VersionState.DRAFT.value, VersionState.IN_REVIEW.value)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What belongs to an article on its topic's page. `html` is its text with an id on each heading."""

    contents: Sequence[Heading]
    html: str
    reviewed_at: datetime | None
    reviewed_by: Face | None
    is_due: bool
    helpful_count: int
    unhelpful_count: int
    my_rating: bool | None
    may_rate: bool
    may_write: bool
    may_review: bool
    coming: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version in the history of an article. `may_review`: this reader may approve it or send it back."""

    id: UUID
    number: int
    title: str
    body: str
    state: str
    label: str
    note: str
    review_note: str
    written_by: Face
    reviewed_by: Face | None
    changed_at: datetime
    reviewed_at: datetime | None
    may_review: bool


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list, with when it was last reviewed."""

    topic: TopicRow
    reviewed_at: datetime | None
    review_due_at: datetime | None
    helpful_count: int
    unhelpful_count: int
    state: str


def get_article_view(actor: Actor, topic: Topic, html: str, at: datetime) -> ArticleView | None:
    """The article of this topic, which the caller has checked."""
    article = Article.objects.filter(topic=topic).first()
    if article is None:
        return None
    person_id = known_author_id(actor)
    may_write = can_write_article(actor, topic, person_id)
    may_rate = read(ArticleSettings).ratings and article.published_at is not None and can_rate_article(actor, topic, person_id)
    ratings = ArticleRating.objects.filter(article=article, person_id=person_id) if may_rate and person_id else None
    reviewer = people_by_id([article.reviewed_by_id]).get(article.reviewed_by_id) if article.reviewed_by_id else None
    coming = ArticleVersion.objects.filter(article=article, state__in=ON_ITS_WAY) if may_write else None
    marked, contents = with_contents(html)
    return ArticleView(
        contents=contents,
        html=marked,
        reviewed_at=article.reviewed_at,
        reviewed_by=face_of(reviewer) if reviewer is not None else None,
        is_due=article.review_due_at is not None and article.review_due_at <= at,
        helpful_count=article.helpful_count,
        unhelpful_count=article.unhelpful_count,
        my_rating=ratings.values_list("is_helpful", flat=True).first() if ratings is not None else None,
        may_rate=may_rate,
        may_write=may_write,
        may_review=can_review_article(actor, topic),
        coming=(coming.values_list("state", flat=True).first() or "") if coming is not None else "",
    )


def find_article(actor: Actor, number: int) -> tuple[Topic, Article]:
    """For those who work on it, also as a draft; raises NotFoundError for everybody else."""
    return _find_article(actor, number=number)


def find_article_by_id(actor: Actor, topic_id: UUID) -> tuple[Topic, Article]:
    """The same by id."""
    return _find_article(actor, pk=topic_id)


def _find_article(actor: Actor, **which: Any) -> tuple[Topic, Article]:
    topic = Topic.objects.select_related("space").filter(kind=Kind.ARTICLE.value, **which).first()
    article = Article.objects.filter(topic=topic).first() if topic is not None else None
    if topic is None or article is None or topic.hidden_as not in ("", "draft"):
        raise NotFoundError
    if not (can_write_article(actor, topic, known_author_id(actor)) or can_review_article(actor, topic)):
        raise NotFoundError
    return topic, article


def list_versions(actor: Actor, topic: Topic, article: Article) -> list[VersionView]:
    """All versions, the newest first."""
    rows = list(ArticleVersion.objects.filter(article=article).order_by("-number")[:200])
    people = people_by_id({row.written_by_id for row in rows} | {row.reviewed_by_id for row in rows if row.reviewed_by_id})
    person_id, reviews = known_author_id(actor), can_review_article(actor, topic)
    mine = set(
        ArticleContributor.objects.filter(version__article=article, person_id=person_id).values_list("version_id", flat=True)
        if person_id is not None
        else ()
    )
    return [
        VersionView(
            id=row.pk,
            number=row.number,
            title=row.title,
            body=row.body,
            state=row.state,
            label=row.state_label,
            note=row.note,
            review_note=row.review_note,
            written_by=face_of(people.get(row.written_by_id)),
            reviewed_by=face_of(people.get(row.reviewed_by_id)) if row.reviewed_by_id else None,
            changed_at=row.changed_at,
            reviewed_at=row.reviewed_at,
            may_review=reviews and row.state == VersionState.IN_REVIEW and row.pk not in mine,
        )
        for row in rows
    ]


def diff_versions(versions: Sequence[VersionView], number: int) -> tuple[VersionView, VersionView | None, list[Piece]]:
    """A version, the one before it, and what changed between them; raises NotFoundError."""
    chosen = next((version for version in versions if version.number == number), None)
    if chosen is None:
        raise NotFoundError
    before = next((version for version in versions if version.number == number - 1), None)
    return chosen, before, diff_inline(before.body if before else "", chosen.body)


def list_articles(spaces: Sequence[Space], *, cursor: str | None = None, size: int = 50) -> Page[ArticleRow]:
    """Published articles of these spaces, which the caller has checked, by title."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).filter(kind=Kind.ARTICLE.value)
    page = paginate(rows, order=["title", "id"], cursor=cursor, size=size)
    return Page(_article_rows(page.items, spaces), page.next_cursor, page.previous_cursor)


def list_work(actor: Actor, spaces: Sequence[Space]) -> list[ArticleRow]:
    """Drafts and versions in review: all that wait for a review for those who may give one, and one's own."""
    versions = ArticleVersion.objects.filter(state__in=ON_ITS_WAY, article__topic__space__in=[space.pk for space in spaces])
    person_id = known_author_id(actor)
    if not (actor.is_staff or any(may_write_articles(actor, space) for space in spaces)):
        versions = versions.filter(written_by_id=person_id) if person_id is not None else versions.none()
    rows = versions.filter(article__topic__kind=Kind.ARTICLE.value).select_related("article__topic__space")
    found = list(rows.order_by("-changed_at", "-pk")[:100])
    states = {row.article.topic_id: row.state_label for row in found}
    return _article_rows([row.article.topic for row in found], spaces, states)


def list_due(spaces: Sequence[Space], *, at: datetime, cursor: str | None = None) -> Page[ArticleRow]:
    """Published articles that somebody should look at again, the longest overdue first."""
    visible = Topic.objects.in_spaces(space.pk for space in spaces).filter(kind=Kind.ARTICLE.value)
    rows = Article.objects.filter(topic__in=visible, review_due_at__lte=at).select_related("topic__space")
    page = paginate(rows, order=["review_due_at", "id"], cursor=cursor, size=25)
    return Page(_article_rows([row.topic for row in page.items], spaces), page.next_cursor, page.previous_cursor)


def _article_rows(topics: Sequence[Topic], spaces: Sequence[Space], states: dict[UUID, str] | None = None) -> list[ArticleRow]:
    rows = {row.id: row for row in as_rows(topics, spaces)}
    articles = {article.topic_id: article for article in Article.objects.filter(topic_id__in=list(rows))} if rows else {}
    return [
        ArticleRow(
            topic=rows[topic.pk],
            reviewed_at=article.reviewed_at,
            review_due_at=article.review_due_at,
            helpful_count=article.helpful_count,
            unhelpful_count=article.unhelpful_count,
            state=(states or {}).get(topic.pk, ""),
        )
        for topic in topics
        if (article := articles.get(topic.pk)) is not None
    ]
