"""Changing and resetting passwords, and addresses, inside one brand."""

from typing import Any

from accounts.models.session import Session
from accounts.models.user import User
from tests.unit.accounts.test_sign_in import SECRET, link_in, make, sign_in
from tests.worlds import World

NEW = "a wholly different secret"


def reset(world: World, mailoutbox: list[Any], email: str) -> str:
    mailoutbox.clear()
    world.client().post("/account/password/reset/", {"email": email})
    return link_in(mailoutbox[0])


def test_reset_link_sets_a_password_once(world: World, mailoutbox: list[Any]) -> None:
    make("nora@mail.example")
    link = reset(world, mailoutbox, "nora@mail.example")
    client = world.client()

    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert sign_in(world.client(), "nora@mail.example", NEW).status_code == 302
    assert sign_in(world.client(), "nora@mail.example", SECRET).status_code == 200
    again = world.client().get(link)
    assert again.status_code == 200
    assert b'name="password1"' not in again.content


def test_reset_link_of_one_brand_is_invalid_at_the_other(world: World, mailoutbox: list[Any]) -> None:
    make("twin@mail.example")
    make("twin@mail.example", brand="globex")
    link = reset(world, mailoutbox, "twin@mail.example")

    other = world.client(brand="globex").get(link)

    assert other.status_code == 200
    assert b'name="password1"' not in other.content


def test_confirmation_link_of_one_brand_is_invalid_at_the_other(world: World, mailoutbox: list[Any]) -> None:
    make("twin@mail.example", verified=False)
    make("twin@mail.example", brand="globex", verified=False)
    sign_in(world.client(), "twin@mail.example")
    link = link_in(mailoutbox[0])

    assert world.client(brand="globex").post(link).status_code == 404
    sign_in(world.client(brand="globex"), "twin@mail.example")
    assert world.client().post(link).status_code == 302


def test_verified_address_at_both_brands_is_allowed(world: World, mailoutbox: list[Any]) -> None:
    for brand in ("acme", "globex"):
        make("twin@mail.example", brand=brand, verified=False)
        mailoutbox.clear()
        sign_in(world.client(brand=brand), "twin@mail.example")
        assert world.client(brand=brand).post(link_in(mailoutbox[0])).status_code == 302
        assert sign_in(world.client(brand=brand), "twin@mail.example")["Location"] == "/"


def test_new_password_ends_every_other_session(world: World, mailoutbox: list[Any]) -> None:
    user = make("nora@mail.example")
    here, there = world.client(), world.client()
    sign_in(here, user.email)
    sign_in(there, user.email)

    here.post("/account/password/change/", {"oldpassword": SECRET, "password1": NEW, "password2": NEW})

    assert here.get("/api/v1/me").status_code == 200
    assert there.get("/api/v1/me").status_code == 401
    assert Session.objects.filter(user_id=user.pk).count() == 1
    assert any("password" in mail.body.lower() for mail in mailoutbox)


def test_new_address_replaces_the_old_one_once_confirmed(world: World, mailoutbox: list[Any]) -> None:
    user = make("nora@mail.example")
    client = world.client()
    sign_in(client, user.email)

    again = client.post("/account/email/", {"email": "other@mail.example", "action_add": ""})
    client.post(again["Location"], {"password": SECRET, "next": "/account/email/"})
    assert User.objects.get(pk=user.pk).email == "nora@mail.example"
    client.post(link_in(next(mail for mail in mailoutbox if mail.to == ["other@mail.example"])))

    assert User.objects.get(pk=user.pk).email == "other@mail.example"
    assert sign_in(world.client(), "nora@mail.example").status_code == 200
    assert sign_in(world.client(), "other@mail.example").status_code == 302


def test_address_that_somebody_took_meanwhile_cannot_be_confirmed(world: World, mailoutbox: list[Any]) -> None:
    user = make("nora@mail.example")
    client = world.client()
    sign_in(client, user.email)
    again = client.post("/account/email/", {"email": "other@mail.example", "action_add": ""})
    client.post(again["Location"], {"password": SECRET, "next": "/account/email/"})
    link = link_in(next(mail for mail in mailoutbox if mail.to == ["other@mail.example"]))
    make("other@mail.example", verified=False)

    client.post(link)

    assert User.objects.get(pk=user.pk).email == "nora@mail.example"


def test_deleted_account_takes_second_factors_along(world: World) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = make("nora@mail.example")
    TOTP.activate(user, generate_totp_secret())

    user.delete()

    assert not Authenticator.objects.exists()
