"""Saying whether an article helped."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_topic
from community.authorship import author_id_of, known_author_id
from community.errors import NotAnArticleError
from community.kind_policies import can_rate_article
from community.models.article import Article, ArticleRating
from community.models.topic import Kind
from community.topic_events import ArticleRated
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def rate_article(*, actor: Actor, topic_id: UUID, is_helpful: bool, at: datetime | None = None) -> Article:
    """The article with the actor's answer counted; a second answer takes the place of the first."""
    topic = lock_topic(actor, topic_id, can_rate_article, known_author_id(actor))
    article = Article.objects.filter(topic=topic).first() if topic.kind == Kind.ARTICLE else None
    if article is None:
        raise NotAnArticleError
    person_id, at = author_id_of(actor), at or now()
    known = ArticleRating.objects.filter(article=article, person_id=person_id).first()
    if known is not None and known.is_helpful == is_helpful:
        return article
    ArticleRating.objects.update_or_create(article=article, person_id=person_id, defaults={"is_helpful": is_helpful, "at": at})
    ratings = ArticleRating.objects.filter(article=article)
    article.helpful_count = ratings.filter(is_helpful=True).count()
    article.unhelpful_count = ratings.filter(is_helpful=False).count()
    article.save(update_fields=["helpful_count", "unhelpful_count"])
    publish(ArticleRated(space_id=topic.space_id, topic_id=topic.pk, is_helpful=is_helpful), actor=actor, at=at)
    return article
