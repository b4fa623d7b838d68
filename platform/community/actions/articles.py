"""An article's way to its readers: written, reviewed by somebody else, published, looked at again.

Readers get the topic's first post. A version is what somebody wants it to say next; at most one is on its way.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Max

from access.policies import authorise
from brand_settings.queries import read
from community.actions.finding import find_space
from community.actions.noting import note_decision
from community.actions.standing import require_voice
from community.actions.topics import set_tags
from community.authorship import author_id_of, known_author_id
from community.errors import (
    IdTakenError,
    KindNotAllowedError,
    NotAnArticleError,
    OwnReviewError,
    ReasonMissingError,
    VersionOnItsWayError,
)
from community.events import TopicCreated, TopicRestored
from community.kind_policies import can_begin_article, can_review_article, can_write_article
from community.kinds import ArticleSettings
from community.models.article import Article, ArticleContributor, ArticleVersion, VersionState
from community.models.hiding import HiddenAs
from community.models.moderation import Verb
from community.models.post import Origin, Post, PostRevision
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.queries.converting import allows_kind
from community.queries.rendering import render_text
from community.texts import clean_body, clean_reason, clean_tags, clean_title, slug_of
from community.topic_events import ArticleConfirmed, ArticleDrafted, ArticlePublished, ArticleReturned, ArticleSubmitted
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.ids import uuid7
from tenants.numbers import next_number

ON_ITS_WAY = (VersionState.DRAFT.value, VersionState.IN_REVIEW.value)


@action
def begin_article(
    *,
    actor: Actor,
    space_id: UUID,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    language: str = "",
    id: UUID | None = None,  # noqa: A002 - the client mints it
    at: datetime | None = None,
) -> Topic:
    """A new article as a draft that only those who work on it see, or the one that this id made before."""
    require_voice(actor)
    space = find_space(actor, space_id, can_begin_article)
    if not allows_kind(space, Kind.ARTICLE):
        raise KindNotAllowedError.about("space_id")
    author_id = author_id_of(actor)
    made = Topic.objects.select_related("space").filter(pk=id).first() if id is not None else None
    if made is not None:
        if made.author_id != author_id:
            raise IdTakenError
        return made
    title, body, names, at = clean_title(title), clean_body(body), clean_tags(tags), at or now()
    topic = Topic(
        id=id or uuid7(),
        number=next_number("topic"),
        slug=slug_of(title),
        title=title,
        kind=Kind.ARTICLE.value,
        space=space,
        author_id=author_id,
        language=language or space.language,
        created_at=at,
        last_posted_at=at,
        hidden_at=at,
        hidden_as=HiddenAs.DRAFT.value,
    )
    topic.save(force_insert=True)
    Post(
        topic=topic,
        position=1,
        author_id=author_id,
        body=body,
        html=render_text(actor, body),
        language=topic.language,
        created_at=at,
        origin=Origin.COMMUNITY.value,
    ).save(force_insert=True)
    set_tags(topic, names)
    article = Article(topic=topic)
    article.save(force_insert=True)
    _new_version(article, topic, title, body, note="", author_id=author_id, actor=actor, at=at)
    return topic


@action
def write_version(
    *,
    actor: Actor,
    topic_id: UUID,
    title: str,
    body: str,
    note: str = "",
    at: datetime | None = None,
) -> ArticleVersion:
    """The article's draft with this text. A version in review becomes a draft again: nobody reviews what moves."""
    require_voice(actor)
    article, topic = _lock(topic_id)
    authorise(actor, can_write_article, topic, known_author_id(actor))
    title, body, note, at = clean_title(title), clean_body(body), note.strip()[:400], at or now()
    author_id = author_id_of(actor)
    version = ArticleVersion.objects.filter(article=article, state__in=ON_ITS_WAY).first()
    if version is None:
        return _new_version(article, topic, title, body, note=note, author_id=author_id, actor=actor, at=at)
    if (version.title, version.body, version.note) == (title, body, note):
        return version
    version.title, version.body, version.note, version.changed_at = title, body, note, at
    version.state, version.submitted_at = VersionState.DRAFT.value, None
    version.save(update_fields=["title", "body", "note", "changed_at", "state", "submitted_at"])
    ArticleContributor.objects.get_or_create(version=version, person_id=author_id)
    _publish_work(ArticleDrafted, topic, version, actor=actor, at=at)
    return version


