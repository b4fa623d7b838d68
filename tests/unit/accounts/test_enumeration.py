"""Nobody learns from the pages who has an account."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.unit.accounts.test_sign_in import join, make, sign_in
from tests.worlds import World

WRONG = "wrong password here"


def visible(answer: Any) -> tuple[int, str, str]:
    """What a stranger sees of an answer, without the random parts."""
    body = re.sub(r'(value|nonce)="[A-Za-z0-9+/_=-]{16,}"', "", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), re.sub(r"[a-z]+@mail\.example", "ADDRESS", body)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts how often a password was hashed or checked: the slow part of each answer."""
    done: list[str] = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *args: Any, _original: Any = original, _name: str = name, **kwargs: Any) -> Any:
            done.append(_name)
            return _original(self, *args, **kwargs)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return done


def test_sign_up_looks_the_same_for_a_taken_address(world: World, mailoutbox: list[Any], hashed: list[str]) -> None:
    make("known@mail.example")
    hashed.clear()

    taken_client, free_client = world.client(), world.client()
    taken = join(taken_client, "known@mail.example")
    effort_taken = len(hashed)
    hashed.clear()
    free = join(free_client, "new@mail.example")

    assert visible(taken) == visible(free)
    assert effort_taken == len(hashed) == 1
    assert visible(taken_client.get("/account/confirm-email/")) == visible(free_client.get("/account/confirm-email/"))
    assert [mail.to for mail in mailoutbox] == [["known@mail.example"], ["new@mail.example"]]


def test_reset_looks_the_same_for_an_unknown_address(world: World, mailoutbox: list[Any]) -> None:
    make("known@mail.example")

    answers = []
    for address in ("known@mail.example", "unknown@mail.example"):
        client = world.client()
        answer = client.post("/account/password/reset/", {"email": address})
        answers.append((visible(answer), visible(client.get("/account/password/reset/done/"))))

    assert answers[0] == answers[1]
    assert len(mailoutbox) == 2


def test_sign_in_fails_the_same_for_an_unknown_address(world: World, hashed: list[str]) -> None:
    make("known@mail.example")
    hashed.clear()

    known = visible(sign_in(world.client(), "known@mail.example", WRONG))
    effort_known = len(hashed)
    hashed.clear()
    unknown = visible(sign_in(world.client(), "unknown@mail.example", WRONG))

    assert known == unknown
    assert effort_known == len(hashed) == 1


def test_address_of_another_brand_is_as_unknown_as_any(world: World, mailoutbox: list[Any]) -> None:
    make("there@mail.example", brand="globex")

    assert join(world.client(), "there@mail.example").status_code == 302
    assert "Already Exists" not in mailoutbox[0].subject


def test_guessing_is_slowed_down_per_address(world: World) -> None:
    make("known@mail.example")
    for _ in range(5):
        sign_in(world.client(), "known@mail.example", WRONG)

    locked = sign_in(world.client(), "known@mail.example")

    assert locked.status_code == 200
    assert "_auth_user_id" not in locked.client.session


def test_guesses_at_one_brand_lock_nobody_out_at_the_other(world: World) -> None:
    make("twin@mail.example")
    make("twin@mail.example", brand="globex")
    for _ in range(6):
        sign_in(world.client(), "twin@mail.example", WRONG)

    assert sign_in(world.client(brand="globex"), "twin@mail.example").status_code == 302


def test_too_many_tries_from_one_address_get_a_page_that_says_so(world: World) -> None:
    client = world.client()
    answers = [client.post("/account/login/", {"login": f"a{i}@mail.example", "password": WRONG}) for i in range(31)]

    assert answers[-1].status_code == 429
    assert b"<h1>" in answers[-1].content
