"""Whatever is split, moved, merged, hidden and voted for: no post is lost or there twice, and counters tell the truth."""

from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.actions.changing import change_kind
from community.actions.ideas import decide_idea, settle_votes, vote_for_idea, withdraw_idea_vote
from community.actions.moderating import delete_post, undelete_post
from community.actions.splitting import merge_topics, move_posts, split_topic
from community.models import IdeaVote, Member, Post, PostMove, Space, Topic
from community.queries.quotas import quotas_of
from community.queries.whereabouts import find_place
from kernel.clock import now
from kernel.errors import DomainError
from tests.unit.community.conftest import Community

PEOPLE = ("bob", "dora", "ben", "berta", "amira")
numbers = st.integers(min_value=0, max_value=30)
deeds = st.lists(
    st.tuples(st.sampled_from(["split", "move", "merge", "delete", "undelete"]), numbers, numbers, numbers), max_size=10
)
votes = st.lists(
    st.tuples(st.sampled_from(["vote", "vote", "withdraw", "decide", "reopen", "merge", "kind", "level"]), numbers, numbers),
    max_size=30,
)
quickly = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _alive() -> list[Topic]:
    return list(Topic.objects.filter(merged_into=None).order_by("number"))


def _replies(topic: Topic) -> list[Post]:
    return list(Post.objects.filter(topic=topic, position__gt=1).order_by("position"))


def _do(community: Community, deed: str, one: int, two: int, three: int) -> None:
    mo, topics = community.actor("mo"), _alive()
    topic, other = topics[one % len(topics)], topics[two % len(topics)]
    replies = _replies(topic)
    chosen = [reply.pk for index, reply in enumerate(replies) if (three >> (index % 5)) & 1]
    if deed == "split":
        split_topic(actor=mo, topic_id=topic.pk, post_ids=chosen, title=f"Split {one} {two} {three}")
    elif deed == "move":
        move_posts(actor=mo, topic_id=topic.pk, post_ids=chosen, into_id=other.pk)
    elif deed == "merge":
        merge_topics(actor=mo, topic_id=topic.pk, into_id=other.pk)
    elif replies:
        change = delete_post if deed == "delete" else undelete_post
        change(actor=mo, post_id=replies[two % len(replies)].pk)


def _check_posts(community: Community, born: dict[UUID, tuple[int, int]]) -> None:
    assert set(Post.objects.values_list("pk", flat=True)) == set(born)
    for topic in _alive():
        rows = list(Post.objects.filter(topic=topic).order_by("position"))
        visible = [row for row in rows if row.hidden_at is None]
        replies = [row for row in visible if row.position > 1]
        assert rows[0].position == 1
        assert len({row.position for row in rows}) == len(rows)
        assert topic.last_position >= rows[-1].position
        assert topic.reply_count == len(replies)
        assert topic.helpful_at == min((r.created_at for r in replies if r.author_id != topic.author_id), default=None)
        assert topic.last_posted_at == max(row.created_at for row in visible)
    assert not Post.objects.filter(topic__merged_into__isnull=False).exists()
    assert Space.objects.get(pk=community.public.pk).topic_count == len(_alive())
    mo = community.actor("mo")
    for post_id, (number, position) in born.items():
        post = Post.objects.select_related("topic").get(pk=post_id)
        assert find_place(mo, number, position).path.startswith(f"/t/{post.topic.slug}-{post.topic.number}/")
    assert PostMove.objects.values("topic_id", "position").distinct().count() == PostMove.objects.count()


@quickly
@given(plan=deeds)
def test_posts_are_neither_lost_nor_doubled_and_old_places_lead_on(community: Community, plan: list[Any]) -> None:
    with transaction.atomic():
        born: dict[UUID, tuple[int, int]] = {}
        for title in ("One", "Two", "Three"):
            topic = community.ask("bob", title=title)
            for index in range(4):
                community.reply(topic, PEOPLE[index % len(PEOPLE)], f"{title} {index}")
            born |= {row.pk: (topic.number, row.position) for row in Post.objects.filter(topic=topic)}
        for deed in plan:
            try:
                with transaction.atomic():
                    _do(community, *deed)
            except DomainError:
                continue
            _check_posts(community, born)
        transaction.set_rollback(True)


def _vote(community: Community, deed: str, one: int, two: int) -> None:
    mo, topics = community.actor("mo"), _alive()
    topic, person = topics[one % len(topics)], community.actor(PEOPLE[two % len(PEOPLE)])
    if deed == "vote":
        vote_for_idea(actor=person, topic_id=topic.pk)
    elif deed == "withdraw":
        withdraw_idea_vote(actor=person, topic_id=topic.pk)
    elif deed == "decide":
        decide_idea(actor=mo, topic_id=topic.pk, status=("done", "declined", "planned")[two % 3], reason="so")
    elif deed == "reopen":
        decide_idea(actor=mo, topic_id=topic.pk, status="open", reason="again")
    elif deed == "merge":
        merge_topics(actor=mo, topic_id=topic.pk, into_id=topics[two % len(topics)].pk)
    elif deed == "kind":
        change_kind(actor=mo, topic_id=topic.pk, kind="discussion" if topic.kind == "idea" else "idea")
    else:
        Member.objects.filter(user_id=person.user_id).update(level=one % 3)
        settle_votes(list(IdeaVote.objects.values_list("person_id", flat=True).distinct()), at=now())


def _check_votes(voters: dict[UUID, set[UUID]]) -> None:
    taking = set(Topic.objects.taking_idea_votes().values_list("pk", flat=True))
    rows = list(IdeaVote.objects.order_by("person_id", "at", "pk"))
    assert len({(row.topic_id, row.person_id) for row in rows}) == len(rows)
    for topic in Topic.objects.all():
        assert topic.idea_votes == sum(row.topic_id == topic.pk and row.waiting_at is None for row in rows)
    quotas = quotas_of({row.person_id for row in rows})
    for person_id, quota in quotas.items():
        mine = [row for row in rows if row.person_id == person_id and row.topic_id in taking]
        assert [row.waiting_at is None for row in mine] == [place < quota for place in range(len(mine))]
    assert {person: {row.topic_id for row in rows if row.person_id == person} for person in voters} == voters


@quickly
@given(plan=votes)
def test_votes_in_use_never_pass_the_quota_and_each_voter_counts_once(community: Community, plan: list[Any]) -> None:
    with transaction.atomic():
        for title in ("One", "Two", "Three", "Four"):
            community.ask("bob", title=title, kind="idea")
        wanted: dict[UUID, set[UUID]] = {}
        for deed, one, two in plan:
            topics = _alive()
            topic, other = topics[one % len(topics)], topics[two % len(topics)]
            person = community.actor(PEOPLE[two % len(PEOPLE)])
            try:
                with transaction.atomic():
                    _vote(community, deed, one, two)
            except DomainError:
                continue
            _expect(wanted, deed, topic, other, person)
            _check_votes(wanted)
        transaction.set_rollback(True)


def _expect(wanted: dict[UUID, set[UUID]], deed: str, topic: Topic, other: Topic, person: Any) -> None:
    """What each person supports, by the simplest rules: one vote each, and a merged idea's voters support the other."""
    from community.authorship import known_author_id

    person_id = known_author_id(person)
    if deed == "vote" and person_id is not None:
        wanted.setdefault(person_id, set()).add(topic.pk)
    elif deed == "withdraw" and person_id is not None:
        wanted.get(person_id, set()).discard(topic.pk)
    elif deed == "merge":
        for supported in wanted.values():
            if topic.pk in supported:
                supported.discard(topic.pk)
                supported.add(other.pk)
