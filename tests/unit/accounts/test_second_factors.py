"""TOTP, recovery codes and passkeys, per brand."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models.user import User
from tests.unit.accounts.test_sign_in import SECRET, make, sign_in
from tests.worlds import World, in_globex


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def member(world: World) -> tuple[Client, User]:
    """Somebody who has just proven who they are."""
    user = make("nora@mail.example")
    client = world.client()
    sign_in(client, user.email)
    client.post("/account/reauthenticate/", {"password": SECRET})
    return client, user


def test_totp_is_activated_and_then_asked_for(world: World, mailoutbox: list[Any]) -> None:
    client, user = member(world)
    page = client.get("/account/mfa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert secret is not None
    assert "data:image/svg+xml" in page

    client.post("/account/mfa/totp/activate/", {"code": code_for(secret.group(1))})

    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret.group(1) not in stored
    fresh = world.client()
    assert sign_in(fresh, user.email)["Location"] == "/account/mfa/authenticate/"
    assert fresh.get("/api/v1/me").status_code == 401
    assert fresh.get("/account/mfa/authenticate/").status_code == 200
    assert fresh.post("/account/mfa/authenticate/", {"code": "000000"}).status_code == 200
    assert fresh.post("/account/mfa/authenticate/", {"code": code_for(secret.group(1))})["Location"] == "/"
    assert fresh.get("/api/v1/me").status_code == 200


def test_second_factor_of_one_brand_is_unknown_at_the_other(world: World) -> None:
    user = make("nora@mail.example")
    twin = make("nora@mail.example", brand="globex")
    TOTP.activate(user, generate_totp_secret())

    assert sign_in(world.client(brand="globex"), twin.email)["Location"] == "/"
    with in_globex():
        assert not Authenticator.objects.exists()
    assert sign_in(world.client(), user.email)["Location"] == "/account/mfa/authenticate/"


def test_recovery_code_signs_in_once(world: World) -> None:
    client, user = member(world)
    TOTP.activate(user, generate_totp_secret())
    client.post("/account/mfa/recovery-codes/generate/", {})
    codes = client.get("/account/mfa/recovery-codes/download/").content.decode().split()
    assert len(codes) == 10
    assert client.get("/account/mfa/recovery-codes/").status_code == 200

    for expected in (302, 200):
        fresh = world.client()
        sign_in(fresh, user.email)
        assert fresh.post("/account/mfa/authenticate/", {"code": codes[0]}).status_code == expected


def test_totp_can_be_deactivated(world: World) -> None:
    client, user = member(world)
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/account/mfa/totp/deactivate/").status_code == 200

    client.post("/account/mfa/totp/deactivate/", {})

    assert not Authenticator.objects.filter(user=user).exists()


def test_delicate_changes_ask_who_it_is_once_more(world: World) -> None:
    user = make("nora@mail.example")
    client = world.client()
    sign_in(client, user.email)

    answer = client.get("/account/mfa/totp/activate/")

    assert answer["Location"].startswith("/account/reauthenticate/")
    assert client.get(answer["Location"]).status_code == 200


def test_pages_for_passkeys_bring_their_options_and_scripts(world: World) -> None:
    client, _user = member(world)

    page = client.get("/account/mfa/webauthn/add/").content.decode()

    assert '"creation_options"' in page
    assert "acme.localhost" in page
    assert "/static/mfa/js/webauthn.js" in page
    options = world.client().get("/account/mfa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "acme.localhost"


def test_keys_can_be_listed_renamed_and_removed_by_their_owner_alone(world: World) -> None:
    client, user = member(world)
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Laptop", "credential": {"clientExtensionResults": {}}}
    )
    others = Authenticator.objects.create(user=world.users["bob"], type="webauthn", data={"name": "Bob's", "credential": {}})

    assert b"Laptop" in client.get("/account/mfa/webauthn/").content
    assert client.get(f"/account/mfa/webauthn/keys/{others.pk}/remove/").status_code == 404
    assert client.get(f"/account/mfa/webauthn/keys/{key.pk}/edit/").status_code == 200
    assert client.get(f"/account/mfa/webauthn/keys/{key.pk}/remove/").status_code == 200
    client.post(f"/account/mfa/webauthn/keys/{key.pk}/remove/")
    assert list(Authenticator.objects.filter(type="webauthn")) == [others]
