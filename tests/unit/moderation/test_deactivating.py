"""A member whose account an administrator closes is told why, as after a suspension."""

from typing import Any

import pytest

from accounts.actions.members import change_member
from accounts.models.user import User
from events.recording import recording
from kernel.clock import now
from kernel.errors import ForbiddenError
from moderation.actions.reversing import reverse_decision
from moderation.models import AuditEntry, Decision
from tests.unit.moderation.conftest import Moderated, drain_moderation


def close(moderated: Moderated, name: str, *, closed: bool = True) -> Any:
    user = change_member(actor=moderated.actor("alice"), user_id=moderated.world.users[name].pk, deactivated=closed)
    drain_moderation()
    return user


def test_closing_an_account_writes_one_statement_of_reasons(moderated: Moderated) -> None:
    close(moderated, "eve")
    close(moderated, "eve")
    decision = Decision.objects.get()
    assert (decision.measure, decision.thing_kind, decision.ends_at, decision.reversed_at) == ("suspended", "member", None, None)
    assert "closed your account" in decision.facts
    assert AuditEntry.objects.filter(verb="deactivate").count() == 1


def test_opening_it_again_takes_the_statement_back(moderated: Moderated) -> None:
    close(moderated, "eve")
    close(moderated, "eve", closed=False)
    assert Decision.objects.get().reversed_at is not None
    close(moderated, "eve")
    assert Decision.objects.filter(reversed_at=None).count() == 1


def test_taking_the_statement_back_opens_the_account_for_administrators_alone(moderated: Moderated) -> None:
    user = close(moderated, "eve")
    decision = Decision.objects.get()
    with pytest.raises(ForbiddenError), recording():
        reverse_decision(moderated.actor("ben"), decision, at=now())
    assert Decision.objects.get().reversed_at is None
    with recording():
        reverse_decision(moderated.actor("alice"), Decision.objects.get(), at=now())
    assert User.objects.get(pk=user.pk).is_active
    drain_moderation()
    assert Decision.objects.count() == 1


def test_who_worked_here_gets_no_statement(moderated: Moderated) -> None:
    close(moderated, "ben")
    assert not Decision.objects.exists()
