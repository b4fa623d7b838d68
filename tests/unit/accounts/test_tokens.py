"""API tokens: what they open, and when they do not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from access.scopes import SCOPES
from accounts.actions.tokens import create_token, revoke_token
from accounts.models.token import ApiToken
from accounts.models.user import User
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from tests.worlds import World

DAY = timedelta(days=1)


def token_of(world: World, name: str, *scopes: str, **given: Any) -> str:
    return create_token(actor=world.actor(name), name="script", scopes=scopes or ("admin",), lifetime=DAY, **given).secret


def call(secret: str, path: str = "members", *, brand: str = "acme", **given: Any) -> Any:
    client = Client(SERVER_NAME=f"{brand}.localhost", enforce_csrf_checks=True)
    return client.generic(given.pop("method", "GET"), f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"}, **given)


def test_secret_is_stored_as_a_hash_alone(world: World) -> None:
    secret = token_of(world, "alice")
    row = ApiToken.objects.get()
    assert secret.startswith("chorus_")
    assert secret not in str(vars(row).values())
    assert len(row.secret_hash) == 64


def test_token_opens_what_its_scope_names(world: World) -> None:
    assert call(token_of(world, "alice")).status_code == 200
    refused = call(token_of(world, "alice", "inbox:read"))
    assert (refused.status_code, refused.json()["scope"]) == (403, "admin")


def test_writing_by_token_needs_no_csrf(world: World) -> None:
    answer = call(
        token_of(world, "alice"),
        f"members/{world.users['bob'].pk}",
        method="PATCH",
        data='{"role": "agent"}',
        content_type="application/json",
    )
    assert answer.status_code == 200


def test_reading_scope_does_not_write(world: World) -> None:
    body: dict[str, Any] = {"method": "POST", "data": "{}", "content_type": "application/json"}
    answer = call(token_of(world, "ben", "inbox:read"), f"people/{world.users['bob'].pk}/notes", **body)
    assert (answer.status_code, answer.json()["scope"]) == (403, "inbox:write")


def test_role_of_the_owner_bounds_the_token(world: World) -> None:
    assert call(token_of(world, "bob", *SCOPES)).status_code == 403
    assert call(token_of(world, "ben", *SCOPES)).status_code == 403


def test_use_is_noted(world: World) -> None:
    call(token_of(world, "alice"))
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("secret", ["", "chorus_", "chorus_unknown", "other"])
def test_unknown_token_is_refused(world: World, secret: str) -> None:
    answer = call(secret)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_expired_token_is_refused(world: World) -> None:
    assert call(token_of(world, "alice", at=now() - 2 * DAY)).status_code == 401


def test_revoked_token_is_refused(world: World) -> None:
    secret = token_of(world, "alice")
    revoke_token(actor=world.actor("alice"), token_id=ApiToken.objects.get().pk)
    assert call(secret).status_code == 401


def test_token_of_a_deactivated_account_is_refused(world: World) -> None:
    secret = token_of(world, "alice")
    User.objects.filter(handle="alice").update(deactivated_at=now())
    assert call(secret).status_code == 401


def test_token_of_one_brand_is_refused_at_the_other(world: World) -> None:
    assert call(token_of(world, "alice"), brand="globex").status_code == 401


def test_bad_token_is_refused_even_with_a_good_session(world: World) -> None:
    client = world.client("alice")
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer chorus_unknown"}).status_code == 401


def test_token_makes_no_further_tokens_and_sees_no_sessions(world: World) -> None:
    secret = token_of(world, "alice", *SCOPES)
    for path in ("tokens", "sessions", "me"):
        assert call(secret, path).status_code == 403


def test_nobody_revokes_anothers_token(world: World) -> None:
    token_of(world, "alice")
    with pytest.raises(NotFoundError):
        revoke_token(actor=world.actor("amira"), token_id=ApiToken.objects.get().pk)


def test_stranger_makes_no_token(world: World) -> None:
    from kernel.actor import anonymous_actor
    from tests.plugin import TENANTS

    with pytest.raises(ForbiddenError):
        create_token(actor=anonymous_actor(TENANTS["acme"]), name="x", scopes=["admin"], lifetime=DAY)


@pytest.mark.parametrize(("scopes", "lifetime"), [([], DAY), (["root"], DAY), (["admin"], 366 * DAY), (["admin"], 0 * DAY)])
def test_scopes_and_lifetime_are_checked(world: World, scopes: list[str], lifetime: timedelta) -> None:
    with pytest.raises(InvalidError):
        create_token(actor=world.actor("alice"), name="x", scopes=scopes, lifetime=lifetime)


def test_api_shows_the_secret_once(world: World) -> None:
    client = world.client("ben")
    made = client.post(
        "/api/v1/tokens", {"name": "cli", "scopes": ["inbox:read"], "expires_in_days": 30}, content_type="application/json"
    )

    assert made.status_code == 201
    assert made.json()["secret"].startswith("chorus_")
    listed = client.get("/api/v1/tokens").json()["items"]
    assert [(item["name"], "secret" in item) for item in listed] == [("cli", False)]
    assert world.client("alice").get("/api/v1/tokens").json()["items"] == []
    assert client.delete(f"/api/v1/tokens/{made.json()['id']}").status_code == 204
    assert client.get("/api/v1/tokens").json()["items"] == []
