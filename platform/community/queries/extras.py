"""What a topic's page shows beside its posts: what belongs to the topic's kind, and what moderators did."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from brand_settings.queries import read
from community.addresses import REPLIES_PER_PAGE
from community.authorship import known_author_id
from community.kind_policies import can_change_kind, can_share_problem
from community.kinds import QuestionSettings
from community.models.solution import SameProblem
from community.models.topic import Kind, Topic
from community.queries.ideas import IdeaView, get_idea_view
from community.queries.knowledge import ArticleView, get_article_view
from community.queries.lines import ActionLine, list_lines
from community.queries.reading import TopicView
from community.queries.timers import closing_at
from kernel.actor import Actor
from kernel.prepared import prepared

PLAIN_AND_MINE = ("question", "discussion", "idea")


@dataclass(frozen=True, slots=True)
class Extras:
    """`lines` by the position of the shown post that they follow; 1 is before all replies of the page."""

    lines: Mapping[int, Sequence[ActionLine]]
    closing_at: datetime | None
    may_share_problem: bool
    shares_problem: bool
    several_solutions: bool
    may_change_kind: bool
    idea: IdeaView | None
    article: ArticleView | None


def page_extras(actor: Actor, view: TopicView, *, at: datetime) -> Extras:
    """For one page of a topic; the first page tells what came before its replies, the last what came after."""
    first = 0 if view.page == 1 else 2 + (view.page - 1) * REPLIES_PER_PAGE
    last = first + REPLIES_PER_PAGE - 1 + (2 if view.page == 1 else 0)
    if view.page == view.last_page:
        last = max(last, view.topic.last_position)
    shown = [reply.position for reply in view.replies]
    return get_extras(actor, view.topic, shown, first=first, last=last, html=view.first.html, at=at)


def get_extras(actor: Actor, topic: Topic, shown: Sequence[int], *, first: int, last: int, html: str, at: datetime) -> Extras:
    """For a page that covers positions `first` to `last` and shows replies at these; `html` is the topic's own text."""
    person_id = known_author_id(actor)
    asks = topic.is_question and read(QuestionSettings).same_problem
    may_share = asks and can_share_problem(actor, topic, person_id)
    return Extras(
        lines=_by_post(list_lines(actor, topic, first=first, last=last), shown),
        closing_at=closing_at(topic) if actor.is_authenticated or topic.locked_at is None else None,
        may_share_problem=may_share,
        shares_problem=may_share and person_id is not None and bool(_shared(topic.pk, person_id)),
        several_solutions=topic.is_question and read(QuestionSettings).several_solutions,
        may_change_kind=any(kind != topic.kind and can_change_kind(actor, topic, person_id, kind) for kind in PLAIN_AND_MINE),
        idea=get_idea_view(actor, topic) if topic.kind == Kind.IDEA else None,
        article=get_article_view(actor, topic, html, at) if topic.kind == Kind.ARTICLE else None,
    )


@prepared
def _shared(topic_id: UUID, person_id: UUID) -> QuerySet[SameProblem, UUID]:
    return SameProblem.objects.filter(topic_id=topic_id, person_id=person_id).values_list("pk", flat=True)[:1]


def _by_post(lines: Sequence[ActionLine], shown: Sequence[int]) -> Mapping[int, Sequence[ActionLine]]:
    found: dict[int, list[ActionLine]] = defaultdict(list)
    for line in lines:
        found[max((place for place in shown if place <= line.after), default=1)].append(line)
    return dict(found)
