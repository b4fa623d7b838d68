"""Who may do what to ideas, announcements and articles, and who turns one kind of topic into another."""

from uuid import UUID

from access.policies import policy
from brand_settings.queries import read
from community.abilities import level_of
from community.kinds import ArticleSettings
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.policies import can_ask, can_moderate, can_view_space, can_view_topic
from kernel.actor import Actor, Role

AUTHORS_KINDS = frozenset({Kind.QUESTION.value, Kind.DISCUSSION.value, Kind.IDEA.value})
"""Kinds between which authors change their own topics; the others carry rights that their author may not have."""


@policy("community.change_kind", reveals=can_view_topic)
def can_change_kind(actor: Actor, topic: Topic, person_id: UUID | None, kind: str) -> bool:
    """Staff, moderators and, among the plain kinds, the author of an open topic; to kinds that they could begin here."""
    if not actor.is_authenticated or not can_view_topic(actor, topic) or not can_ask(actor, topic.space, kind):
        return False
    if topic.archived_at is not None or actor.is_staff or can_moderate(actor, topic.space):
        return actor.is_staff or can_moderate(actor, topic.space)
    return topic.author_id == person_id and topic.locked_at is None and {topic.kind, kind} <= AUTHORS_KINDS


@policy("community.share_problem", reveals=can_view_topic)
def can_share_problem(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Any account that may read the question, but not the one who asked it."""
    return actor.is_authenticated and can_view_topic(actor, topic) and topic.author_id != person_id


@policy("community.vote_idea", reveals=can_view_topic)
def can_vote_idea(actor: Actor, topic: Topic) -> bool:
    """Any account that may read the idea, also its author."""
    return actor.is_authenticated and can_view_topic(actor, topic)


@policy("community.decide_idea", reveals=can_view_topic)
def can_decide_idea(actor: Actor, topic: Topic) -> bool:
    """Staff and moderators."""
    if not actor.is_authenticated or not can_view_topic(actor, topic):
        return False
    return actor.is_staff or can_moderate(actor, topic.space)


@policy("community.dismiss_banner", reveals=can_view_topic)
def can_dismiss_banner(actor: Actor, topic: Topic) -> bool:
    """Any account that may read the announcement."""
    return actor.is_authenticated and can_view_topic(actor, topic)


@policy("community.begin_article", reveals=can_view_space)
def can_begin_article(actor: Actor, space: Space) -> bool:
    """Staff, moderators, and members of the trust level that the brand set, where they may begin topics."""
    return can_ask(actor, space, Kind.ARTICLE) and may_write_articles(actor, space)


@policy("community.write_article", reveals=can_view_topic)
def can_write_article(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Its author, staff and moderators, and members of the trust level that the brand set."""
    if not actor.is_authenticated or not can_view_space(actor, topic.space) or topic.archived_at is not None:
        return False
    return topic.author_id == person_id or may_write_articles(actor, topic.space)


@policy("community.review_article", reveals=can_view_topic)
def can_review_article(actor: Actor, topic: Topic) -> bool:
    """Staff and moderators; that they did not write the version themselves is checked with the version."""
    if not actor.is_authenticated or not can_view_space(actor, topic.space):
        return False
    return actor.is_staff or can_moderate(actor, topic.space)


@policy("community.rate_article", reveals=can_view_topic)
def can_rate_article(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Any account that may read the article, but not its author."""
    return actor.is_authenticated and can_view_topic(actor, topic) and topic.author_id != person_id


@policy("community.see_review_list")
def can_see_review_list(actor: Actor) -> bool:
    """Staff and moderators: what waits for a review, and which articles somebody should look at again."""
    return actor.is_staff or actor.role is Role.MODERATOR


def may_write_articles(actor: Actor, space: Space) -> bool:
    """Who may begin an article here."""
    if actor.is_staff or can_moderate(actor, space):
        return True
    return actor.is_authenticated and level_of(actor) >= read(ArticleSettings).write_level
