"""Mail about what was not read, its threads, its language; answering and ending it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.models.post import Post
from connectors.actions.receiving import store_mail
from connectors.models.outgoing import OutgoingMail
from kernel.clock import now
from notifications.actions.choosing import change_choices
from notifications.actions.reading import mark_all_read
from notifications.cadence import DAYS, next_digest
from notifications.mail.digest import plan_digests, send_digests
from notifications.mail.notices import mail_due
from notifications.models.choices import Choices
from notifications.models.notification import Notification
from tests.draining import drain_everything
from tests.unit.connectors.mails import mail_from
from tests.unit.notifications.conftest import Stirring

LATER = timedelta(minutes=11)


def mailed(stirring: Stirring, *, after: timedelta = LATER) -> list[OutgoingMail]:
    mail_due(actor=stirring.system, at=now() + after)
    return list(OutgoingMail.objects.filter(address="bob@acme.example").exclude(kind="refusal").order_by("created_at", "pk"))


def test_a_mail_comes_after_a_pause_and_once(stirring: Stirring) -> None:
    stirring.reply("dora", "Two **weeks**, usually.")
    assert mailed(stirring, after=timedelta(0)) == []
    [mail] = mailed(stirring)
    assert mailed(stirring) == [mail]
    assert (mail.address, mail.sender_name) == ("bob@acme.example", "Dora at Acme")
    assert mail.subject == "Re: [Acme] How long does it ferment?"
    assert "<strong>weeks</strong>" in mail.html
    assert "Two weeks, usually." in mail.text
    assert "http://acme.localhost" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_was_read_meanwhile_is_not_mailed(stirring: Stirring) -> None:
    stirring.reply("dora")
    mark_all_read(actor=stirring.world.actor("bob"), at=now())
    assert mailed(stirring) == []
    assert Notification.objects.filter(email_due_at__isnull=False).count() == 0


def test_several_replies_are_one_mail_and_the_next_tells_only_of_what_is_new(stirring: Stirring) -> None:
    for body in ("First.", "Second.", "Third."):
        stirring.reply("dora", body)
    [mail] = mailed(stirring)
    assert all(body in mail.text for body in ("First.", "Second.", "Third."))
    stirring.reply("dora", "Fourth.")
    _first, second = mailed(stirring, after=2 * LATER)
    assert "Fourth." in second.text
    assert "Third." not in second.text


def test_mails_of_a_topic_are_one_thread(stirring: Stirring) -> None:
    stirring.reply("dora")
    stirring.reply("ben", "@bob too", reply_to=Post.objects.get(topic=stirring.topic_id, position=2).pk)
    [mail] = mailed(stirring)
    stirring.reply("dora", "More.")
    _first, second = mailed(stirring, after=2 * LATER)
    assert mail.headers["References"].split()[0] == second.headers["References"].split()[0]
    assert mail.message_id != second.message_id


def test_an_answer_to_the_mail_is_a_reply_in_the_topic(stirring: Stirring) -> None:
    stirring.reply("dora")
    [mail] = mailed(stirring)
    address = mail.headers["Reply-To"]
    raw = mail_from("bob@acme.example", to=address, text="Thanks!", In_Reply_To=mail.message_id)
    store_mail(actor=stirring.system, via="lmtp", recipient=address, envelope_from="bob@acme.example", raw=raw, at=now())
    drain_everything("notifications", "connectors")
    post = Post.objects.get(topic=stirring.topic_id, position=3)
    assert (post.body, post.reply_to.position) == ("Thanks!", 2)
    assert [notice.kind for notice in stirring.notices("dora")] == ["reply"]


def test_a_mail_is_written_in_its_readers_language_and_zone(stirring: Stirring) -> None:
    stirring.world.users["bob"].language, stirring.world.users["bob"].time_zone = "ar", "Asia/Tokyo"
    stirring.world.users["bob"].save()
    stirring.reply("dora")
    [mail] = mailed(stirring)
    assert '<html lang="ar" dir="rtl">' in mail.html
    assert mail.headers["Content-Language"] == "ar"


def test_who_may_no_longer_read_gets_no_mail(stirring: Stirring) -> None:
    from community.actions.spaces import update_space

    stirring.reply("dora")
    update_space(actor=stirring.world.actor("alice"), space_id=stirring.space_id, visibility="staff")
    assert mailed(stirring) == []


def link_of(mail: OutgoingMail) -> str:
    return (
        str(mail.headers["List-Unsubscribe"])
        .strip("<>")
        .replace("http://acme.localhost:8000", "")
        .replace("http://acme.localhost", "")
    )


def test_one_click_ends_mail_of_this_kind_without_signing_in(stirring: Stirring) -> None:
    stirring.reply("dora")
    [mail] = mailed(stirring)
    stranger = stirring.world.client()
    shown = stranger.get(link_of(mail))
    assert shown.status_code == 200
    assert not Choices.objects.filter(user_id=stirring.id_of("bob")).exists()
    assert "ferment" in shown.content.decode()
    done = stranger.post(link_of(mail), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200
    assert Choices.objects.get(user_id=stirring.id_of("bob")).channels == {"reply": ["in_app", "push"]}
    stirring.reply("dora", "More.")
    assert mailed(stirring, after=2 * LATER) == [mail]


@pytest.mark.parametrize("what", ["topic", "all"])
def test_the_page_ends_more_than_that(stirring: Stirring, what: str) -> None:
    stirring.reply("dora")
    [mail] = mailed(stirring)
    assert stirring.world.client().post(link_of(mail), {"what": what}).status_code == 200
    stirring.reply("dora", "More.")
    assert mailed(stirring, after=2 * LATER) == [mail]


@pytest.mark.parametrize("damage", ["x", "other brand", "unknown"])
def test_a_link_that_is_not_ours_ends_nothing(stirring: Stirring, damage: str) -> None:
    stirring.reply("dora")
    [mail] = mailed(stirring)
    client = stirring.world.client(brand="globex" if damage == "other brand" else "acme")
    address = link_of(mail).rstrip("/") + ("x/" if damage == "x" else "/")
    answer = client.post(address, {"what": "nonsense" if damage == "unknown" else "kind"})
    assert answer.status_code in {400, 404}
    assert not Choices.objects.exists()


def a_week_later(stirring: Stirring, **choices: Any) -> datetime:
    bob = stirring.world.actor("bob")
    change_choices(actor=bob, user_id=stirring.id_of("bob"), at=now(), **choices)
    plan_digests(actor=stirring.system, at=now())
    return now() + timedelta(days=8)


def digests(stirring: Stirring, at: datetime) -> list[OutgoingMail]:
    send_digests(actor=stirring.system, at=at)
    return list(OutgoingMail.objects.filter(kind="digest", address="bob@acme.example"))


def test_a_digest_tells_of_new_topics_and_of_what_is_unread(stirring: Stirring) -> None:
    from community.actions.topics import create_topic

    at = a_week_later(stirring)
    stirring.reply("dora")
    for title in ("Which hops?", "Which malt?"):
        create_topic(actor=stirring.world.actor("dora"), space_id=stirring.space_id, title=title, body="x y z")
    drain_everything("notifications", "connectors")
    [mail] = digests(stirring, at)
    assert all(words in mail.text for words in ("Which hops?", "Which malt?", "Dora replied to you"))
    assert "List-Unsubscribe" in mail.headers
    assert digests(stirring, at) == [mail]


def test_a_digest_tells_nothing_of_what_one_may_no_longer_read(stirring: Stirring) -> None:
    from community.actions.spaces import update_space
    from community.actions.topics import create_topic

    at = a_week_later(stirring)
    stirring.reply("dora")
    create_topic(actor=stirring.world.actor("dora"), space_id=stirring.space_id, title="Which hops?", body="x y z")
    drain_everything("notifications", "connectors")
    update_space(actor=stirring.world.actor("alice"), space_id=stirring.space_id, visibility="staff")
    assert digests(stirring, at) == []


def test_a_digest_does_not_say_again_what_one_said_before(stirring: Stirring) -> None:
    at = a_week_later(stirring)
    stirring.reply("dora")
    [first] = digests(stirring, at)
    assert digests(stirring, at + timedelta(days=8)) == [first]


def test_a_digest_does_not_say_what_a_mail_said(stirring: Stirring) -> None:
    at = a_week_later(stirring)
    stirring.reply("dora")
    [_mail] = mailed(stirring)
    assert digests(stirring, at) == []


def test_a_digest_leaves_out_what_ignored_members_begin(stirring: Stirring) -> None:
    from community.actions.members import set_level
    from community.actions.relating import ignore_member
    from community.actions.topics import create_topic

    at = a_week_later(stirring)
    set_level(actor=stirring.world.actor("alice"), user_id=stirring.id_of("bob"), level=2)
    ignore_member(actor=stirring.world.actor("bob"), user_id=stirring.id_of("dora"))
    create_topic(actor=stirring.world.actor("dora"), space_id=stirring.space_id, title="Which hops?", body="x y z")
    drain_everything("notifications", "connectors")
    mark_all_read(actor=stirring.world.actor("bob"), at=now())
    assert digests(stirring, at) == []


def test_no_news_no_mail(stirring: Stirring) -> None:
    at = a_week_later(stirring)
    assert digests(stirring, at) == []
    assert Choices.objects.get(user_id=stirring.id_of("bob")).next_digest_at > at


@pytest.mark.parametrize("choice", [{"digest": "off"}, {"mail": False}])
def test_who_wants_no_digest_gets_none(stirring: Stirring, choice: dict[str, Any]) -> None:
    at = a_week_later(stirring, **choice)
    stirring.reply("dora")
    assert digests(stirring, at) == []


def test_digests_stop_after_half_a_year_of_absence(stirring: Stirring) -> None:
    from accounts.models.user import User

    at = a_week_later(stirring)
    stirring.reply("dora")
    long_ago = now() - timedelta(days=200)
    User.objects.filter(pk=stirring.id_of("bob")).update(created_at=long_ago, last_login=long_ago)
    from community.models.member import Member

    Member.objects.filter(user_id=stirring.id_of("bob")).update(last_seen_at=long_ago)
    assert digests(stirring, at) == []


ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]


@given(
    st.integers(1_577_836_800, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC)),
    st.sampled_from(sorted(DAYS)),
    st.integers(0, 23),
    st.sampled_from(ZONES),
)
def test_the_next_digest_is_at_the_members_hour_and_neither_early_nor_late(
    after: datetime, cadence: str, hour: int, zone: str
) -> None:
    from zoneinfo import ZoneInfo

    due = next_digest(after, cadence=cadence, hour=hour, zone=zone)
    assert due is not None
    assert timedelta(days=DAYS[cadence] - 1) - timedelta(hours=2) < due - after < timedelta(days=DAYS[cadence] + 1, hours=2)
    local = due.astimezone(ZoneInfo(zone))
    assert local.hour == hour or local.utcoffset() != (local - timedelta(hours=3)).utcoffset()


def test_no_cadence_no_digest() -> None:
    assert next_digest(now(), cadence="off", hour=8, zone="UTC") is None
