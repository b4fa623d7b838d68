"""Marking the replies that solved a question: one, or several when the brand allows it."""

from datetime import datetime
from uuid import UUID

from brand_settings.queries import read
from community.actions.finding import lock_topic
from community.actions.schedules import cancel_rule_timer, set_rule_timer
from community.actions.standing import count_for_person
from community.authorship import known_author_id
from community.errors import NotAReplyError
from community.events import SolutionAccepted, SolutionCleared
from community.kinds import QuestionSettings
from community.models.post import Post
from community.models.solution import Solution
from community.models.timer import TimerKind
from community.models.topic import Topic
from community.policies import can_accept
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def accept_solution(*, actor: Actor, topic_id: UUID, post_id: UUID, at: datetime | None = None) -> Topic:
    """The topic, solved by this reply alone; other choices before it are taken back first."""
    topic = _find(actor, topic_id)
    chosen = solutions_of(topic)
    if [solution.post_id for solution in chosen] == [post_id]:
        return topic
    _check(topic, post_id)
    at = at or now()
    for solution in chosen:
        if solution.post_id != post_id:
            _drop(topic, solution, actor=actor, at=at)
    _add(topic, post_id, actor=actor, at=at)
    return settle_solutions(topic, at=at)


@action
def add_solution(*, actor: Actor, topic_id: UUID, post_id: UUID, at: datetime | None = None) -> Topic:
    """The topic, solved by this reply too; where the brand wants one answer, by this one instead of the other."""
    if not read(QuestionSettings).several_solutions:
        return accept_solution(actor=actor, topic_id=topic_id, post_id=post_id, at=at)
    topic = _find(actor, topic_id)
    if any(solution.post_id == post_id for solution in solutions_of(topic)):
        return topic
    _check(topic, post_id)
    at = at or now()
    _add(topic, post_id, actor=actor, at=at)
    return settle_solutions(topic, at=at)


@action
def clear_solution(*, actor: Actor, topic_id: UUID, post_id: UUID | None = None, at: datetime | None = None) -> Topic:
    """The topic without this solution, or without any; without the last one it is an open question again."""
    topic = _find(actor, topic_id)
    at = at or now()
    for solution in solutions_of(topic):
        if post_id is None or solution.post_id == post_id:
            _drop(topic, solution, actor=actor, at=at)
    return settle_solutions(topic, at=at)


def take_solution_away(topic: Topic, post: Post, *, actor: Actor, at: datetime) -> None:
    """The post solves nothing any more, whoever may accept solutions: it was hidden, or it left the topic."""
    for solution in solutions_of(topic):
        if solution.post_id == post.pk:
            _drop(topic, solution, actor=actor, at=at)
    settle_solutions(topic, at=at)


def give_solution(topic: Topic, post_id: UUID, *, actor: Actor, at: datetime) -> None:
    """A reply that solved another topic solves this one, into which it was moved, where there is room for it."""
    if not topic.is_question or (solutions_of(topic) and not read(QuestionSettings).several_solutions):
        return
    _add(topic, post_id, actor=actor, at=at)
    settle_solutions(topic, at=at)


def solutions_of(topic: Topic) -> list[Solution]:
    """The topic's solutions, the first one first. A topic from outside may have one that no row tells of yet."""
    found = list(Solution.objects.filter(topic=topic).order_by("at", "pk"))
    if topic.solution_id is not None and topic.solved_at is not None and topic.solution_id not in {s.post_id for s in found}:
        row = Solution(topic=topic, post_id=topic.solution_id, at=topic.solved_at)
        row.save(force_insert=True)
        found.insert(0, row)
    return found


def settle_solutions(topic: Topic, *, at: datetime) -> Topic:
    """`Topic.solution` follows the rows: the first one while the topic is a question, none while it is something else."""
    first = Solution.objects.filter(topic=topic, post__hidden_at=None).order_by("at", "pk").first() if topic.is_question else None
    was_solved = topic.solution_id is not None
    topic.solution_id, topic.solved_at = (first.post_id, first.at) if first is not None else (None, None)
    topic.save(update_fields=["solution", "solved_at"])
    if was_solved and not topic.is_solved:
        cancel_rule_timer(topic, TimerKind.CLOSE, at=at)
    elif topic.is_solved and not was_solved:
        hours = read(QuestionSettings).close_solved_after_hours
        if hours:
            set_rule_timer(topic, TimerKind.CLOSE, hours=hours, at=at)
    return topic


def _find(actor: Actor, topic_id: UUID) -> Topic:
    person_id = known_author_id(actor)
    return lock_topic(actor, topic_id, can_accept, person_id)


def _check(topic: Topic, post_id: UUID) -> None:
    if not Post.objects.filter(pk=post_id, topic=topic, position__gt=1, hidden_at=None).exists():
        raise NotAReplyError


def _add(topic: Topic, post_id: UUID, *, actor: Actor, at: datetime) -> None:
    if Solution.objects.filter(post_id=post_id).exists():
        return
    Solution(topic=topic, post_id=post_id, chosen_by_id=known_author_id(actor), at=at).save(force_insert=True)
    post = Post.objects.get(pk=post_id)
    count_for_person(post.author_id, solutions=1)
    publish(
        SolutionAccepted(
            space_id=topic.space_id, topic_id=topic.pk, post_id=post.pk, position=post.position, author_id=post.author_id
        ),
        actor=actor,
        at=at,
    )


def _drop(topic: Topic, solution: Solution, *, actor: Actor, at: datetime) -> None:
    author_id, position = Post.objects.values_list("author_id", "position").get(pk=solution.post_id)
    solution.delete()
    count_for_person(author_id, solutions=-1)
    if not topic.is_question:
        return
    event = SolutionCleared(space_id=topic.space_id, topic_id=topic.pk, post_id=solution.post_id, position=position)
    publish(event, actor=actor, at=at)
