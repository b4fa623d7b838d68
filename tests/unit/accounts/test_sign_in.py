"""Signing up, verifying, signing in and out, by the pages."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.actions.joining import create_account
from accounts.models.session import Session
from accounts.models.user import User
from kernel.actor import system_actor
from tests.plugin import TENANTS
from tests.worlds import World, in_globex

SECRET = "a long enough secret"


def make(email: str, *, brand: str = "acme", verified: bool = True, **fields: Any) -> User:
    from tenants.context import tenant_context

    with tenant_context(TENANTS[brand]):
        return create_account(
            actor=system_actor(TENANTS[brand]), email=email, name="Nora", password=SECRET, verified=verified, **fields
        )


def sign_in(client: Client, email: str, password: str = SECRET) -> Any:
    return client.post("/account/login/", {"login": email, "password": password})


def link_in(mail: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.body)
    assert found is not None
    return found.group(1)


def join(client: Client, email: str) -> Any:
    return client.post("/account/signup/", {"name": "Nora Ng", "email": email, "password1": SECRET})


def test_new_member_joins_verifies_and_is_signed_in(world: World, mailoutbox: list[Any]) -> None:
    client = world.client()

    answer = join(client, "Nora@Mail.example")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/confirm-email/"
    assert User.objects.get(email="nora@mail.example").role == "member"
    assert mailoutbox[0].subject.startswith("[Acme] ")
    assert "http://acme.localhost" in mailoutbox[0].body
    assert client.get("/account/").status_code == 302

    link = link_in(mailoutbox[0])
    assert client.get(link).status_code == 200
    client.post(link)
    assert client.get("/account/").status_code == 200


def test_unverified_address_cannot_sign_in(world: World, mailoutbox: list[Any]) -> None:
    make("nora@mail.example", verified=False)
    client = world.client()

    assert sign_in(client, "nora@mail.example")["Location"] == "/account/confirm-email/"
    assert client.get("/api/v1/me").status_code == 401


def test_verified_member_signs_in_and_out(world: World) -> None:
    user = make("nora@mail.example")
    client = world.client()

    assert sign_in(client, "NORA@mail.example")["Location"] == "/"
    row = Session.objects.get(user_id=user.pk)
    assert (row.address, client.session.get("_auth_user_id")) == ("127.0.0.1", str(user.pk))
    client.post("/account/logout/")
    assert client.get("/api/v1/me").status_code == 401


def test_deactivated_account_is_nobody(world: World) -> None:
    user = make("nora@mail.example")
    client = world.client()
    sign_in(client, user.email)
    User.objects.filter(pk=user.pk).update(deactivated_at="2026-01-01T00:00Z")

    assert client.get("/api/v1/me").status_code == 401
    assert sign_in(world.client(), user.email)["Location"] == "/account/inactive/"


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "confirm-email/", "inactive/", "password/reset/done/"])
def test_pages_at_the_door_answer_without_an_account(world: World, path: str) -> None:
    answer = world.client().get(f"/account/{path}")
    assert answer.status_code == 200
    assert b"<h1>" in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "",
        "sessions/",
        "email/",
        "mfa/",
        "mfa/webauthn/",
        "mfa/totp/activate/",
        "mfa/recovery-codes/generate/",
        "password/change/",
    ],
)
def test_pages_of_an_account_need_one(world: World, path: str) -> None:
    stranger = world.client().get(f"/account/{path}")
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/account/login/")

    make("nora@mail.example")
    client = world.client()
    sign_in(client, "nora@mail.example")
    assert client.get(f"/account/{path}", follow=True).status_code == 200


def test_pages_carry_no_inline_code_and_obey_the_policy(world: World) -> None:
    page = world.client().get("/account/login/")
    policy = page["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page.content.decode(), re.DOTALL):
        assert 'type="application/json"' in attributes or (" src=" in attributes and not body.strip())
    assert not re.search(r"\son\w+=|\sstyle=", page.content.decode())


def test_fields_have_labels_and_say_what_fills_them(world: World) -> None:
    page = world.client().get("/account/login/").content.decode()
    for name in ("login", "password"):
        assert re.search(rf'<label for="id_{name}">', page)
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="email"' in page


def test_errors_are_linked_to_their_fields(world: World) -> None:
    page = world.client().post("/account/signup/", {"name": "N", "email": "nonsense", "password1": "short"}).content.decode()
    assert 'id="id_email_error"' in page
    assert re.search(r'<input[^>]*name="email"[^>]*aria-invalid="true"[^>]*', page)
    assert re.search(r'aria-describedby="[^"]*id_email_error', page)


def test_sign_in_at_one_brand_is_nothing_at_the_other(world: World) -> None:
    make("nora@mail.example")
    client = world.client()
    sign_in(client, "nora@mail.example")
    cookie = client.cookies["chorus_session"].value

    other = world.client(brand="globex")
    other.cookies["chorus_session"] = cookie
    assert other.get("/api/v1/me").status_code == 401
    assert sign_in(world.client(brand="globex"), "nora@mail.example").status_code == 200


def test_twins_at_two_brands_have_two_passwords(world: World) -> None:
    make("nora@mail.example")
    with in_globex():
        create_account(
            actor=system_actor(TENANTS["globex"]), email="nora@mail.example", name="N", password="quite another secret"
        )

    assert sign_in(world.client(), "nora@mail.example", "quite another secret").status_code == 200
    assert sign_in(world.client(brand="globex"), "nora@mail.example", "quite another secret").status_code == 302


def test_next_leads_to_this_host_alone(world: World) -> None:
    make("nora@mail.example")
    for goal in ("https://evil.example/", "//evil.example", "http://globex.localhost/"):
        client = world.client()
        answer = client.post("/account/login/", {"login": "nora@mail.example", "password": SECRET, "next": goal})
        assert answer["Location"] == "/"


@pytest.mark.parametrize(("role", "place"), [("agent", "/desk/"), ("member", "/")])
def test_staff_arrive_at_their_desk_and_members_in_the_community(world: World, role: str, place: str) -> None:
    password = "a password of the test 1"
    user = create_account(
        actor=system_actor(TENANTS["acme"]), email="new@acme.example", name="New", role=role, password=password, verified=True
    )
    answer = world.client().post("/account/login/", {"login": user.email, "password": password})
    assert answer.headers["Location"] == place


def test_the_page_after_the_sign_in_speaks_the_members_language_alone(world: World) -> None:
    make("lina@mail.example", language="de")
    client = world.client()
    sign_in(client, "lina@mail.example")
    page = client.get("/").content.decode()
    assert '<html lang="de"' in page
    assert "signed in" not in page
