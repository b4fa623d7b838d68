"""Flags: who may, what they weigh, when they hide, what follows."""

import pytest

from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from moderation.actions.flagging import flag_thing
from moderation.errors import NoticeIncompleteError, OwnContentError
from moderation.models import Decision, Flag, FlaggerRecord, Penalty, ReviewItem
from tests.unit.moderation.conftest import Moderated, drain_moderation


def test_a_flag_opens_one_item_and_the_same_flag_twice_is_one(moderated: Moderated) -> None:
    reply = moderated.reply()
    first, again = moderated.flag("tim", reply), moderated.flag("tim", reply)
    assert first.pk == again.pk
    item = ReviewItem.objects.get()
    assert (item.lane, item.flag_count, item.author_id) == ("spam", 1, reply.author_id)
    assert item.due_at > now()


def test_another_reason_moves_spam_out_of_its_lane(moderated: Moderated) -> None:
    reply = moderated.reply()
    moderated.flag("tim", reply)
    moderated.flag("tom", reply, "inappropriate")
    assert ReviewItem.objects.get().lane == "flags"


def test_the_first_text_of_a_topic_is_flagged_as_the_topic(moderated: Moderated) -> None:
    from community.models import Post

    topic = moderated.community.ask("bob")
    flag = moderated.flag("tim", Post.objects.get(topic=topic, position=1), "off_topic")
    assert (flag.item.thing_kind, flag.item.thing_id) == ("topic", topic.pk)


