"""Who stood behind one topic stands behind the one that it became part of, each once."""

from datetime import datetime

from community.actions.ideas import count_idea_votes, settle_votes
from community.actions.problems import count_problems
from community.events import WatchKind
from community.models.idea import IdeaVote
from community.models.solution import SameProblem
from community.models.topic import Topic
from community.models.watch import Watch


def gather_support(source: Topic, target: Topic, *, at: datetime) -> None:
    """Votes and "same problem" of the source for the target. Whoever had supported both counts once, from the earlier time;
    the second vote is free again."""
    _gather_problems(source, target)
    ours = {vote.person_id: vote for vote in IdeaVote.objects.filter(topic=target)}
    theirs = list(IdeaVote.objects.filter(topic=source))
    doubled = [vote for vote in theirs if vote.person_id in ours]
    for vote in doubled:
        kept = ours[vote.person_id]
        kept.at = min(kept.at, vote.at)
        kept.waiting_at = kept.waiting_at if vote.waiting_at is not None else None
    IdeaVote.objects.bulk_update([ours[vote.person_id] for vote in doubled], ["at", "waiting_at"], batch_size=500)
    IdeaVote.objects.filter(pk__in=[vote.pk for vote in doubled]).delete()
    IdeaVote.objects.filter(topic=source).update(topic=target)
    settle_votes({vote.person_id for vote in theirs}, at=at)
    count_idea_votes(source.pk)
    count_idea_votes(target.pk)


def gather_followers(source: Topic, target: Topic) -> None:
    """Who followed the source follows the target as closely, unless they had chosen a level for it already."""
    known = Watch.objects.filter(kind=WatchKind.TOPIC.value, target=target.pk).values("user_id")
    mine = Watch.objects.filter(kind=WatchKind.TOPIC.value, target=source.pk)
    mine.exclude(user_id__in=known).update(target=target.pk)


def _gather_problems(source: Topic, target: Topic) -> None:
    known = SameProblem.objects.filter(topic=target).values("person_id")
    rows = SameProblem.objects.filter(topic=source).exclude(person_id__in=known)
    # Who asked the target has its problem by definition.
    rows.exclude(person_id=target.author_id).update(topic=target)
    SameProblem.objects.filter(topic=source).delete()
    count_problems(source)
    count_problems(target)
