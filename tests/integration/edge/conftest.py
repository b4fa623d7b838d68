"""Two web processes on one database, a topic to read, and readers on plain sockets."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.realtime.server import Server, running_server
from tests.worlds import World

APPLICATION = "config.asgi:application"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Reader:
    """One connection that stays open."""

    def __init__(self, port: int, host: str = "acme.localhost") -> None:
        self._host = host
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def send(self, path: str, *, method: str = "GET", **headers: str) -> None:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def raw(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self, *, bodiless: bool = False) -> Answer:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        wanted = 0 if bodiless else int(headers.get("content-length", 0))
        while len(body) < wanted:
            body += self._more()
        return Answer(int(first.split(" ")[1]), headers, body)

    def get(self, path: str, **headers: str) -> Answer:
        self.send(path, **headers)
        return self.receive()

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> bytes:
        part = self._socket.recv(65_536)
        if not part:
            raise ConnectionResetError
        return part


@dataclass
class Topic:
    """A question by Bob whose text is "edit <number> end"."""

    world: World
    row: Any
    post_id: Any
    path: str

    def edit(self, number: int) -> None:
        from community.actions.editing import edit_post

        edit_post(actor=self.world.actor("alice"), post_id=self.post_id, body=f"edit {number} end")


def number_in(answer: Answer) -> int:
    found = re.search(rb"edit (\d+) end", answer.body)
    assert found is not None, (answer.status, answer.body[:400])
    return int(found.group(1))


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[list[Server]]:
    """Two running web processes."""
    folder = tmp_path_factory.mktemp("edge")
    first, second = Server(folder / "first"), Server(folder / "second")
    try:
        for server in (first, second):
            server.start(application=APPLICATION)
        yield [first, second]
    finally:
        for server in (first, second):
            server.stop()


@pytest.fixture
def topic(committed_world: World) -> Topic:
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.addresses import topic_path
    from community.models.post import Post

    alice = committed_world.actor("alice")
    space = create_space(actor=alice, name="Machines", slug="machines")
    row = create_topic(actor=alice, space_id=space.pk, title="How do I descale it?", body="edit 0 end")
    post = Post.objects.get(topic=row, position=1)
    return Topic(committed_world, row, post.pk, topic_path(row.number, row.slug))


@pytest.fixture
def without_redis(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Server]:
    """A web process whose Redis is not there."""
    with running_server(tmp_path_factory.mktemp("alone") / "log", CHORUS_REDIS_URL="redis://127.0.0.1:1/0") as server:
        yield server


def counts(server: Server) -> dict[str, int]:
    """What became of the requests so far, by the process's own count."""
    text = Reader(server.port).get("/metrics").body.decode()
    return {
        outcome: int(float(value)) for outcome, value in re.findall(r'chorus_edge_pages_total\{outcome="(\w+)"\} (\S+)', text)
    }
