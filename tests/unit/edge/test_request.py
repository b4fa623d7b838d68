"""Which requests the edge takes: only the plain ones of readers who are nobody in particular."""

import pytest

from edge.request import parse

HOST = b"Host: acme.localhost\r\n"


def request(first: bytes = b"GET /t/a-1/?page=2 HTTP/1.1", *headers: bytes) -> bytes:
    return first + b"\r\n" + b"".join(header + b"\r\n" for header in (HOST.strip(), *headers)) + b"\r\n"


def test_a_plain_request_is_taken() -> None:
    asked = parse(request(b"GET /t/a-1/?page=2 HTTP/1.1", b"Accept-Encoding: gzip, br", b'If-None-Match: W/"x"', b"Accept: */*"))
    assert asked is not None
    assert (asked.host, asked.target, asked.accepts, asked.if_none_match) == (
        b"acme.localhost",
        b"/t/a-1/?page=2",
        b"gzip, br",
        b'W/"x"',
    )


@pytest.mark.parametrize(
    "data",
    [
        request(b"POST / HTTP/1.1"),
        request(b"GET / HTTP/1.0"),
        request(b"GET http://acme.localhost/ HTTP/1.1"),
        request(b"GET  / HTTP/1.1"),
        request(b"GET / HTTP/1.1", b"Cookie: chorus_session=abc"),
        request(b"GET / HTTP/1.1", b"Cookie: a=b; chorus_session=abc"),
        request(b"GET / HTTP/1.1", b"Cookie: a=b", b"Cookie: chorus_session=abc"),
        request(b"GET / HTTP/1.1", b"Cookie: messages=abc"),
        request(b"GET / HTTP/1.1", b"Authorization: Bearer x"),
        request(b"GET / HTTP/1.1", b"Content-Length: 3"),
        request(b"GET / HTTP/1.1", b"Transfer-Encoding: chunked"),
        request(b"GET / HTTP/1.1", b"Upgrade: websocket", b"Connection: Upgrade"),
        request(b"GET / HTTP/1.1", b"Connection: close"),
        request(b"GET / HTTP/1.1", b"Expect: 100-continue"),
        request(b"GET / HTTP/1.1", b"Host: globex.localhost"),
        request(b"GET / HTTP/1.1", b" folded: line"),
        request(b"GET / HTTP/1.1", b"no colon"),
        b"GET / HTTP/1.1\r\n\r\n",
        request() + request(),
        request()[:-2],
        request(b"GET / HTTP/1.1", b"X: " + b"x" * 9_000),
    ],
    ids=lambda data: data[:60].decode(),
)
def test_anything_else_goes_on_to_the_server(data: bytes) -> None:
    assert parse(data) is None


def test_versions_of_a_page_have_keys_of_their_own() -> None:
    keys = {
        asked.key
        for asked in (
            parse(request(b"GET / HTTP/1.1")),
            parse(request(b"GET /?a HTTP/1.1")),
            parse(request(b"GET / HTTP/1.1", b"Cookie: django_language=de")),
            parse(request(b"GET / HTTP/1.1").replace(b"acme", b"globex")),
        )
        if asked is not None
    }
    assert len(keys) == 4


def test_what_does_not_choose_a_version_shares_a_key() -> None:
    plain, measured = parse(request()), parse(request(b"GET /t/a-1/?page=2 HTTP/1.1", b"Cookie: _ga=123", b"User-Agent: x"))
    assert plain is not None
    assert measured is not None
    assert plain.key == measured.key
