"""Making accounts."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from accounts.actions.invitations import accept_invitation, invite, issue_link_token
from accounts.actions.joining import create_account
from accounts.errors import AddressTakenError
from accounts.housekeeping import forget_what_is_over
from accounts.models.user import User
from kernel.actor import anonymous_actor, system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from tests.plugin import TENANTS
from tests.worlds import World, in_globex

SYSTEM = system_actor(TENANTS["acme"])


def test_account_is_made_with_a_verified_primary_address(world: World) -> None:
    user = create_account(actor=SYSTEM, email=" New@Acme.example ", name="Zoë Ng", role="agent", password="a long enough secret")

    assert User.objects.get(email="new@acme.example").check_password("a long enough secret")
    assert user.handle == "zoë-ng"
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("new@acme.example", True, True)


def test_account_with_a_taken_address_is_refused(world: World) -> None:
    with pytest.raises(AddressTakenError):
        create_account(actor=SYSTEM, email="BOB@acme.example", name="Bob")


def test_nobody_but_the_platform_makes_accounts_directly(world: World) -> None:
    with pytest.raises(ForbiddenError):
        create_account(actor=world.actor("alice"), email="x@acme.example", name="X")


def test_same_verified_address_at_two_brands_is_allowed(world: World) -> None:
    create_account(actor=SYSTEM, email="both@mail.example", name="Both")
    with in_globex():
        create_account(actor=system_actor(TENANTS["globex"]), email="both@mail.example", name="Both")
        assert EmailAddress.objects.filter(email="both@mail.example").count() == 1


def test_deleting_an_account_takes_its_addresses_along_under_the_runtime_role(world: World) -> None:
    user = create_account(actor=SYSTEM, email="gone@acme.example", name="Gone")

    user.delete()

    assert not EmailAddress.objects.filter(email="gone@acme.example").exists()


def claim(email: str) -> User:
    """Somebody signed up with this address and never proved it."""
    return create_account(actor=SYSTEM, email=email, name="Squatter", password="a squatter's secret", verified=False)


def test_unproven_claim_gives_way_to_whom_the_platform_vouches_for(world: World) -> None:
    squatter = claim("ceo@mail.example")
    invitation = invite(actor=world.actor("alice"), email="ceo@mail.example", role="admin")

    token = issue_link_token(actor=SYSTEM, invitation_id=invitation.pk)
    user = accept_invitation(
        actor=anonymous_actor(TENANTS["acme"]), token=str(token), name="The CEO", password="a rightful secret"
    )

    assert (user.role, User.objects.filter(pk=squatter.pk).exists()) == ("admin", False)
    assert not User.objects.get(email="ceo@mail.example").check_password("a squatter's secret")


def test_proven_account_gives_way_to_nobody(world: World) -> None:
    create_account(actor=SYSTEM, email="ceo@mail.example", name="Rightful")
    with pytest.raises(AddressTakenError):
        invite(actor=world.actor("alice"), email="ceo@mail.example", role="admin")
    with pytest.raises(AddressTakenError):
        create_account(actor=SYSTEM, email="ceo@mail.example", name="Second")


def test_claims_never_proven_are_forgotten_after_two_weeks(world: World) -> None:
    squatter = claim("ceo@mail.example")
    before = User.objects.count()
    forget_what_is_over()
    assert User.objects.count() == before
    forget_what_is_over(at=now() + timedelta(days=15))
    assert User.objects.count() == before - 1
    assert not User.objects.filter(pk=squatter.pk).exists()
