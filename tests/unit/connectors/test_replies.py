"""From a stored mail to a post, or to one answer that says why not."""

from datetime import timedelta
from typing import Any

import pytest

from community.models.post import Post
from connectors.actions.addressing import issue_reply_address
from connectors.actions.receiving import replay_mail, store_mail
from connectors.email.message_ids import Reference, message_id
from connectors.models.inbound import InboundMail, Outcome
from connectors.models.outgoing import OutgoingMail
from connectors.processing import process_mail
from kernel.clock import now
from kernel.errors import ForbiddenError
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.connectors.conftest import DOMAIN, Answering
from tests.unit.connectors.mails import mail_from

BOB = "bob@acme.example"


def take(answering: Answering, raw: bytes, *, to: str = "", sender: str = BOB) -> InboundMail:
    stored, _ = store_mail(
        actor=answering.system, via="lmtp", recipient=to or answering.address, envelope_from=sender, raw=raw, at=now()
    )
    drain_everything("notifications", "connectors")
    return InboundMail.objects.get(pk=stored.pk)


def test_a_mail_becomes_a_post_under_its_writers_name(answering: Answering) -> None:
    raw = mail_from(BOB, to=answering.address, text="That worked.\n\nOn 5 Jan 2026, Dora wrote:\n> Two weeks")
    mail = take(answering, raw)
    assert (mail.outcome, mail.reason) == (Outcome.POSTED, "")
    post = Post.objects.get(pk=mail.post_id)
    assert (post.topic_id, post.body, post.position) == (answering.topic_id, "That worked.", 3)
    assert post.author_id == Post.objects.get(topic=answering.topic_id, position=1).author_id


def test_the_same_mail_twice_is_one_post(answering: Answering) -> None:
    raw = mail_from(BOB, to=answering.address)
    first, second = take(answering, raw), take(answering, raw)
    assert first.pk == second.pk
    process_mail(actor=answering.system, mail_id=first.pk, at=now())
    assert Post.objects.filter(topic=answering.topic_id).count() == 3


def test_an_answer_to_a_post_says_to_which(answering: Answering) -> None:
    reference = Reference(TENANTS["acme"], answering.reply_id, answering.user_id)
    parent = message_id(reference, domain=DOMAIN, secret=answering_secret())
    mail = take(answering, mail_from(BOB, to=answering.address, In_Reply_To=parent))
    assert Post.objects.get(pk=mail.post_id).reply_to_id == answering.reply_id


def test_a_mail_to_our_plain_address_is_placed_by_the_id_it_answers(answering: Answering) -> None:
    reference = Reference(TENANTS["acme"], answering.reply_id, answering.user_id)
    parent = message_id(reference, domain=DOMAIN, secret=answering_secret())
    mail = take(answering, mail_from(BOB, to="no-reply@acme.example", References=parent), to="no-reply@acme.example")
    assert mail.outcome == Outcome.POSTED


def answering_secret() -> str:
    from connectors.keys import signing_secrets

    return signing_secrets()[0]


REFUSALS: dict[str, tuple[dict[str, Any], str, int]] = {
    "somebody else": ({"sender": "eve@evil.example"}, "wrong_sender", 1),
    "only a quotation": ({"text": "On 5 Jan 2026, Dora wrote:\n> Two weeks"}, "empty", 1),
    "disowned": ({"Authentication_Results": "mx.acme.example; dmarc=fail"}, "forged", 0),
    "vouched for": ({"Authentication_Results": "mx.acme.example; dmarc=pass"}, "", 0),
}


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_mail_that_cannot_be_posted_is_answered_once_and_clearly(answering: Answering, mail_settings: Any, name: str) -> None:
    mail_settings.CHORUS = mail_settings.CHORUS.model_copy(update={"mail_authserv": "mx.acme.example"})
    given, reason, answers = REFUSALS[name]
    given = dict(given)
    sender = given.pop("sender", BOB)
    for number in range(2):
        said = {"text": f"That worked on day {number}.", "Message_ID": f"<{number}@x.example>"} | given
        mail = take(answering, mail_from(sender, to=answering.address, **said), sender=sender)
        assert mail.reason == reason
    letters = OutgoingMail.objects.filter(kind="refusal")
    assert letters.count() == answers
    for letter in letters:
        assert (letter.address, letter.headers["Auto-Submitted"]) == (sender, "auto-replied")
        assert letter.headers["In-Reply-To"] == "<0@x.example>"


def test_an_expired_address_says_so(answering: Answering) -> None:
    old = issue_reply_address(
        actor=answering.system, user_id=answering.user_id, topic_id=answering.topic_id, at=now() - timedelta(days=91)
    )
    from connectors.models.address import ReplyAddress

    ReplyAddress.objects.all().delete()
    old = issue_reply_address(
        actor=answering.system, user_id=answering.user_id, topic_id=answering.topic_id, at=now() - timedelta(days=91)
    )
    assert take(answering, mail_from(BOB, to=old), to=old).reason == "expired"
    assert "expired" in OutgoingMail.objects.get(kind="refusal").text


