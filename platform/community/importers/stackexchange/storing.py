"""Writing records in batches. Each batch is one transaction and asks first what is there: a run that was interrupted, or
repeated, adds what is missing and nothing else."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from community.importers.stackexchange.records import Author, Record
from community.importers.stackexchange.updating import update_rows
from community.models.post import Origin, Post
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.models.topic import Kind, Topic
from community.models.vote import Vote
from kernel.actor import Actor
from people.actions.bulk import ImportedPerson, ensure_imported_people
from people.contracts import IdentityKey
from tenants.numbers import next_number


def hold_site(site: str) -> None:
    """Let one import of a site at a time store a batch; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id', true) || %s, 0))", [f":import:{site}"]
        )


def key_of(site: str, ident: int) -> str:
    """What makes an imported topic or post unique in the tenant."""
    return f"{site}:{ident}"


def store_questions(actor: Actor, space: Space, site: str, records: Sequence[Record], *, scored: bool) -> int:
    """Topics with their first posts and tags, for those that are not there; answers how many were made."""
    keys = [key_of(site, record.id) for record in records]
    known = set(Topic.objects.filter(imported_key__in=keys).values_list("imported_key", flat=True))
    fresh = [record for record in records if key_of(site, record.id) not in known]
    if not fresh:
        return 0
    authors = _people(actor, site, fresh)
    number = next_number("topic", count=len(fresh))
    topics = [
        Topic(
            number=number + index,
            slug=record.slug,
            title=record.title,
            kind=Kind.QUESTION.value,
            space=space,
            author_id=authors[record.author.key],
            language=space.language,
            created_at=record.created_at,
            last_posted_at=record.created_at,
            score=record.score if scored else 0,
            view_count=record.views,
            imported_key=key_of(site, record.id),
        )
        for index, record in enumerate(fresh)
    ]
    Topic.objects.bulk_create(topics)
    pairs = list(zip(topics, fresh, strict=True))
    Post.objects.bulk_create(
        [
            _post(topic, record, position=1, author_id=authors[record.author.key], site=site, scored=scored)
            for topic, record in pairs
        ]
    )
    _store_tags(pairs)
    return len(fresh)


def store_answers(actor: Actor, site: str, records: Sequence[Record], *, scored: bool) -> tuple[int, list[Record]]:
    """Replies that are not there yet, at the end of their topics; answers how many were made and which have no question."""
    parents = {key_of(site, record.parent) for record in records}
    held = Topic.objects.filter(imported_key__in=parents).order_by("pk").select_for_update(of=("self",))
    topics = {topic.imported_key: topic for topic in held}
    orphans = [record for record in records if key_of(site, record.parent) not in topics]
    keys = [key_of(site, record.id) for record in records]
    known = set(Post.objects.filter(imported_key__in=keys).values_list("imported_key", flat=True))
    fresh = [r for r in records if key_of(site, r.parent) in topics and key_of(site, r.id) not in known]
    if fresh:
        authors = _people(actor, site, fresh)
        posts = []
        for record in fresh:
            topic = topics[key_of(site, record.parent)]
            topic.last_position += 1
            author_id = authors[record.author.key]
            post = _post(topic, record, position=topic.last_position, author_id=author_id, site=site, scored=scored)
            topic.reply_count += 1
            topic.last_posted_at = max(topic.last_posted_at, record.created_at)
            if topic.helpful_at is None and post.author_id != topic.author_id:
                topic.helpful_at = record.created_at
            posts.append(post)
        Post.objects.bulk_create(posts)
        changed = {topic.pk: topic for topic in (post.topic for post in posts)}
        update_rows(changed.values(), ["last_position", "reply_count", "last_posted_at", "helpful_at"])
    return len(fresh), orphans


def store_solutions(site: str, accepted: Mapping[int, int]) -> tuple[int, int, list[int]]:
    """Mark accepted answers: how many questions have theirs, how many were marked now, and which name a missing answer."""
    topics = {t.imported_key: t for t in Topic.objects.filter(imported_key__in=[key_of(site, q) for q in accepted])}
    posts = {p.imported_key: p for p in Post.objects.filter(imported_key__in=[key_of(site, a) for a in accepted.values()])}
    changed, good, dangling = [], 0, []
    for question, answer in accepted.items():
        topic, post = topics.get(key_of(site, question)), posts.get(key_of(site, answer))
        if topic is None or post is None or post.topic_id != topic.pk or not post.is_reply:
            dangling.append(question)
            continue
        good += 1
        if topic.solution_id is None:
            # The dump does not say when it was accepted: not before it was written.
            topic.solution, topic.solved_at = post, post.created_at
            changed.append(topic)
    update_rows(changed, ["solution", "solved_at"])
    return good, len(changed), dangling


def store_votes(site: str, votes: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    """Set scores from (up, down) votes per post id, beside the votes of members here: posts changed, votes without a post."""
    posts = list(Post.objects.filter(imported_key__in=[key_of(site, ident) for ident in votes]))
    local: dict[UUID, int] = {}
    for post_id in Vote.objects.filter(post__in=posts).values_list("post_id", flat=True):
        local[post_id] = local.get(post_id, 0) + 1
    found, changed = set(), []
    for post in posts:
        ident = int(post.imported_key.rpartition(":")[2])
        found.add(ident)
        up, down = votes[ident]
        mine = local.get(post.pk, 0)
        wanted = (up - down + mine, up + down + mine)
        if (post.score, post.vote_count) != wanted:
            post.score, post.vote_count = wanted
            changed.append(post)
    update_rows(changed, ["score", "vote_count"])
    firsts = {post.topic_id: post.score for post in changed if post.position == 1}
    topics = list(Topic.objects.filter(pk__in=firsts))
    for topic in topics:
        topic.score = firsts[topic.pk]
    update_rows(topics, ["score"])
    return len(changed), sum(up + down for ident, (up, down) in votes.items() if ident not in found)


def _post(topic: Topic, record: Record, *, position: int, author_id: UUID, site: str, scored: bool) -> Post:
    return Post(
        topic=topic,
        position=position,
        author_id=author_id,
        body=record.text,
        html=record.html,
        written_in="html",
        language=topic.language,
        created_at=record.created_at,
        score=record.score if scored else 0,
        vote_count=abs(record.score) if scored else 0,
        origin=Origin.IMPORT.value,
        imported_key=key_of(site, record.id),
        license=record.license[:40],
    )


def _people(actor: Actor, site: str, records: Sequence[Record]) -> dict[str, UUID]:
    wanted: dict[str, tuple[Author, Record]] = {}
    for record in records:
        wanted.setdefault(record.author.key, (record.author, record))
    identities = {key: IdentityKey("import", site, key) for key in wanted}
    made = ensure_imported_people(
        actor=actor,
        people=[ImportedPerson(identities[key], author.name, record.created_at) for key, (author, record) in wanted.items()],
    )
    return {key: made[identity] for key, identity in identities.items()}


def _store_tags(pairs: Sequence[tuple[Topic, Record]]) -> None:
    names = sorted({name for _, record in pairs for name in record.tags})
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    tags = dict(Tag.objects.filter(name__in=names).values_list("name", "pk"))
    TopicTag.objects.bulk_create(
        [TopicTag(topic=topic, tag_id=tags[name]) for topic, record in pairs for name in record.tags], ignore_conflicts=True
    )
