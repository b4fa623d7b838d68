"""Mail that comes back: counted once a letter, until nothing more is sent."""

import pytest

from connectors.actions.addressing import note_bounce, resume_address
from connectors.actions.queueing import queue_mail
from connectors.actions.receiving import store_mail
from connectors.contracts import Letter
from connectors.email.tokens import BOUNCE
from connectors.keys import signed_address
from connectors.models.address import AddressHealth
from connectors.models.outgoing import OutgoingMail
from connectors.queries import paused_since
from kernel.clock import now
from kernel.errors import ForbiddenError
from tests.draining import drain_everything
from tests.unit.connectors.conftest import Answering
from tests.unit.connectors.mails import mail_from, report_about

BOB = "bob@acme.example"


def letter(answering: Answering) -> OutgoingMail | None:
    given = Letter(kind="post", address=BOB, subject="s", text="t", html="", language="en", user_id=answering.user_id)
    return queue_mail(actor=answering.system, letter=given, at=now())


def come_back(answering: Answering, sent: OutgoingMail, raw: bytes) -> None:
    address = signed_address(BOUNCE, answering.system.tenant_id, sent.bounce_key, sent.pk)
    store_mail(actor=answering.system, via="lmtp", recipient=address, envelope_from="", raw=raw, at=now())
    drain_everything("notifications", "connectors")


def report(number: int, status: str) -> bytes:
    return report_about("<x@y>", status=status).replace(b"<dsn@mx.example>", f"<dsn{number}@mx.example>".encode())


@pytest.mark.parametrize(("status", "letters"), [("5.1.1", 2), ("4.4.1", 4)])
def test_an_address_is_paused_after_two_hard_or_four_soft_bounces(answering: Answering, status: str, letters: int) -> None:
    for number in range(letters):
        assert paused_since(answering.user_id) is None
        sent = letter(answering)
        assert sent is not None
        for _ in range(2):  # a second report about the same letter counts for nothing
            come_back(answering, sent, report(number, status))
    assert paused_since(answering.user_id) is not None
    assert letter(answering) is None


def test_its_owner_resumes_it_and_nobody_else(answering: Answering) -> None:
    note_bounce(actor=answering.system, address=BOB, weight=4, reason="x", at=now())
    with pytest.raises(ForbiddenError):
        resume_address(actor=answering.world.actor("dora"), user_id=answering.user_id, at=now())
    assert resume_address(actor=answering.world.actor("bob"), user_id=answering.user_id, at=now())
    assert letter(answering) is not None


def test_bounces_are_forgotten_after_a_quiet_month(answering: Answering) -> None:
    from datetime import timedelta

    for days in (100, 60, 20):
        note_bounce(actor=answering.system, address=BOB, weight=2, reason="x", at=now() - timedelta(days=days))
    assert AddressHealth.objects.get(address=BOB).score == 2


def test_a_forged_bounce_address_counts_for_nothing(answering: Answering) -> None:
    sent = letter(answering)
    assert sent is not None
    from connectors.intake.routing import route_of

    genuine = signed_address(BOUNCE, answering.system.tenant_id, sent.bounce_key, sent.pk)
    assert route_of(genuine) is not None
    assert route_of(signed_address(BOUNCE, answering.system.tenant_id, sent.bounce_key, "other")) is None
    assert route_of(mail_from(BOB, to="x").decode()[:60]) is None
