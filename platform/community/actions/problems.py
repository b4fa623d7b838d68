"""Saying "I have the same problem": one per member, so that the number means people."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_topic
from community.authorship import author_id_of, known_author_id
from community.errors import NotAQuestionError
from community.kind_policies import can_share_problem
from community.models.solution import SameProblem
from community.models.topic import Topic
from community.topic_events import SameProblemNoted, SameProblemWithdrawn
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def share_problem(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The question, with the actor among those who have it too; the second time changes nothing."""
    topic = lock_topic(actor, topic_id, can_share_problem, known_author_id(actor))
    if not topic.is_question:
        raise NotAQuestionError
    person_id, at = author_id_of(actor), at or now()
    if SameProblem.objects.filter(topic=topic, person_id=person_id).exists():
        return topic
    SameProblem(topic=topic, person_id=person_id, at=at).save(force_insert=True)
    publish(SameProblemNoted(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return count_problems(topic)


@action
def unshare_problem(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The question, without the actor among those who have it too."""
    topic = lock_topic(actor, topic_id, can_share_problem, known_author_id(actor))
    removed, _ = SameProblem.objects.filter(topic=topic, person_id=author_id_of(actor)).delete()
    if not removed:
        return topic
    publish(SameProblemWithdrawn(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at or now())
    return count_problems(topic)


def count_problems(topic: Topic) -> Topic:
    """The counter, from the rows."""
    topic.same_problem_count = SameProblem.objects.filter(topic=topic).count()
    topic.save(update_fields=["same_problem_count"])
    return topic
