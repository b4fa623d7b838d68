"""A large community, the same at each run: 20 brands, 100,000 topics, 1,000,000 posts, with the skew of real ones.

Brands, spaces, tags and writers follow Zipf's law; most topics are short, one of them holds a tenth of all posts. Rows are made from the
models' own fields and defaults and go in by COPY, as the owner: checks, keys and policies all hold.
`python -m bench.forum_world --scale 0.01` fills the database that the environment names, for looking at.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.forum_texts import LANGUAGES, WORDS, Texts, Zipf
from bench.kept import BigForum, write

SEED = 20_261_122
TENANTS, TOPICS, POSTS, GIANT_SHARE = 20, 100_000, 1_000_000, 0.1
END = datetime(2026, 11, 1, tzinfo=UTC)
YEARS = 4
BATCH = 20_000
UNUSABLE = "!"
"""What Django writes where there is no password."""


@dataclass
class Table:
    """COPY into one model's table: rows hold what is given and the fields' defaults for the rest."""

    model: Any
    cursor: Any
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from django.db.models import GeneratedField

        self._fields = [one for one in self.model._meta.concrete_fields if not isinstance(one, GeneratedField)]
        self._place = {one.attname: index for index, one in enumerate(self._fields)}
        self._blank = [_default(one) for one in self._fields]
        columns = ", ".join(f'"{one.column}"' for one in self._fields)
        name = self.model._meta.db_table
        # COPY refuses tables under row-level security, so the rows go through one of ours.
        self.cursor.execute(f'CREATE TEMPORARY TABLE IF NOT EXISTS "copy_{name}" AS SELECT {columns} FROM "{name}" WITH NO DATA')
        self._copy = f'COPY "copy_{name}" ({columns}) FROM STDIN'
        self._move = f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM "copy_{name}"; TRUNCATE "copy_{name}"'

    def add(self, **values: Any) -> None:
        row = list(self._blank)
        for name, value in values.items():
            row[self._place[name]] = value
        self.rows.append(tuple(row))

    def flush(self) -> None:
        if self.rows:
            with self.cursor.copy(self._copy) as copy:
                for row in self.rows:
                    copy.write_row(row)
            self.cursor.execute(self._move)
            self.rows.clear()


def _connection() -> Any:
    from django.db import connection

    return connection


def _default(one: Any) -> Any:
    from psycopg.types.json import Jsonb

    if one.has_default():
        value = one.get_default()
        return Jsonb(value) if one.get_internal_type() == "JSONField" else value
    if one.null:
        return None
    return "" if one.empty_strings_allowed else None


def make_id(rng: random.Random, at: datetime) -> UUID:
    """A UUIDv7 of that instant."""
    stamp = int(at.timestamp() * 1000)
    return UUID(int=(stamp << 80) | (7 << 76) | (rng.getrandbits(12) << 64) | (2 << 62) | rng.getrandbits(62))


def build(url: str, tenants: list[UUID], *, scale: float = 1.0) -> BigForum:
    """Fill these tenants. `url` is the database as its owner sees it."""
    started = time.perf_counter()
    rng = random.Random(SEED)
    topics, posts = max(len(tenants) * 4, int(TOPICS * scale)), max(len(tenants) * 40, int(POSTS * scale))
    texts = Texts(rng, 400 if scale >= 0.1 else 120)
    weights = [1 / (rank + 1) ** 0.8 for rank in range(len(tenants))]
    shares = [weight / sum(weights) for weight in weights]
    giant = int(posts * GIANT_SHARE)
    counts = [max(4, int(topics * share)) for share in shares]
    replies = [max(4, int((posts - giant) * share)) for share in shares]
    counts[0] += max(0, topics - sum(counts))
    replies[0] += max(0, posts - giant - sum(replies))
    made_topics = made_posts = 0
    owners: list[UUID] = []
    path = ""
    with psycopg.connect(url) as connection:
        for rank, (tenant_id, count, written) in enumerate(zip(tenants, counts, replies, strict=True)):
            brand = Brand(connection, rng, texts, tenant_id, rank)
            # The first post of the giant is counted with the giant.
            brand.fill(count, max(0, written - count + (rank == 0)), giant if rank == 0 else 0)
            made_topics, made_posts = made_topics + brand.topic_count, made_posts + brand.post_count
            owners.append(brand.owner_id)
            path = path or brand.giant_path
            connection.commit()
            print(f"{rank + 1} of {len(tenants)} brands, {made_posts:,} posts, {time.perf_counter() - started:.0f} s", flush=True)
    _finish(tenants)
    pages = 1 + max(0, giant - 1) // 25
    return BigForum(tenants, made_topics, made_posts, path, pages, owners, time.perf_counter() - started)


class Brand:
    """One tenant's rows, written as they come."""

    def __init__(self, connection: Any, rng: random.Random, texts: Texts, tenant_id: UUID, rank: int) -> None:
        self._connection, self._rng, self._texts, self._tenant, self._rank = connection, rng, texts, tenant_id, rank
        self._cursor = connection.cursor()
        self.topic_count = self.post_count = 0
        self.giant_path = ""
        self.owner_id = make_id(rng, END - timedelta(days=365 * YEARS))

    def _table(self, model: Any) -> Table:
        return Table(model, self._cursor)

    def fill(self, topics: int, replies: int, giant: int) -> None:
        self._people(max(12, (topics + replies) // 20))
        self._spaces(max(3, min(40, topics // 150)))
        self._tags(max(8, min(400, topics // 20)))
        self._write(topics, replies, giant)

    def _people(self, count: int) -> None:
        from accounts.models.user import User
        from community.models.member import Member
        from people.models import Identity, Person

        people, users, identities, members = (self._table(model) for model in (Person, User, Identity, Member))
        start = END - timedelta(days=365 * YEARS)
        self._authors = []
        for index in range(count):
            at = start + timedelta(seconds=index)
            person_id = make_id(self._rng, at)
            name = f"{self._rng.choice(['Ada', 'Ben', 'Cleo', 'Dina', 'Emre', 'Fay', 'Gil', 'Hana', 'Ivo', 'Jo', 'Kim', 'Lea', 'Max', 'Noor', 'Oli', 'Pia'])} {index}"
            people.add(id=person_id, tenant_id=self._tenant, name=name, language="en", created_at=at)
            self._authors.append(person_id)
            # Those who write most have accounts; the others came with an import.
            if index < max(8, count // 3):
                user_id = self.owner_id if index == 0 else make_id(self._rng, at)
                role = "owner" if index == 0 else "agent" if index < 4 else "member"
                users.add(id=user_id, tenant_id=self._tenant, email=f"person-{index}@bench.example", name=name, handle=f"person-{index}",
                          role=role, password=UNUSABLE, created_at=at)  # fmt: skip
                identities.add(
                    id=make_id(self._rng, at),
                    tenant_id=self._tenant,
                    person_id=person_id,
                    kind="account",
                    scope="",
                    value=str(user_id),
                )
                members.add(id=make_id(self._rng, at), tenant_id=self._tenant, user_id=user_id, person_id=person_id, level=min(4, index % 5),
                            joined_at=at)  # fmt: skip
        for table in (people, users, identities, members):
            table.flush()
        self._author = Zipf(self._rng, count, 0.9)

    def _spaces(self, count: int) -> None:
        from community.models.space import Space

        spaces = self._table(Space)
        self._space_ids, self._space_languages = [], []
        for index in range(count):
            at = END - timedelta(days=365 * YEARS, seconds=-index)
            language = "en" if index == 0 else self._rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
            self._space_ids.append(make_id(self._rng, at))
            self._space_languages.append(language)
            spaces.add(id=self._space_ids[-1], tenant_id=self._tenant, slug=f"space-{index}", name=f"Space {index}", language=language,
                       description="Questions and answers", position=index, hue=index * 30 % 360, created_at=at,
                       visibility="public" if index % 8 != 7 else "members")  # fmt: skip
        spaces.flush()
        self._space = Zipf(self._rng, count)

    def _tags(self, count: int) -> None:
        from community.models.tag import Tag

        tags = self._table(Tag)
        self._tag_ids = [make_id(self._rng, END - timedelta(days=1000)) for _ in range(count)]
        for index, tag_id in enumerate(self._tag_ids):
            tags.add(id=tag_id, tenant_id=self._tenant, name=f"{WORDS['en'].split()[index % 30]}-{index}")
        tags.flush()
        self._tag = Zipf(self._rng, count)

    def _write(self, topics: int, replies: int, giant: int) -> None:
        from community.models.post import Post
        from community.models.tag import TopicTag
        from community.models.topic import Topic
        from community.models.vote import Vote

        tables = [self._table(model) for model in (Topic, Post, TopicTag, Vote)]
        self._topics, self._posts, self._carried, self._votes = tables
        for number, length in enumerate(self._lengths(topics, replies, giant), start=1):
            self._topic(number, length, is_giant=bool(giant) and number == 1)
            if len(self._posts.rows) >= BATCH:
                self._flush(tables)
        self._flush(tables)
        self._cursor.execute(
            "INSERT INTO tenants_counter (id, tenant_id, name, value) VALUES (gen_random_uuid(), %s, 'topic', %s)"
            " ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value",
            [self._tenant, self.topic_count],
        )

    def _flush(self, tables: list[Table]) -> None:
        # Solutions point from topics at posts: those keys are checked at the commit.
        for table in tables:
            table.flush()

    def _lengths(self, topics: int, replies: int, giant: int) -> Iterator[int]:
        """Replies of each topic: the giant first, then as in life many with none and a few with hundreds."""
        if giant:
            yield giant - 1
            topics -= 1
        raw = [self._rng.paretovariate(1.1) - 1 for _ in range(topics)]
        factor = replies / sum(min(value, 400) for value in raw)
        lengths = [int(min(value, 400) * factor) for value in raw]
        # What rounding left over goes to the first ones, a reply each.
        for index in range(replies - sum(lengths)):
            lengths[index % topics] += 1
        yield from lengths

    def _topic(self, number: int, length: int, *, is_giant: bool) -> None:
        from community.addresses import topic_path

        rng = self._rng
        space = 0 if is_giant else self._space.draw()
        language = self._space_languages[space]
        begun = END - timedelta(seconds=rng.random() ** 1.5 * 86_400 * 365 * YEARS) if not is_giant else END - timedelta(days=900)
        topic_id, author = make_id(rng, begun), self._authors[self._author.draw()]
        kind = rng.choices(["question", "discussion", "idea"], [75, 20, 5])[0]
        title = self._texts.title(language)
        slug = f"topic-{number}"
        at, last, helpful, solution, solved, score = begun, begun, None, None, None, 0
        gap = min(86_400.0 * 3, (END - begun).total_seconds() / (length + 1))
        solved_by = rng.randint(2, min(length + 1, 6)) if kind == "question" and length and rng.random() < 0.45 else 0
        for position in range(1, length + 2):
            writer = author if position == 1 else self._authors[self._author.draw()]
            body, html = self._texts.body(language)
            post_id = make_id(rng, at)
            votes = int(rng.paretovariate(1.3)) - 1 if rng.random() < 0.3 else 0
            votes = min(votes, 200)
            self._posts.add(id=post_id, tenant_id=self._tenant, topic_id=topic_id, position=position, author_id=writer, body=body, html=html,
                            language=language, created_at=at, score=votes, vote_count=votes)  # fmt: skip
            if votes > 0 and rng.random() < 0.1:
                for voter in {self._author.draw() for _ in range(min(votes, 5))}:
                    self._votes.add(
                        id=make_id(rng, at), tenant_id=self._tenant, post_id=post_id, person_id=self._authors[voter], at=at
                    )
            score = votes if position == 1 else score
            if position > 1 and helpful is None and writer != author:
                helpful = at
            if position == solved_by:
                solution, solved = post_id, at
            last = at
            at += timedelta(seconds=gap * (0.2 + rng.random() * 0.8))
        self._topics.add(id=topic_id, tenant_id=self._tenant, number=number, slug=slug, title=title, kind=kind,
                         space_id=self._space_ids[space], author_id=author, language=language, created_at=begun, last_posted_at=last,
                         last_position=length + 1, reply_count=length, score=score, view_count=int(rng.paretovariate(0.9) * 10) % 1_000_000,
                         helpful_at=helpful, solution_id=solution, solved_at=solved)  # fmt: skip
        for tag in {self._tag.draw() for _ in range(rng.randint(0, 3))}:
            self._carried.add(id=make_id(rng, begun), tenant_id=self._tenant, topic_id=topic_id, tag_id=self._tag_ids[tag])
        self.topic_count += 1
        self.post_count += length + 1
        if is_giant:
            self.giant_path = topic_path(number, slug)


def _finish(tenants: Iterable[UUID]) -> None:
    """What the product counts itself."""
    from community.actions.ranking import count_tags, rank_topics
    from kernel.actor import system_actor
    from tenants.context import tenant_context

    for tenant_id in tenants:
        with tenant_context(tenant_id):
            rank_topics(actor=system_actor(tenant_id))
            count_tags(actor=system_actor(tenant_id))
            with _connection().cursor() as cursor:
                cursor.execute(
                    """UPDATE community_space SET topic_count = made.topics, post_count = made.posts FROM (
                         SELECT space_id, count(*) AS topics, sum(reply_count + 1) AS posts FROM community_topic GROUP BY space_id) AS made
                       WHERE community_space.id = made.space_id"""
                )


def main() -> int:
    """Fill the database that the environment names with brands `bench-0` and on."""
    parser = argparse.ArgumentParser(prog="bench.forum_world")
    parser.add_argument("--scale", type=float, default=1.0, help="share of 100,000 topics and 1,000,000 posts")
    parser.add_argument("--note", type=Path, help="file to write what was made to")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from bench.world import make_tenants

    made = build(os.environ["CHORUS_DATABASE_URL"], make_tenants(), scale=arguments.scale)
    if arguments.note:
        write(made, arguments.note)
    print(
        f"{made.topics:,} topics, {made.posts:,} posts in {made.seconds:.0f} s; {made.giant_path} has {made.giant_pages:,} pages"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