def test_new_members_flag_nothing_but_illegal_content(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    with pytest.raises(ForbiddenError):
        moderated.flag("eve", topic)
    notice = moderated.flag("eve", topic, "illegal", note_text="It is my photo.", legal_ground="Copyright", good_faith=True)
    assert notice.item.is_illegal_notice
    assert notice.notifier_name == "Eve"


def test_a_notice_says_why_and_that_it_is_sincere(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    with pytest.raises(NoticeIncompleteError) as refused:
        moderated.flag("tim", topic, "illegal", note_text="x")
    assert set(refused.value.detail["fields"]) == {"legal_ground", "good_faith"}
    assert not Flag.objects.exists()


def test_nobody_flags_themselves_or_what_they_cannot_see(moderated: Moderated) -> None:
    own = moderated.community.ask("bob")
    with pytest.raises(OwnContentError):
        moderated.flag("bob", own)
    secret = moderated.community.ask("ben", space=moderated.community.staff)
    with pytest.raises(NotFoundError):
        moderated.flag("bob", secret)
    with pytest.raises(NotFoundError):
        flag_thing(actor=moderated.actor("bob"), kind="nothing", thing_id=own.pk, reason="spam")
    with pytest.raises(InvalidError):
        moderated.flag("tim", own, "because")


def test_enough_trusted_flags_hide_it_say_why_and_keep_it_readable_for_its_author(moderated: Moderated) -> None:
    from community.models import Topic
    from community.policies import can_view_post

    reply = moderated.reply()
    moderated.flag("tim", reply)
    assert moderated.fresh(reply).hidden_at is None
    moderated.flag("tom", reply)
    hidden = moderated.fresh(reply)
    assert hidden.hidden_as == "flagged"
    assert Topic.objects.get(pk=reply.topic_id).reply_count == 0
    decision = Decision.objects.get()
    assert (decision.measure, decision.is_automated_decision, decision.origin) == ("hidden", True, "notice")
    assert "2" in decision.facts
    assert can_view_post(moderated.actor("eve"), hidden)
    assert not can_view_post(moderated.actor("bob"), hidden)


def test_flags_of_untrusted_members_do_not_hide(moderated: Moderated) -> None:
    from brand_settings.actions import change_settings

    change_settings(actor=moderated.actor("alice"), section="abilities", values={"flag": 0})
    reply = moderated.reply("dora")
    for name in ("eve", "tim"):
        moderated.flag(name, reply)
    assert moderated.fresh(reply).hidden_at is None


def test_what_a_person_kept_is_not_hidden_again_by_flags(moderated: Moderated) -> None:
    reply = moderated.reply()
    for name in ("tim", "tom"):
        moderated.flag(name, reply)
    moderated.decide("mo", moderated.item_of(reply), "kept")
    assert moderated.fresh(reply).hidden_at is None
    assert Decision.objects.get().reversed_at is not None
    for name in ("tim", "tom", "tina"):
        moderated.flag(name, reply)
    assert moderated.fresh(reply).hidden_at is None


def test_a_new_member_whom_three_members_flag_is_silenced_and_told(moderated: Moderated) -> None:
    from community.errors import SilencedError

    one, two = moderated.reply(body="One"), moderated.reply(body="Two")
    moderated.flag("tim", one, "off_topic")
    moderated.flag("tom", two, "off_topic")
    assert not Penalty.objects.exists()
    moderated.flag("tina", two, "off_topic")
    drain_moderation()
    assert Penalty.objects.get().kind == "silence"
    with pytest.raises(SilencedError):
        moderated.reply(body="Three")


def test_reviewers_judgement_weighs_the_next_flags(moderated: Moderated) -> None:
    reply = moderated.reply()
    flag = moderated.flag("tim", reply, "other")
    moderated.decide("mo", moderated.item_of(reply), "removed")
    record = FlaggerRecord.objects.get(person_id=flag.flagger_id)
    assert (record.agreed, record.disagreed, record.ignored) == (1, 0, 0)
    assert Flag.objects.get(pk=flag.pk).outcome == "agreed"


def test_flags_a_day_have_a_limit(moderated: Moderated) -> None:
    from kernel.errors import TooManyError

    moderated.loosen(flags_a_day=1)
    topics = [moderated.community.ask("bob", title=f"Topic {i} is long enough") for i in range(3)]
    moderated.trust("tim", 1)
    moderated.flag("tim", topics[0])
    with pytest.raises(TooManyError):
        moderated.flag("tim", topics[1])


def test_a_topic_in_which_five_trusted_members_flag_things_rests_for_four_hours(moderated: Moderated) -> None:
    from datetime import timedelta

    from community.models.timer import TopicTimer
    from kernel.clock import now

    moderated.world.add("tess", role="member")
    moderated.trust("tess", 2)
    topic = moderated.community.ask("bob")
    replies = [moderated.community.reply(topic, "eve", f"Heated words {index}") for index in range(5)]
    flaggers = ["tim", "tom", "tina", "tess", "dora"]
    for index, name in enumerate(flaggers):
        assert moderated.fresh(topic).locked_at is None
        moderated.flag(name, replies[index], "inappropriate")
    assert moderated.fresh(topic).locked_at is not None
    timer = TopicTimer.objects.get(topic=topic)
    assert timer.set_by_id is None
    assert timedelta(hours=3, minutes=59) < timer.due_at - now() <= timedelta(hours=4)
    from community.actions.timers import run_timer
    from kernel.actor import system_actor
    from tests.plugin import TENANTS

    run_timer(actor=system_actor(TENANTS["acme"]), timer_id=timer.pk, at=timer.due_at)
    assert moderated.fresh(topic).locked_at is None


def test_topics_do_not_rest_where_the_brand_wants_that_not(moderated: Moderated) -> None:
    from brand_settings.actions import change_settings

    change_settings(
        actor=moderated.actor("alice"), section="moderation", values={"close_topic_at": 0, "silence_new_member_at": 0}
    )
    topic = moderated.community.ask("bob")
    replies = [moderated.community.reply(topic, "eve", f"Heated words {index}") for index in range(4)]
    for index, name in enumerate(["tim", "tom", "tina", "dora"]):
        moderated.flag(name, replies[index], "inappropriate")
    assert moderated.fresh(topic).locked_at is None
