"""What a client may say, exactly."""

import orjson
import pytest

from kernel.ids import uuid7
from realtime.frames import Hello, Join, Lane, Ping, parse
from realtime.handshake import read_handshake
from realtime.limits import TOPICS

ID = str(uuid7())


def test_good_frames_are_read() -> None:
    hello = parse(orjson.dumps({"t": "hello", "cursor": 5, "epoch": ID, "topics": ["desk", f"topic:{ID}"]}).decode())
    assert isinstance(hello, Hello)
    assert (hello.cursor, str(hello.epoch), hello.topics) == (5, ID, ["desk", f"topic:{ID}"])
    assert parse('{"t":"hello"}') == Hello(t="hello")
    assert parse('{"t":"ping"}') == Ping(t="ping")
    assert parse(f'{{"t":"join","topic":"topic:{ID}"}}') == Join(t="join", topic=f"topic:{ID}")
    assert isinstance(parse(f'{{"t":"lane","topic":"conversation:{ID}","state":"typing"}}'), Lane)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        '"ping"',
        '{"t":"shout"}',
        '{"t":"ping","extra":1}',
        '{"t":"hello","cursor":-1}',
        '{"t":"hello","cursor":1.5}',
        '{"t":"hello","cursor":true}',
        '{"t":"hello","epoch":"yesterday"}',
        '{"t":"hello","topics":"desk"}',
        '{"t":"hello","topics":[1]}',
        '{"t":"join","topic":"topic:1"}',
        '{"t":"join","topic":"Topic"}',
        '{"t":"join"}',
        '{"t":"lane","topic":"desk","state":"dancing"}',
        '{"t":"hello","topics":' + orjson.dumps(["desk"] * (TOPICS + 1)).decode() + "}",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's message varies, its kind does not
        parse(text)


@pytest.mark.parametrize(
    ("host", "origin", "same"),
    [
        ("acme.localhost:8000", "http://acme.localhost:8000", True),
        ("ACME.localhost", "https://acme.LOCALHOST", True),
        ("acme.localhost:8000", "http://acme.localhost", False),
        ("acme.localhost", "http://globex.localhost", False),
        ("acme.localhost", "http://acme.localhost.evil.example", False),
        ("acme.localhost", "ftp://acme.localhost", False),
        ("acme.localhost", "null", False),
        ("acme.localhost", "", False),
        ("", "http://", False),
    ],
)
def test_only_a_page_of_the_same_host_may_connect(host: str, origin: str, same: bool) -> None:
    headers = [(b"host", host.encode()), (b"origin", origin.encode()), (b"cookie", b"chorus_session=abc; other=1")]
    handshake = read_handshake({"headers": headers})
    assert handshake.is_same_origin is same
    assert handshake.session_key == "abc"
    assert handshake.host == host.lower().rsplit(":", 1)[0]
