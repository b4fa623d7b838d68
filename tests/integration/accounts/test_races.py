"""Two at once: what must happen once, happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.actions.invitations import accept_invitation, invite, issue_link_token
from accounts.actions.joining import create_account
from accounts.actions.members import change_member
from accounts.errors import InvitationClosedError, LastOwnerError
from accounts.models.invitation import Invitation
from accounts.models.user import User
from kernel.actor import anonymous_actor, system_actor
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.worlds import World

ACME = TENANTS["acme"]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Results, or the failures, of calls that start together in threads of their own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            with tenant_context(ACME):
                start.wait(timeout=30)
                return call()
        except Exception as error:  # noqa: BLE001 - the failure is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def failures(results: list[Any]) -> list[type[Exception]]:
    return [type(result) for result in results if isinstance(result, Exception)]


def test_two_owners_who_demote_each_other_leave_one(committed_world: World) -> None:
    root = committed_world.add("root", role="owner")
    alice = committed_world.users["alice"]
    by_alice, by_root = committed_world.actor("alice"), committed_world.actor("root")

    results = at_once(
        lambda: change_member(actor=by_alice, user_id=root.pk, role="member"),
        lambda: change_member(actor=by_root, user_id=alice.pk, role="member"),
    )

    assert failures(results) == [LastOwnerError]
    assert User.objects.filter(role="owner").count() == 1


def test_one_link_makes_one_account(committed_world: World) -> None:
    invitation = invite(actor=committed_world.actor("alice"), email="new@mail.example", role="agent")
    token = str(issue_link_token(actor=system_actor(ACME), invitation_id=invitation.pk))

    def accept() -> User:
        return accept_invitation(actor=anonymous_actor(ACME), token=token, name="New", password="a long enough secret")

    assert failures(at_once(accept, accept, accept)) == [InvitationClosedError, InvitationClosedError]
    assert User.objects.filter(email="new@mail.example").count() == 1


@pytest.mark.usefixtures("committed_world")
def test_two_sign_ups_with_one_address_look_the_same_and_make_one_account() -> None:
    def join() -> tuple[int, str]:
        client = Client(SERVER_NAME="acme.localhost")
        data = {"name": "New", "email": "new@mail.example", "password1": "a long enough secret"}
        answer = client.post("/account/signup/", data)
        return answer.status_code, answer["Location"]

    assert set(at_once(join, join, join)) == {(302, "/account/confirm-email/")}
    assert User.objects.filter(email="new@mail.example").count() == 1


def test_two_invitations_at_once_are_one(committed_world: World) -> None:
    actor = committed_world.actor("alice")

    def send() -> Any:
        return invite(actor=actor, email="new@mail.example", role="agent").pk

    assert len(set(at_once(send, send, send))) == 1
    assert Invitation.objects.count() == 1


@pytest.mark.usefixtures("committed_world")
def test_namesakes_who_join_at_once_all_get_in() -> None:
    def joining(number: int) -> Callable[[], User]:
        return lambda: create_account(actor=system_actor(ACME), email=f"{number}@mail.example", name="Kim Lee")

    assert failures(at_once(*(joining(number) for number in range(4)))) == []
    handles = User.objects.filter(name="Kim Lee").values_list("handle", flat=True)
    assert len(set(handles)) == 4
    assert "kim-lee" in handles
