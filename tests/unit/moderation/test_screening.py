"""What the screener does with texts on their way in, and with texts that change later."""

import pytest

from community.errors import RefusedError
from moderation.actions.ruling import save_rule
from moderation.models import Decision, ReviewItem, ScreenedText
from tests.unit.moderation.conftest import Moderated, drain_moderation


@pytest.mark.parametrize(
    ("how", "code"),
    [({"typed_ms": 900}, "fast_typer"), ({"honeypot": "http://x"}, "honeypot")],
)
def test_signs_of_a_machine_lead_to_the_spam_lane(moderated: Moderated, how: dict[str, object], code: str) -> None:
    reply = moderated.reply(**how)
    item = moderated.item_of(reply)
    assert (reply.hidden_as, item.lane, [found["code"] for found in item.reasons]) == ("held", "spam", [code])


def test_trusted_members_and_staff_may_type_as_fast_as_they_like(moderated: Moderated) -> None:
    assert moderated.reply("dora", typed_ms=10).hidden_at is None
    assert moderated.reply("ben", body="See https://a.example https://b.example https://c.example", typed_ms=10).hidden_at is None
    assert not ReviewItem.objects.exists()


def test_the_same_text_within_five_minutes_is_refused(moderated: Moderated) -> None:
    moderated.reply("dora", "Buy now! http://x.example")
    with pytest.raises(RefusedError) as refused:
        moderated.reply("dora", "buy  NOW http://x.example")
    assert refused.value.detail["reasons"] == ["duplicate"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("https://a.example https://b.example https://c.example", "too_many_links"),
        ("@ann @bob @cid hello", "too_many_mentions"),
        ("![a](https://a.example/a.png) and ![b](https://a.example/b.png)", "too_many_images"),
    ],
)
def test_new_members_have_limits_and_are_told(moderated: Moderated, body: str, code: str) -> None:
    moderated.loosen(new_member_links_a_post=2)
    with pytest.raises(RefusedError) as refused:
        moderated.reply(body=body)
    assert refused.value.detail["reasons"] == [code]
    assert str(refused.value)
    assert not ScreenedText.objects.exists()


def test_new_members_reply_three_times_in_a_topic(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    for index in range(3):
        moderated.reply(topic=topic, body=f"Reply {index}")
    with pytest.raises(RefusedError):
        moderated.reply(topic=topic, body="One more")


def test_many_new_accounts_from_one_address_are_held(moderated: Moderated) -> None:
    for index in range(4):
        moderated.world.add(f"new{index}", role="member")
    states = [moderated.reply(f"new{index}", f"Hello {index}", address_hash="a" * 64).hidden_as for index in range(4)]
    assert states == ["", "", "", "held"]


def test_rules_refuse_hold_and_sort(moderated: Moderated) -> None:
    alice = moderated.actor("alice")
    save_rule(actor=alice, name="Pills", effect="refuse", message="No pills.", conditions={"domains": ["pills.example"]})
    save_rule(actor=alice, name="Casino", effect="spam", conditions={"words": [{"words": ["casino*"]}]})
    with pytest.raises(RefusedError, match=r"No pills\."):
        moderated.reply(body="See https://shop.pills.example")
    assert moderated.reply(body="See https://attacker-pills.example").hidden_at is None
    held = moderated.reply(body="The best casinos")
    assert moderated.item_of(held).lane == "spam"


def test_a_space_can_hold_everything(moderated: Moderated) -> None:
    conditions = {"space_ids": [str(moderated.community.public.pk)]}
    save_rule(actor=moderated.actor("alice"), name="Machines", conditions=conditions)
    assert moderated.reply("dora").hidden_as == "held"


def test_the_classifier_learns_from_decisions_and_says_why(moderated: Moderated) -> None:
    from brand_settings.actions import change_settings

    change_settings(actor=moderated.actor("alice"), section="spam", values={"classifier_least_texts": 3})
    topic = moderated.community.ask("bob")
    for index in range(3):
        for body, outcome in ((f"cheap pills casino {index}", "spam"), (f"rinse with vinegar {index}", "kept")):
            item = moderated.flag("tim", moderated.community.reply(topic, "dora", body)).item
            moderated.decide("mo", item, outcome)
    spam = moderated.reply(body="casino with cheap pills")
    good = moderated.reply(body="I rinse it with vinegar")
    assert (spam.hidden_as, good.hidden_as) == ("held", "")
    reason = moderated.item_of(spam).reasons[0]
    assert reason["code"] == "classifier"
    assert "casino" in reason["detail"]


def test_a_harmless_text_that_becomes_spam_is_hidden_and_its_author_told(moderated: Moderated) -> None:
    from community.actions.editing import edit_post

    save_rule(actor=moderated.actor("alice"), name="Pills", effect="spam", conditions={"domains": ["pills.example"]})
    reply = moderated.reply(body="Use vinegar.")
    assert reply.hidden_at is None
    edit_post(actor=moderated.actor("eve"), post_id=reply.pk, body="Use https://pills.example")
    drain_moderation()
    assert moderated.fresh(reply).hidden_as == "flagged"
    decision = Decision.objects.get()
    assert (decision.measure, decision.is_automated_decision, decision.is_automated_detection) == ("hidden", True, True)
