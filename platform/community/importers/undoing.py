"""Taking back what a run brought, newest batch first. What others wrote below it stays, with the topic it stands in."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q

from branding.actions import remove_redirects
from community.actions.groups import delete_group
from community.actions.recounting import recount_topic
from community.importers.neutral.growing import count_votes
from community.models.importing import ImportBatch, ImportRun
from community.models.post import Post
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Topic
from community.models.vote import Vote
from events.recording import recording
from kernel.actor import Actor
from people.actions.bulk import forget_imported_people


def undo_batches(actor: Actor, run: ImportRun, *, hold: Callable[[], None]) -> Iterator[int]:
    """One transaction a batch; yields how many topics had to stay. People and spaces go last, when all else is gone."""
    touched: set[UUID] = set()
    texts = Q(topics__len__gt=0) | Q(posts__len__gt=0) | Q(votes__len__gt=0)
    while (batch := ImportBatch.objects.filter(texts, run=run).order_by("-line").first()) is not None:
        with recording():
            hold()
            kept = _undo_texts(actor, run, batch, touched)
        yield kept
    with recording():
        hold()
        for batch in ImportBatch.objects.filter(run=run).order_by("-line"):
            _undo_rest(actor, run, batch)
    yield 0


def _undo_texts(actor: Actor, run: ImportRun, batch: ImportBatch, touched: set[UUID]) -> int:
    votes = Vote.objects.filter(pk__in=batch.votes)
    lost: dict[UUID, int] = {}
    for post_id in votes.values_list("post_id", flat=True):
        lost[post_id] = lost.get(post_id, 0) - 1
    votes.delete()
    count_votes(lost)
    posts = Post.objects.filter(pk__in=batch.posts)
    # A topic in which somebody wrote since keeps its imported posts: they are what was answered.
    homes = set(posts.values_list("topic_id", flat=True)) | set(batch.topics)
    busy = set(Post.objects.filter(topic_id__in=homes, imported_key="").values_list("topic_id", flat=True))
    Topic.objects.filter(solution_id__in=batch.posts).exclude(pk__in=busy).update(solution=None, solved_at=None)
    posts.exclude(topic_id__in=busy).delete()
    gone = Topic.objects.filter(~Exists(Post.objects.filter(topic=OuterRef("pk"))), pk__in=set(batch.topics) - busy)
    gone.delete()
    for topic in Topic.objects.filter(pk__in=homes - busy).order_by("pk"):
        recount_topic(topic)
    kept = len(busy & set(batch.topics))
    batch.topics, batch.posts, batch.votes = [], [], []
    batch.save(update_fields=["topics", "posts", "votes"])
    return kept


def _undo_rest(actor: Actor, run: ImportRun, batch: ImportBatch) -> None:
    if batch.addresses:
        remove_redirects(actor=actor, olds=batch.addresses, source=run.source)
    Tag.objects.filter(pk__in=batch.tags).exclude(
        Q(pk__in=TopicTag.objects.values("tag_id")) | Q(synonyms__isnull=False)
    ).delete()
    for group_id in batch.groups:
        delete_group(actor=actor, group_id=group_id)
    forget_imported_people(actor=actor, scope=run.source, person_ids=batch.people)
    for space in Space.objects.filter(pk__in=batch.spaces).order_by("-created_at"):
        try:
            with transaction.atomic():
                space.delete()
        except (ProtectedError, IntegrityError):
            # Topics of others are in it: it stays.
            continue
    batch.delete()