@action
def submit_version(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> ArticleVersion:
    """The draft, waiting for a review by somebody who wrote no part of it."""
    article, topic = _lock(topic_id)
    authorise(actor, can_write_article, topic, known_author_id(actor))
    version = _on_its_way(article)
    if version.state == VersionState.IN_REVIEW:
        return version
    version.state, version.submitted_at = VersionState.IN_REVIEW.value, at or now()
    version.save(update_fields=["state", "submitted_at"])
    _publish_work(ArticleSubmitted, topic, version, actor=actor, at=version.submitted_at)
    return version


@action
def return_version(*, actor: Actor, topic_id: UUID, reason: str, at: datetime | None = None) -> ArticleVersion:
    """The version, back as a draft with what the reviewer wants changed."""
    _article, topic, version, reviewer_id = _reviewed(actor, topic_id)
    reason = clean_reason(reason)
    if not reason:
        raise ReasonMissingError.about("reason")
    at = at or now()
    version.state, version.submitted_at = VersionState.DRAFT.value, None
    version.review_note, version.reviewed_by_id, version.reviewed_at = reason, reviewer_id, at
    version.save()
    event = ArticleReturned(space_id=topic.space_id, topic_id=topic.pk, version_id=version.pk, author_id=version.written_by_id)
    publish(event, actor=actor, at=at)
    return version


@action
def publish_version(*, actor: Actor, topic_id: UUID, note: str = "", at: datetime | None = None) -> ArticleVersion:
    """The reviewed version is what readers get from now on; the one before it stays in the history."""
    article, topic, version, reviewer_id = _reviewed(actor, topic_id)
    at = at or now()
    ArticleVersion.objects.filter(article=article, state=VersionState.PUBLISHED.value).update(state=VersionState.REPLACED.value)
    version.state, version.review_note = VersionState.PUBLISHED.value, clean_reason(note)
    version.reviewed_by_id, version.reviewed_at = reviewer_id, at
    version.save()
    is_first = article.published_at is None
    article.published_at = article.published_at or at
    _note_review(article, reviewer_id, at=at)
    _show(actor, topic, version, is_first=is_first, at=at)
    note_decision(actor, topic, Verb.PUBLISH, reason=note, at=at, version=version.number)
    if is_first:
        Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + 1)
        created = TopicCreated(space_id=topic.space_id, topic_id=topic.pk, author_id=topic.author_id, kind=topic.kind)
        publish(created, actor=actor, at=at)
        publish(TopicRestored(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    event = ArticlePublished(space_id=topic.space_id, topic_id=topic.pk, version_id=version.pk, author_id=version.written_by_id)
    publish(event, actor=actor, at=at)
    return version


@action
def confirm_article(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Article:
    """The published article, found to be still right: the time until the next look begins again."""
    article, topic = _lock(topic_id)
    authorise(actor, can_review_article, topic)
    if article.published_at is None:
        raise VersionOnItsWayError
    at = at or now()
    _note_review(article, author_id_of(actor), at=at)
    publish(ArticleConfirmed(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return article


def _lock(topic_id: UUID) -> tuple[Article, Topic]:
    topic = Topic.objects.select_related("space").select_for_update(of=("self",), no_key=True).filter(pk=topic_id).first()
    if topic is None:
        raise NotFoundError
    article = Article.objects.filter(topic=topic).first() if topic.kind == Kind.ARTICLE else None
    if article is None:
        raise NotAnArticleError
    return article, topic


def _on_its_way(article: Article) -> ArticleVersion:
    version = ArticleVersion.objects.filter(article=article, state__in=ON_ITS_WAY).first()
    if version is None:
        raise VersionOnItsWayError
    return version


def _reviewed(actor: Actor, topic_id: UUID) -> tuple[Article, Topic, ArticleVersion, UUID]:
    article, topic = _lock(topic_id)
    authorise(actor, can_review_article, topic)
    version = _on_its_way(article)
    if version.state != VersionState.IN_REVIEW:
        raise VersionOnItsWayError
    reviewer_id = author_id_of(actor)
    if ArticleContributor.objects.filter(version=version, person_id=reviewer_id).exists():
        raise OwnReviewError
    return article, topic, version, reviewer_id


def _new_version(
    article: Article, topic: Topic, title: str, body: str, *, note: str, author_id: UUID, actor: Actor, at: datetime
) -> ArticleVersion:
    newest = ArticleVersion.objects.filter(article=article).aggregate(last=Max("number"))["last"] or 0
    version = ArticleVersion(
        article=article,
        number=newest + 1,
        title=title,
        body=body,
        note=note,
        written_by_id=author_id,
        created_at=at,
        changed_at=at,
    )
    version.save(force_insert=True)
    ArticleContributor(version=version, person_id=author_id).save(force_insert=True)
    _publish_work(ArticleDrafted, topic, version, actor=actor, at=at)
    return version


def _show(actor: Actor, topic: Topic, version: ArticleVersion, *, is_first: bool, at: datetime) -> None:
    post = Post.objects.get(topic=topic, position=1)
    if not is_first and (post.body, topic.title) != (version.body, version.title):
        PostRevision(
            post=post, version=post.version, title=topic.title, body=post.body, edited_by_id=version.written_by_id, at=at
        ).save(force_insert=True)
        post.version, post.edited_at = post.version + 1, at
    post.body, post.html = version.body, render_text(actor, version.body)
    post.save(update_fields=["body", "html", "version", "edited_at"])
    topic.title, topic.slug = version.title, slug_of(version.title)
    topic.version += 1
    if is_first:
        topic.hidden_at, topic.hidden_as, topic.created_at, topic.last_posted_at = None, "", at, at
    topic.save()


def _note_review(article: Article, reviewer_id: UUID, *, at: datetime) -> None:
    days = read(ArticleSettings).review_every_days
    article.reviewed_at, article.reviewed_by_id = at, reviewer_id
    article.review_due_at = at + timedelta(days=days) if days else None
    article.save(update_fields=["published_at", "reviewed_at", "reviewed_by", "review_due_at"])


def _publish_work(
    kind: type[ArticleDrafted | ArticleSubmitted], topic: Topic, version: ArticleVersion, *, actor: Actor, at: datetime
) -> None:
    publish(kind(space_id=topic.space_id, topic_id=topic.pk, version_id=version.pk), actor=actor, at=at)
