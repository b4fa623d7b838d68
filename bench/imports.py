"""Imports: posts per second of the neutral format, against Django's bulk_create of the same rows in the same run."""

import time
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

import orjson

from bench.table import Table
from bench.world import BenchWorld

TOPICS, REPLIES = 3_000, 9
VOCABULARY = 20_000
"""Words of which some come up all the time and most hardly ever: an index of texts that repeat twenty words costs nothing."""
ROUNDS = 2


def run(world: BenchWorld) -> list[Table]:
    """Baseline: bulk_create of the same posts, already cleaned, without anything that an import does besides."""
    table = Table(
        f"Import: {TOPICS * (REPLIES + 1):,} posts in {TOPICS:,} topics, one process",
        ["posts/s"],
        ratio_of="posts/s",
        limit=(
            "One PostgreSQL process, for which the import waits four fifths of its time. Of its 140 microseconds of a core a post the words"
            " of the text take 45, the index of words 40, the row and its other indexes 41, foreign keys 13 (20,000 of these texts beside"
            " a million posts, each part left out in turn). Reading and cleaning the next batch (pydantic, nh3) runs beside it. Markdown is"
            " rendered besides (markdown-it-py), by a pool of processes, or in the worker itself, which may have none."
        ),
    )
    texts = _texts()
    with TemporaryDirectory() as folder:
        table.add("bulk_create of cleaned posts (baseline)", max(_baseline(world.tenants[n], texts) for n in range(ROUNDS)))
        for name, kind, first in (("neutral format, HTML", "html", 4), ("neutral format, Markdown", "markdown", 8)):
            path = _file(Path(folder) / f"{kind}.jsonl", texts, kind)
            table.add(name, max(_import(world.tenants[first + n], path) for n in range(ROUNDS)))
            table.add(f"{name}, again (nothing new)", _import(world.tenants[first], path))
    return [table]


def _texts() -> list[str]:
    """About sixty words each, as members write; how often a word comes up follows Zipf's law."""
    random = Random(11)
    words = ["".join(random.choices("aeioubdfglmnprst", k=random.randrange(2, 10))) for _ in range(VOCABULARY)]
    sums = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))
    return [" ".join(random.choices(words, cum_weights=sums, k=random.randrange(20, 100))) for _ in range(TOPICS * (REPLIES + 1))]


def _file(path: Path, texts: list[str], kind: str) -> Path:
    at = "2020-05-01T10:00:00Z"
    with path.open("wb") as out:
        out.write(orjson.dumps({"type": "meta", "source": "bench"}) + b"\n")
        out.write(orjson.dumps({"type": "space", "id": "1", "name": "Bench"}) + b"\n")
        for number, text in enumerate(texts):
            topic, place = divmod(number, REPLIES + 1)
            if place == 0:
                line = {"type": "topic", "id": topic, "space": 1, "title": text[:60], "author": topic % 500, "created": at}
                out.write(orjson.dumps(line) + b"\n")
            body = f"<p>{text}</p><p><b>{text[:20]}</b></p>" if kind == "html" else f"{text}\n\n**{text[:20].strip()}**"
            line = {"type": "post", "id": number, "topic": topic, "author": number % 500, "created": at, kind: body}
            out.write(orjson.dumps(line) + b"\n")
    return path


def _import(tenant_id: UUID, path: Path) -> float:
    from community.actions.importing import start_import
    from community.importers.running import work_on
    from kernel.actor import system_actor
    from kernel.ids import uuid7
    from tenants.context import tenant_context

    with tenant_context(tenant_id):
        actor = system_actor(tenant_id)
        run = start_import(actor=actor, id=uuid7(), format="neutral", name=path.name, path=str(path))
        start = time.perf_counter()
        done = work_on(actor, run.pk, seconds=3_600)
        seconds = time.perf_counter() - start
        assert done is not None
        assert (done.state, done.problem_count) == ("done", 0), done.failure
    return TOPICS * (REPLIES + 1) / seconds


def _baseline(tenant_id: UUID, texts: list[str]) -> float:
    from community.actions.spaces import create_space
    from community.models import Post, Topic
    from kernel.actor import system_actor
    from kernel.clock import now
    from people.actions import ensure_person
    from people.contracts import IdentityKey
    from tenants.context import tenant_context

    with tenant_context(tenant_id):
        actor, at = system_actor(tenant_id), now()
        space = create_space(actor=actor, name="Baseline")
        author = ensure_person(actor=actor, identity=IdentityKey("import", "bench", "1"), name="Author").pk
        start = time.perf_counter()
        for first in range(0, TOPICS, 200):
            topics = [
                Topic(number=number + 1, slug="t", title="t", space=space, author_id=author, created_at=at, last_posted_at=at,
                      last_position=REPLIES + 1, reply_count=REPLIES)
                for number in range(first, min(TOPICS, first + 200))
            ]  # fmt: skip
            Topic.objects.bulk_create(topics)
            Post.objects.bulk_create(
                Post(topic=topic, position=place + 1, author_id=author, created_at=at, origin="import",
                     body=texts[(topic.number - 1) * (REPLIES + 1) + place], html=f"<p>{texts[(topic.number - 1) * (REPLIES + 1) + place]}</p>")
                for topic in topics
                for place in range(REPLIES + 1)
            )  # fmt: skip
        return TOPICS * (REPLIES + 1) / (time.perf_counter() - start)
