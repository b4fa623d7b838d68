"""Turning a topic into one of another kind. What belongs to a kind is set aside, not thrown away, and comes back with it."""

from datetime import datetime
from uuid import UUID

from brand_settings.queries import read
from community.actions.finding import lock_topic
from community.actions.ideas import count_idea_votes, hold_idea_votes, settle_voters_of
from community.actions.noting import note_decision
from community.actions.solutions import settle_solutions, solutions_of
from community.authorship import known_author_id
from community.errors import KindNotAllowedError
from community.kind_policies import can_change_kind
from community.kinds import ArticleSettings
from community.models.article import Article, ArticleContributor, ArticleVersion, VersionState
from community.models.hiding import HiddenAs
from community.models.moderation import Verb
from community.models.post import Post
from community.models.topic import Kind, Topic
from community.queries.converting import allows_kind
from community.topic_events import TopicKindChanged
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def change_kind(*, actor: Actor, topic_id: UUID, kind: str, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic as one of this kind. `queries.converting.preview_change` tells beforehand what stays and what rests."""
    hold_idea_votes()
    topic = lock_topic(actor, topic_id, can_change_kind, known_author_id(actor), kind)
    if kind not in set(Kind) or not allows_kind(topic.space, kind) or topic.hidden_as == HiddenAs.DRAFT:
        raise KindNotAllowedError.about("kind")
    if kind == topic.kind:
        return topic
    at = at or now()
    if topic.is_question:
        solutions_of(topic)  # from now on their rows alone remember them
    before, topic.kind = topic.kind, kind
    topic.version += 1
    _arrive(topic, at=at)
    topic.save(update_fields=["kind", "version", "banner_at", "banner_until"])
    settle_solutions(topic, at=at)
    if Kind.IDEA in (before, kind):
        settle_voters_of([topic.pk], at=at)
        topic.idea_votes = count_idea_votes(topic.pk)
    note_decision(actor, topic, Verb.KIND, reason=reason, at=at, before=before, after=kind)
    publish(TopicKindChanged(space_id=topic.space_id, topic_id=topic.pk, before=before, after=kind), actor=actor, at=at)
    return topic


def _arrive(topic: Topic, *, at: datetime) -> None:
    is_announcement = topic.kind == Kind.ANNOUNCEMENT
    topic.banner_at, topic.banner_until = (at, None) if is_announcement else (None, None)
    if topic.kind == Kind.ARTICLE:
        begin_published(topic, at=at)


def begin_published(topic: Topic, *, at: datetime) -> Article:
    """The article that a topic with readers becomes: its text stands as published, and waits for a first review."""
    made = Article.objects.filter(topic=topic).first()
    due = at if read(ArticleSettings).review_every_days else None
    if made is not None:
        _catch_up(made, topic, at=at)
        made.review_due_at = due
        made.save(update_fields=["review_due_at"])
        return made
    article = Article(topic=topic, published_at=topic.created_at, review_due_at=due)
    article.save(force_insert=True)
    _publish_as_it_stands(article, topic, number=1, at=at)
    return article


def _catch_up(article: Article, topic: Topic, *, at: datetime) -> None:
    """While it was something else its text may have been edited without review: that is a version of its own."""
    standing = ArticleVersion.objects.filter(article=article, state=VersionState.PUBLISHED.value).first()
    body = Post.objects.values_list("body", flat=True).get(topic=topic, position=1)
    if standing is not None and (standing.title, standing.body) == (topic.title, body):
        return
    ArticleVersion.objects.filter(article=article, state=VersionState.PUBLISHED.value).update(state=VersionState.REPLACED.value)
    newest = ArticleVersion.objects.filter(article=article).order_by("-number").values_list("number", flat=True).first() or 0
    _publish_as_it_stands(article, topic, number=newest + 1, at=at)


def _publish_as_it_stands(article: Article, topic: Topic, *, number: int, at: datetime) -> None:
    post = Post.objects.get(topic=topic, position=1)
    version = ArticleVersion(
        article=article,
        number=number,
        title=topic.title,
        body=post.body,
        state=VersionState.PUBLISHED.value,
        written_by_id=post.author_id,
        created_at=post.created_at,
        changed_at=at,
    )
    version.save(force_insert=True)
    ArticleContributor(version=version, person_id=post.author_id).save(force_insert=True)
