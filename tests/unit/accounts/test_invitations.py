"""Inviting: single use, seven days, hashed, never above one's own role."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts.actions.invitations import accept_invitation, invite, issue_link_token, resend_invitation, revoke_invitation
from accounts.contracts import provide_team_enroller, team_enroller
from accounts.errors import AddressTakenError, InvitationClosedError, UnknownTeamError
from accounts.models.invitation import Invitation
from accounts.models.user import User
from events.drain import drain
from events.subscribers import get_subscriber
from kernel.actor import Actor, anonymous_actor, system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.unit.accounts.test_sign_in import SECRET, link_in
from tests.worlds import World, in_globex

ACME = TENANTS["acme"]
STRANGER = anonymous_actor(ACME)


def invited(
    world: World, who: str = "alice", *, role: str = "agent", email: str = "new@mail.example", **given: Any
) -> Invitation:
    return invite(actor=world.actor(who), email=email, role=role, **given)


def link_token(invitation: Invitation) -> str:
    token = issue_link_token(actor=system_actor(ACME), invitation_id=invitation.pk)
    assert token is not None
    return token


def deliver() -> None:
    """What the worker does after the commit."""
    subscriber = get_subscriber("accounts.invitation_mail")
    assert subscriber is not None
    drain(subscriber, ACME)


def test_invited_person_gets_a_mail_and_joins_by_its_link(world: World, mailoutbox: list[Any]) -> None:
    invited(world)
    deliver()
    assert mailoutbox[0].to == ["new@mail.example"]
    assert "Alice" in mailoutbox[0].body

    client, link = world.client(), link_in(mailoutbox[0])
    assert b"new@mail.example" in client.get(link).content
    answer = client.post(link, {"name": "Nell New", "password": SECRET})

    assert answer["Location"] == "/desk"
    assert client.get("/api/v1/me").json()["role"] == "agent"
    assert User.objects.get(email="new@mail.example").name == "Nell New"


def test_link_works_once(world: World) -> None:
    token = link_token(invited(world))
    accept_invitation(actor=STRANGER, token=token, name="A", password=SECRET)
    with pytest.raises(InvitationClosedError):
        accept_invitation(actor=STRANGER, token=token, name="B", password=SECRET)
    assert world.client().get(f"/account/invitation/{token}/").status_code == 404


def test_link_dies_after_seven_days(world: World) -> None:
    token = link_token(invited(world))
    with pytest.raises(InvitationClosedError):
        accept_invitation(actor=STRANGER, token=token, name="A", password=SECRET, at=now() + timedelta(days=7, seconds=1))


def test_link_is_stored_as_a_hash_alone(world: World) -> None:
    token = link_token(invited(world))
    assert token not in str(vars(Invitation.objects.get()).values())


def test_link_of_one_brand_is_nothing_at_the_other(world: World) -> None:
    token = link_token(invited(world))
    assert world.client(brand="globex").get(f"/account/invitation/{token}/").status_code == 404
    with in_globex(), pytest.raises(InvitationClosedError):
        accept_invitation(actor=anonymous_actor(TENANTS["globex"]), token=token, name="A", password=SECRET)


def test_second_invitation_replaces_the_first(world: World) -> None:
    first = link_token(invited(world))
    second = link_token(invited(world, role="member"))

    assert Invitation.objects.count() == 1
    with pytest.raises(InvitationClosedError):
        accept_invitation(actor=STRANGER, token=first, name="A", password=SECRET)
    assert accept_invitation(actor=STRANGER, token=second, name="A", password=SECRET).role == "member"


def test_resending_makes_a_new_link_and_seven_more_days(world: World, mailoutbox: list[Any]) -> None:
    invitation = invited(world, at=now() - timedelta(days=8))
    old = Invitation.objects.get().expires_at

    resend_invitation(actor=world.actor("alice"), invitation_id=invitation.pk)
    deliver()

    assert Invitation.objects.get().expires_at > old + timedelta(days=7)
    assert world.client().get(link_in(mailoutbox[-1])).status_code == 200


def test_revoked_invitation_is_closed_and_not_mailed(world: World, mailoutbox: list[Any]) -> None:
    invitation = invited(world)
    token = link_token(invitation)

    revoke_invitation(actor=world.actor("alice"), invitation_id=invitation.pk)
    revoke_invitation(actor=world.actor("alice"), invitation_id=invitation.pk)
    deliver()

    assert mailoutbox == []
    with pytest.raises(InvitationClosedError):
        accept_invitation(actor=STRANGER, token=token, name="A", password=SECRET)
    with pytest.raises(InvitationClosedError):
        resend_invitation(actor=world.actor("alice"), invitation_id=invitation.pk)


def test_people_who_are_here_are_not_invited(world: World) -> None:
    with pytest.raises(AddressTakenError):
        invited(world, email="BOB@acme.example")


def test_somebody_who_joined_meanwhile_signs_in_instead(world: World) -> None:
    token = link_token(invited(world))
    User.objects.create_user("new@mail.example", name="New", handle="new")
    answer = world.client().post(f"/account/invitation/{token}/", {"name": "N", "password": SECRET})
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("who", "role", "allowed"),
    [
        ("alice", "owner", True),
        ("alice", "agent", True),
        ("amira", "agent", True),
        ("amira", "member", True),
        ("amira", "manager", False),
        ("amira", "moderator", False),
        ("amira", "owner", False),
        ("ben", "member", False),
        ("mo", "member", False),
        ("bob", "member", False),
    ],
)
def test_nobody_invites_above_their_own_role(world: World, who: str, role: str, allowed: bool) -> None:
    if allowed:
        assert invited(world, who, role=role).role == role
    else:
        with pytest.raises((ForbiddenError, NotFoundError)):
            invited(world, who, role=role)
        assert not Invitation.objects.exists()


def test_manager_neither_replaces_nor_revokes_what_is_above_them(world: World) -> None:
    invitation = invited(world, "alice", role="admin")
    with pytest.raises(ForbiddenError):
        invited(world, "amira", role="agent")
    with pytest.raises(ForbiddenError):
        revoke_invitation(actor=world.actor("amira"), invitation_id=invitation.pk)
    assert Invitation.objects.get().role == "admin"


class Teams:
    """Knows one team and remembers who joined it."""

    def __init__(self, team: UUID) -> None:
        self.team = team
        self.enrolled: list[tuple[UUID, list[UUID]]] = []

    def all_known(self, team_ids: Any) -> bool:
        return set(team_ids) <= {self.team}

    def enrol(self, *, actor: Actor, user_id: UUID, team_ids: Any) -> None:
        self.enrolled.append((user_id, list(team_ids)))


def test_accepting_joins_the_teams_and_unknown_teams_are_refused(world: World) -> None:
    teams, before = Teams(uuid7()), team_enroller()
    provide_team_enroller(teams)
    try:
        with pytest.raises(UnknownTeamError):
            invited(world, team_ids=[uuid7()])
        token = link_token(invited(world, team_ids=[teams.team]))
        user = accept_invitation(actor=STRANGER, token=token, name="A", password=SECRET)
    finally:
        provide_team_enroller(before)
    assert teams.enrolled == [(user.pk, [teams.team])]


def test_api_invites_lists_resends_and_revokes(world: World) -> None:
    client = world.client("amira")
    data = {"email": "new@mail.example", "role": "agent"}
    made = client.post("/api/v1/invitations", data, content_type="application/json")

    assert made.status_code == 201
    assert not {"token", "token_hash"} & set(made.json())
    address = f"/api/v1/invitations/{made.json()['id']}"
    assert [item["email"] for item in client.get("/api/v1/invitations").json()["items"]] == ["new@mail.example"]
    assert client.post(f"{address}/deliveries").status_code == 201
    assert world.client("charlie").delete(address).status_code == 404
    assert client.delete(address).status_code == 204
    assert client.get("/api/v1/invitations").json()["items"] == []


def test_weak_password_is_refused_on_the_page(world: World) -> None:
    token = link_token(invited(world))
    answer = world.client().post(f"/account/invitation/{token}/", {"name": "N", "password": "1234"})
    assert answer.status_code == 200
    assert b'id="id_password_error"' in answer.content
