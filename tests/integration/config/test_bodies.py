"""Requests that are too large, over the sockets of a real daphne: refused by their headers, or by the piece too many."""

import json
import socket
from collections.abc import Iterator

import pytest

from config.http import OneHopHandler
from tests.integration.config.test_one_hop import Exchange, handler
from tests.integration.realtime.server import Server, running_server

__all__ = ["handler"]
LIMIT = 2**20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Server]:
    """A daphne that takes one megabyte."""
    log = tmp_path_factory.mktemp("daphne") / "log"
    with running_server(log, CHORUS_HTTP_BODY_MB="1") as running:
        yield running


def exchange(server: Server, path: str, *parts: bytes, **headers: str) -> tuple[int, str, bytes]:
    """Status, head and body of the answer to a POST of these bytes, read until the server has no more to say."""
    lines = [f"POST {path} HTTP/1.1", "Host: acme.localhost", *(f"{n.replace('_', '-')}: {v}" for n, v in headers.items())]
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode())
        for part in parts:
            wire.sendall(part)
        data = b""
        while b"\r\n\r\n" not in data:
            piece = wire.recv(65_536)
            assert piece, "the server hung up without an answer"
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        text = head.decode()
        length = next(int(line.split(":")[1]) for line in text.lower().split("\r\n") if line.startswith("content-length"))
        while len(body) < length:
            body += wire.recv(65_536)
    return int(text.split(" ")[1]), text, body


def test_announced_body_is_refused_before_a_byte_of_it(transactional_db: None, server: Server) -> None:
    status, head, body = exchange(server, "/api/v1/topics", Content_Length=str(LIMIT + 1), Content_Type="application/json")
    assert (status, json.loads(body)["code"]) == (413, "too_large")
    assert json.loads(body)["message"] == "At most 1 MB can be sent at once."
    assert "Connection: close" in head


def test_nobody_is_told_to_go_on(transactional_db: None, server: Server) -> None:
    status, head, _body = exchange(server, "/ask/", Content_Length=str(10**12), Expect="100-continue")
    assert (status, "100 Continue" in head) == (413, False)


def test_body_in_pieces_is_refused_by_the_piece_too_many(transactional_db: None, server: Server) -> None:
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    status, head, body = exchange(server, "/ask/", *[piece] * 17, Transfer_Encoding="chunked", Accept_Language="xx, ar;q=0.5")
    assert (status, "text/html" in head) == (413, True)
    page = body.decode()
    assert ('lang="ar"' in page, 'dir="rtl"' in page, "<h1>" in page) == (True, True, True)


def test_whole_body_that_was_sent_anyway_still_gets_the_answer(transactional_db: None, server: Server) -> None:
    size = 8 * LIMIT
    status, _head, _body = exchange(server, "/ask/", b"x" * size, Content_Length=str(size))
    assert status == 413


def test_body_that_fits_is_received(transactional_db: None, server: Server) -> None:
    status, _head, body = exchange(
        server, "/api/v1/topics", b"x" * LIMIT, Content_Length=str(LIMIT), Content_Type="application/json"
    )
    assert (status, b"too_large" in body) == (401, False)


async def test_other_servers_meet_the_same_limit(handler: OneHopHandler) -> None:
    handler._most_body = 10
    asked = Exchange(handler, "/api/inspect", body=b"x" * 11)
    assert json.loads(await asked.body())["code"] == "too_large"
    assert b"too_large" not in await Exchange(handler, "/inspect", body=b"x" * 10).body()
