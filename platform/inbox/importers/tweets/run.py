"""The import as a whole: read everything, find the threads, write them in batches of one transaction each.

Repeatable and resumable: a tweet that is there stays as it is, so after a crash one runs the same command again.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from inbox.actions.importing import Imported, ImportedThread, announce_import, ensure_imported_inbox, import_threads
from inbox.importers.tweets.rows import read_tweets
from inbox.importers.tweets.threads import Stage, Thread
from kernel.actor import Actor

BATCH = 200
FALLBACK = "Tweets"
_MENTION = re.compile(r"@(\w{1,30})")


class Progress(Protocol):
    """What tqdm gives."""

    def update(self, n: int) -> Any:
        """Move on."""


Bar = Callable[[int, str], AbstractContextManager[Progress]]


@dataclass(slots=True)
class Summary:
    """What the file holds, and what of it was new. `orphans` answer a tweet that the file does not have."""

    conversations: int = 0
    messages: int = 0
    inbound: int = 0
    outbound: int = 0
    customers: int = 0
    brands: int = 0
    orphans: int = 0
    skipped: int = 0
    created: dict[str, int] = field(default_factory=lambda: {"conversations": 0, "messages": 0})

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller wants: one inbox for all instead of one a brand, only some brands, who shall see it."""

    inbox: str = ""
    brands: frozenset[str] = frozenset()
    team_slugs: tuple[str, ...] = ()
    language: str = ""


def import_file(*, actor: Actor, path: Path, choice: Choice, report: Callable[[int, str], None], bar: Bar) -> Summary:
    """Import the file for the tenant in context."""
    summary = Summary()

    def broken(line: int, reason: str) -> None:
        summary.skipped += 1
        report(line, reason)

    with tempfile.TemporaryDirectory(prefix="chorus-tweets-") as folder, closing(Stage(Path(folder))) as stage:
        with path.open("rb") as file, bar(path.stat().st_size, "reading") as progress:
            for twice in stage.add(read_tweets(file, broken, progress.update)):
                broken(0, f"tweet {twice.id} comes twice, the first is kept")
        with bar(stage.count(), "writing") as progress:
            _write(actor, stage, choice, summary, progress)
    return summary


def _write(actor: Actor, stage: Stage, choice: Choice, summary: Summary, progress: Progress) -> None:
    known = {brand.casefold(): brand for brand in stage.brands()}
    customers, brands = set[str](), set[str]()
    inboxes: dict[str, UUID] = {}
    new = Counter[UUID](), Counter[UUID]()
    try:
        for batch in _batches(_chosen(stage.threads(), known, choice, progress)):
            for thread in batch:
                _count(thread, summary, customers, brands)
                name = choice.inbox or thread.brand or FALLBACK
                if name not in inboxes:
                    inboxes[name] = ensure_imported_inbox(actor=actor, name=name, team_slugs=choice.team_slugs)
            done = import_threads(
                actor=actor, threads=[(inboxes[choice.inbox or thread.brand or FALLBACK], thread) for thread in batch]
            )
            _add(done, new, summary)
            progress.update(sum(len(thread.tweets) for thread in batch))
    finally:
        # Also when interrupted: what is written is there, and the lists shall show it.
        for inbox_id in new[1]:
            announce_import(actor=actor, inbox_id=inbox_id, conversations=new[0][inbox_id], messages=new[1][inbox_id])
    summary.customers, summary.brands = len(customers), len(brands)


def _chosen(threads: Iterator[Thread], known: dict[str, str], choice: Choice, progress: Progress) -> Iterator[ImportedThread]:
    for thread in threads:
        brand = brand_of(thread, known)
        if choice.brands and brand.casefold() not in choice.brands:
            progress.update(len(thread.tweets))
            continue
        yield ImportedThread(brand, thread.tweets, thread.lost_parents, choice.language)


def brand_of(thread: Thread, known: dict[str, str]) -> str:
    """Whose conversation it is: the first brand that answers, else the first that is spoken to, else nobody's ("")."""
    for tweet in thread.tweets:
        if not tweet.inbound:
            return tweet.author
    for tweet in thread.tweets:
        for mention in _MENTION.findall(tweet.text):
            if mention.casefold() in known:
                return known[mention.casefold()]
    return ""


def _batches(threads: Iterator[ImportedThread]) -> Iterator[list[ImportedThread]]:
    batch: list[ImportedThread] = []
    for thread in threads:
        batch.append(thread)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _count(thread: ImportedThread, summary: Summary, customers: set[str], brands: set[str]) -> None:
    inbound = [tweet for tweet in thread.tweets if tweet.inbound]
    summary.conversations += 1
    summary.messages += len(thread.tweets)
    summary.inbound += len(inbound)
    summary.outbound += len(thread.tweets) - len(inbound)
    summary.orphans += thread.lost_parents
    customers |= {tweet.author for tweet in inbound}
    brands |= {tweet.author for tweet in thread.tweets if not tweet.inbound}


def _add(done: list[Imported], new: tuple[Counter[UUID], Counter[UUID]], summary: Summary) -> None:
    for item in done:
        if item.messages:
            new[0][item.inbox_id] += item.is_new
            new[1][item.inbox_id] += item.messages
            summary.created["conversations"] += item.is_new
            summary.created["messages"] += item.messages
