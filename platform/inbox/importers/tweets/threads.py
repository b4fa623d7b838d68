"""Threads out of tweets that answer each other, for files larger than memory: tweets wait in a temporary SQLite file."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from inbox.importers.tweets.rows import Tweet

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE tweet (n INTEGER PRIMARY KEY, id INTEGER UNIQUE, author TEXT, inbound INTEGER, at INTEGER, text TEXT,
                    parent INTEGER, language TEXT, thread INTEGER);
CREATE TABLE edge (one INTEGER, other INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Thread:
    """Tweets that hang together, oldest first. `lost_parents` of them answer something that the file does not have."""

    tweets: tuple[Tweet, ...]
    lost_parents: int


class Stage:
    """Takes tweets in any order, then gives threads. An id that comes twice counts once: the first."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "tweets.sqlite")
        self._db.executescript(_SCHEMA)

    def add(self, tweets: Iterable[Tweet]) -> Iterator[Tweet]:
        """Store the tweets; yields those that were there already."""
        for tweet in tweets:
            values = (tweet.id, tweet.author, tweet.inbound, int(tweet.at.timestamp()), tweet.text, tweet.parent, tweet.language)
            insert = "INSERT OR IGNORE INTO tweet (id, author, inbound, at, text, parent, language) VALUES (?, ?, ?, ?, ?, ?, ?)"
            if self._db.execute(insert, values).rowcount == 0:
                yield tweet
                continue
            edges = [(tweet.id, answer) for answer in tweet.answers]
            if tweet.parent is not None:
                edges.append((tweet.id, tweet.parent))
            self._db.executemany("INSERT INTO edge (one, other) VALUES (?, ?)", edges)

    def brands(self) -> list[str]:
        """Everybody who answers customers, in alphabetical order."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT author FROM tweet WHERE NOT inbound ORDER BY author")]

    def count(self) -> int:
        """How many tweets are stored."""
        return int(self._db.execute("SELECT count(*) FROM tweet").fetchone()[0])

    def threads(self) -> Iterator[Thread]:
        """Every thread, in the order in which the file begins them."""
        self._link()
        rows = self._db.execute(
            """SELECT t.thread, t.id, t.author, t.inbound, t.at, t.text, t.parent, t.language,
                      t.parent IS NOT NULL AND p.id IS NULL
               FROM tweet t LEFT JOIN tweet p ON p.id = t.parent ORDER BY t.thread, t.at, t.id"""
        )
        for _thread, group in groupby(rows, key=itemgetter(0)):
            found = list(group)
            yield Thread(tuple(_tweet(row) for row in found), sum(row[8] for row in found))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _link(self) -> None:
        """Give each tweet the number of the first tweet it hangs together with (union-find, four bytes a tweet)."""
        first = array("L", range(self.count() + 1))

        def root(n: int) -> int:
            while first[n] != n:
                first[n] = first[first[n]]
                n = first[n]
            return n

        edges = self._db.execute("SELECT a.n, b.n FROM edge e JOIN tweet a ON a.id = e.one JOIN tweet b ON b.id = e.other")
        for one, other in edges:
            low, high = sorted((root(one), root(other)))
            first[high] = low
        self._db.executemany("UPDATE tweet SET thread = ? WHERE n = ?", ((root(n), n) for n in range(1, len(first))))


def _tweet(row: tuple[int, int, str, int, int, str, int | None, str, int]) -> Tweet:
    _thread, ident, author, inbound, at, text, parent, language, _lost = row
    return Tweet(ident, author, bool(inbound), datetime.fromtimestamp(at, tz=UTC), text, parent, (), language)
