"""Nobody reads what was changed before they asked: under edits, stampedes, a dead Redis, a killed server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.integration.edge.conftest import APPLICATION, Reader, Topic, counts, number_in
from tests.integration.realtime.server import Server

EDITS = 150


@dataclass
class Race:
    """Readers beside a writer; `acknowledged` is the last edit whose commit the writer has seen."""

    topic: Topic
    acknowledged: int = 0
    reads: int = 0
    stale: list[tuple[int, int]] = field(default_factory=list)
    lost: int = 0
    over: bool = False

    def read(self, port: int) -> None:
        reader: Reader | None = None
        while not self.over:
            known = self.acknowledged
            try:
                reader = reader or Reader(port)
                answer = reader.get(self.topic.path)
            except OSError:
                reader = None
                self.lost += 1
                time.sleep(0.05)
                continue
            self.reads += 1
            found = number_in(answer)
            if found < known:
                self.stale.append((known, found))

    def write(self, number: int) -> None:
        self.topic.edit(number)
        self.acknowledged = number


@contextmanager
def race(topic: Topic, *ports: int) -> Iterator[Race]:
    """Two readers a port for the block."""
    running = Race(topic)
    threads = [threading.Thread(target=running.read, args=(port,)) for port in ports * 2]
    for thread in threads:
        thread.start()
    try:
        yield running
    finally:
        running.over = True
        for thread in threads:
            thread.join(60)


def test_no_reader_sees_less_than_was_acknowledged_before_it_asked(servers: list[Server], topic: Topic) -> None:
    with race(topic, *(server.port for server in servers)) as running:
        for number in range(1, EDITS + 1):
            running.write(number)
            time.sleep(0.02 if number % 5 == 0 else 0)
    assert running.stale == []
    assert running.lost == 0
    assert running.reads > EDITS
    assert {number_in(Reader(server.port).get(topic.path)) for server in servers} == {EDITS}


def test_an_edit_that_is_rolled_back_is_never_seen(servers: list[Server], topic: Topic) -> None:
    from events.recording import recording

    reader = Reader(servers[0].port)
    assert number_in(reader.get(topic.path)) == 0
    try:
        with recording():
            topic.edit(99)
            raise LookupError
    except LookupError:
        pass
    assert number_in(reader.get(topic.path)) == 0


def test_a_page_that_is_made_while_an_edit_commits_is_not_kept_as_new(servers: list[Server], topic: Topic) -> None:
    """The edit's transaction is open while the page is read: whoever comes after the commit sees it."""
    from django.db import transaction

    from events.recording import recording

    readers = [Reader(server.port) for server in servers]
    for number in range(1, 6):
        with recording(), transaction.atomic():
            topic.edit(number)
            assert {number_in(reader.get(topic.path)) for reader in readers} == {number - 1}
        assert {number_in(reader.get(topic.path)) for reader in readers} == {number}


def test_a_stampede_makes_a_page_once(servers: list[Server], topic: Topic) -> None:
    for server in servers:
        Reader(server.port).get(topic.path)
    topic.edit(1)
    readers = [Reader(servers[index % 2].port) for index in range(60)]
    before = [counts(server) for server in servers]
    for reader in readers:
        reader.send(topic.path)
    assert {number_in(reader.receive()) for reader in readers} == {1}
    after = [counts(server) for server in servers]
    made = sum(late["made"] - early["made"] for late, early in zip(after, before, strict=True))
    assert made == 1, (before, after)


def test_without_redis_pages_are_kept_and_never_old(without_redis: Server, topic: Topic) -> None:
    before = counts(without_redis)
    with race(topic, without_redis.port) as running:
        for number in range(1, 21):
            running.write(number)
            time.sleep(0.05)
    assert running.stale == []
    after = counts(without_redis)
    assert after["hit"] > before["hit"]


def test_a_killed_server_comes_back_with_what_was_written_meanwhile(servers: list[Server], topic: Topic) -> None:
    with race(topic, *(server.port for server in servers)) as running:
        for number in range(1, 41):
            running.write(number)
            if number == 10:
                servers[1].kill()
            if number == 30:
                servers[1].start(application=APPLICATION)
    assert running.stale == []
    assert {number_in(Reader(server.port).get(topic.path)) for server in servers} == {40}
