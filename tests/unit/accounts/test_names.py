"""What members may call themselves: judged at the door, in their profile and by the API alike."""

from typing import Any

import pytest

from accounts.actions.invitations import accept_invitation, invite, issue_link_token
from accounts.actions.profile import change_profile
from accounts.models.user import User
from accounts.names import name_problem
from kernel.actor import anonymous_actor, system_actor
from kernel.errors import InvalidError
from moderation.actions.ruling import save_rule
from tests.plugin import TENANTS
from tests.worlds import World, in_globex

SECRET = "a long enough secret"
LIKE_STAFF = ["Alice", "ALICE", "Аlice", "AIice", "A l i c e", "Веrtа", "M0"]
"""Alice and Berta work here, Mo moderates."""


def join(world: World, name: str) -> Any:
    return world.client().post("/account/signup/", {"name": name, "email": "new@mail.example", "password1": SECRET})


@pytest.mark.parametrize("name", LIKE_STAFF)
def test_nobody_joins_under_a_name_that_passes_for_the_team(world: World, name: str) -> None:
    answer = join(world, name)
    assert (answer.status_code, "Somebody on the team" in answer.content.decode()) == (200, True)
    assert not User.objects.filter(email="new@mail.example").exists()


@pytest.mark.parametrize("name", ["B0b", "Воb", "DORА"])
def test_nobody_joins_under_a_name_whose_handle_looks_like_another(world: World, name: str) -> None:
    assert "looks just like this one" in join(world, name).content.decode()


@pytest.mark.parametrize("name", ["Bob", "Alice Wong", "Ελένη", "Иван", "田中", "Lan", "Charlie"])
def test_other_names_are_free_also_when_somebody_else_has_them(world: World, name: str) -> None:
    assert join(world, name).status_code == 302
    assert User.objects.get(email="new@mail.example").name == name


@pytest.mark.parametrize("name", ["Casino King", "саsіno king"])
def test_blocked_words_stand_in_no_name(world: World, name: str) -> None:
    words = [{"language": "", "words": ["casino"]}]
    save_rule(actor=world.actor("alice"), name="Words", conditions={"words": words, "first_posts": 3})
    assert "do not allow this name" in join(world, name).content.decode()
    with pytest.raises(InvalidError) as refused:
        change_profile(actor=world.actor("bob"), user_id=world.users["bob"].pk, name=name)
    assert "name" in refused.value.detail["fields"]
    assert join(world, "Nora").status_code == 302
    with in_globex():
        assert name_problem(name) == ""


def test_a_rule_without_words_says_nothing_about_names(world: World) -> None:
    save_rule(actor=world.actor("alice"), name="First posts", conditions={"first_posts": 1})
    assert join(world, "Nora").status_code == 302


def test_pages_and_api_say_why_a_new_name_is_refused(world: World) -> None:
    client, form = world.client("bob"), {"name": "Аlice", "language": "", "time_zone": ""}
    assert "Somebody on the team" in client.post("/account/", form).content.decode()
    assert "Somebody on the team" in client.post("/preferences/", {**form, "account": "1"}).content.decode()
    answer = client.patch("/api/v1/me", {"name": "Аlice"}, "application/json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["name"])
    assert User.objects.get(pk=world.users["bob"].pk).name == "Bob"
    assert client.post("/account/", {**form, "name": "Bob the brewer"}).status_code == 302


def test_staff_and_who_joins_the_team_are_called_what_they_like(world: World) -> None:
    change_profile(actor=world.actor("ben"), user_id=world.users["ben"].pk, name="Alice")
    for role, is_free in (("agent", True), ("member", False)):
        invitation = invite(actor=world.actor("alice"), email=f"{role}@mail.example", role=role)
        token = issue_link_token(actor=system_actor(TENANTS["acme"]), invitation_id=invitation.pk)
        assert token is not None
        if not is_free:
            page = world.client().post(f"/account/invitation/{token}/", {"name": "Berta", "password": SECRET})
            assert page.status_code == 400
            continue
        accept_invitation(actor=anonymous_actor(TENANTS["acme"]), token=token, name="Berta", password=SECRET)
    assert set(User.objects.filter(name="Berta").values_list("role", flat=True)) == {"agent"}
