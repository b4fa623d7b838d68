"""Hosts, addresses to go to next, frames and forms of other sites."""

from typing import Any

import pytest
from django.test import Client

from tests.worlds import World

ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "https://globex.localhost/",
    "http://acme.localhost@evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "http:///evil.example",
    "https:evil.example",
    "\thttps://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "acme.localhost.evil.example",
        "acme.localhost@evil.example",
        "127.0.0.1/acme.localhost",
        "acme.localhost:80:80",
        "acme.localhost, evil.example",
        "[::1]",
        "",
    ],
)
def test_host_that_is_nobodys_is_refused(world: World, host: str) -> None:
    answer = Client().get("/", headers={"host": host})
    assert answer.status_code in (400, 404)
    assert b"acme" not in answer.content.replace(host.encode() or b"-", b"")


def test_a_host_is_the_same_in_any_spelling_and_headers_of_proxies_do_not_change_it(world: World) -> None:
    client = Client()
    for host in ("ACME.localhost", "acme.localhost.", "acme.localhost:8443"):
        assert client.get("/robots.txt", headers={"host": host}).status_code == 200
    lying = {
        "host": "acme.localhost",
        "x-forwarded-host": "globex.localhost",
        "x-forwarded-server": "globex.localhost",
        "x-original-url": "/desk/",
        "x-rewrite-url": "/desk/",
    }
    assert b"globex" not in client.get("/", headers=lying).content.lower()


@pytest.mark.parametrize("goal", ELSEWHERE)
def test_language_form_leads_nowhere_else(world: World, goal: str) -> None:
    answer = world.client().post("/i18n/language/", {"language": "de", "next": goal})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("goal", ELSEWHERE)
def test_signing_out_and_in_leads_nowhere_else(world: World, goal: str) -> None:
    assert world.client("bob").post("/account/logout/", {"next": goal})["Location"] == "/"
    signed_in = world.client("bob").get("/account/login/", {"next": goal})
    assert signed_in.get("Location", "/") == "/"


def test_address_that_looks_like_a_host_is_not_gone_to_after_signing_in(world: World) -> None:
    assert world.client().get("/", PATH_INFO="//evil.example/ask/").status_code == 404
    answer = world.client().get("/ask/?x=//evil.example")
    assert answer["Location"].startswith("/account/login/?next=/ask/")


def test_pages_of_every_kind_stand_in_no_frame(world: World) -> None:
    for who, path in (
        (None, "/"),
        (None, "/nowhere/"),
        (None, "/account/login/"),
        ("bob", "/account/"),
        ("alice", "/desk/"),
        ("bob", "/desk/"),
        ("alice", "/api/v1/me"),
        (None, "/feed.atom"),
    ):
        answer = world.client(who).get(path)
        assert answer["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Content-Type-Options"] == "nosniff", path


@pytest.mark.parametrize(
    "path",
    [
        "/ask/",
        "/account/",
        "/account/sessions/",
        "/account/logout/",
        "/account/password/change/",
        "/account/email/",
        "/account/login/",
        "/account/signup/",
    ],
)
def test_forms_need_the_token_of_their_own_page(world: World, path: str) -> None:
    client = world.client("bob")
    client.handler.enforce_csrf_checks = True
    assert client.post(path, {"name": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "me", {"name": "x"}),
        ("post", "tokens", {"name": "x", "scopes": ["admin"], "expires_in_days": 9}),
        ("post", "invitations", {"email": "a@b.example", "role": "owner"}),
    ],
)
def test_api_needs_the_token_of_the_page_with_a_session(world: World, method: str, path: str, body: dict[str, Any]) -> None:
    client = world.client("alice")
    client.handler.enforce_csrf_checks = True
    assert getattr(client, method)(f"/api/v1/{path}", body, content_type="application/json").status_code == 403


def test_session_of_one_brand_opens_nothing_at_the_other(world: World) -> None:
    client = world.client("alice")
    for path in ("/desk/", "/api/v1/me", "/account/"):
        assert client.get(path, headers={"host": "globex.localhost"}).status_code in (302, 401, 403)
    answer = client.get("/account/", headers={"host": "operator.localhost"})
    assert answer.status_code == 404