def test_an_address_is_worth_nothing_in_another_brand(answering: Answering) -> None:
    from connectors.email.tokens import REPLY
    from connectors.intake.routing import route_of
    from connectors.keys import signed_address
    from connectors.models.address import ReplyAddress
    from kernel.actor import system_actor
    from tests.plugin import TENANTS
    from tests.worlds import in_globex

    mine = ReplyAddress.objects.get(user_id=answering.user_id, topic_id=answering.topic_id)
    moved = signed_address(REPLY, TENANTS["globex"], mine.key, *mine.facts)
    guessed = answering.address.replace(answering.address.split("@")[0][-4:], "aaaa")
    assert route_of(answering.address) is not None
    assert [route_of(moved), route_of(guessed)] == [None, None]
    with in_globex():
        raw, there = mail_from(BOB, to=answering.address), system_actor(TENANTS["globex"])
        row, _ = store_mail(actor=there, via="lmtp", recipient=answering.address, envelope_from=BOB, raw=raw, at=now())
        assert process_mail(actor=there, mail_id=row.pk, at=now()) == Outcome.REFUSED
        assert InboundMail.objects.get(pk=row.pk).reason == "unknown_address"
        assert not OutgoingMail.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_changed_row_makes_its_address_worthless(answering: Answering) -> None:
    from connectors.models.address import ReplyAddress

    ReplyAddress.objects.update(user_id=answering.world.users["dora"].pk)
    raw = mail_from("dora@acme.example", to=answering.address)
    assert take(answering, raw, sender="dora@acme.example").reason == "unknown_address"
    assert not OutgoingMail.objects.exists()


def test_a_locked_topic_refuses_and_says_why(answering: Answering) -> None:
    from community.actions.moderating import lock_topic_for_replies

    lock_topic_for_replies(actor=answering.world.actor("mo"), topic_id=answering.topic_id, reason="done")
    assert take(answering, mail_from(BOB, to=answering.address)).reason == "not_allowed"


@pytest.mark.parametrize("header", ["Auto_Submitted", "X_Autoreply", "List_Id"])
def test_machines_are_neither_posted_nor_answered(answering: Answering, header: str) -> None:
    mail = take(answering, mail_from(BOB, to=answering.address, **{header: "auto-replied"}))
    assert mail.outcome == Outcome.IGNORED
    assert not OutgoingMail.objects.exists()


def test_what_breaks_us_is_tried_again_and_then_left_to_an_administrator(answering: Answering) -> None:
    mail = InboundMail(via="lmtp", recipient=answering.address, message_key="<k>", raw=b"", received_at=now())
    mail.save(force_insert=True)
    from connectors.actions.receiving import PAUSES_MINUTES, note_mail_failure

    for _ in range(len(PAUSES_MINUTES) + 1):
        note_mail_failure(actor=answering.system, mail_id=mail.pk, error="boom", at=now())
    mail.refresh_from_db()
    assert (mail.outcome, mail.error) == (Outcome.FAILED, "boom")
    replay_mail(actor=answering.world.actor("alice"), mail_id=mail.pk, at=now())
    drain_everything("notifications", "connectors")
    mail.refresh_from_db()
    assert mail.outcome == Outcome.REFUSED
    with pytest.raises(ForbiddenError):
        replay_mail(actor=answering.world.actor("bob"), mail_id=mail.pk, at=now())


def test_administrators_see_what_came_in_and_members_do_not(answering: Answering) -> None:
    mail = take(answering, mail_from("eve@evil.example", to=answering.address), sender="eve@evil.example")
    page = answering.world.client("alice").get("/manage/mail/")
    assert "eve@evil.example" in page.content.decode()
    one = answering.world.client("alice").get(f"/manage/mail/{mail.pk}/")
    assert "That worked." in one.content.decode()
    for state in ("?state=refused", "?box=out", "?box=out&state=queued", "?box=x&state=y"):
        assert answering.world.client("alice").get(f"/manage/mail/{state}").status_code == 200
    assert answering.world.client("bob").get(f"/manage/mail/{mail.pk}/").status_code in {403, 404}
    assert answering.world.client("charlie").get(f"/manage/mail/{mail.pk}/").status_code == 404


def test_a_mail_is_screened_like_what_comes_through_a_form(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    from community import screening

    class Holds:
        def screen(self, submission: screening.Submission) -> screening.Verdict:
            return screening.Verdict(screening.Outcome.HOLD, ("rule",))

    monkeypatch.setattr(screening, "_screeners", [Holds()])
    mail = take(answering, mail_from(BOB, to=answering.address, text="Buy at https://evil.example"))
    assert Post.objects.get(pk=mail.post_id).hidden_as == "held"
