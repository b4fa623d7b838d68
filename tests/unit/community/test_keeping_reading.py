"""What a page may report about being read, what is kept of it, and what is not believed."""

from datetime import timedelta
from typing import Any

import pytest

from community.actions.ranges import MOST, add_ranges, clip_ranges, count_positions
from community.actions.reading import record_reading
from community.models.reading import ReadingDay, TopicReading
from community.queries.readings import reading_totals
from events.models import Event
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from tests.unit.community.conftest import Community


def test_ranges_join_and_count_once() -> None:
    assert add_ranges([[1, 3]], [[4, 6], [9, 9]]) == [[1, 6], [9, 9]]
    assert add_ranges([[1, 10]], [[2, 3]]) == [[1, 10]]
    assert count_positions([[1, 6], [9, 9]]) == 7
    assert clip_ranges([[-4, 2], [8, 99], [7, 3]], 10) == [[1, 2], [8, 10]]
    assert len(add_ranges([], [[n * 3, n * 3] for n in range(MOST + 50)])) == MOST


def test_reading_adds_up_and_counts_nothing_twice(community: Community) -> None:
    topic = _long(community, 9)
    bob, at = community.actor("bob"), now()
    record_reading(actor=bob, topic_id=topic.pk, shown=[[1, 4]], seconds=30, at=at)
    reading = record_reading(actor=bob, topic_id=topic.pk, shown=[[3, 6], [99, 120]], seconds=30, at=at + timedelta(seconds=30))
    assert (reading.last_position, reading.post_count, reading.seconds, reading.seen) == (6, 6, 60, [[1, 6]])
    day = ReadingDay.objects.get(user_id=bob.user_id)
    assert (day.topics, day.posts, day.seconds) == (1, 6, 60)
    totals = reading_totals([bob.user_id])[bob.user_id]
    assert (totals.topics, totals.posts, totals.seconds, totals.days) == (1, 6, 60, 1)


def test_time_runs_no_faster_than_the_clock(community: Community) -> None:
    topic, bob, at = community.ask("dora"), community.actor("bob"), now()
    record_reading(actor=bob, topic_id=topic.pk, shown=[], seconds=86_400, at=at)
    reading = record_reading(actor=bob, topic_id=topic.pk, shown=[], seconds=86_400, at=at + timedelta(seconds=10))
    assert reading.seconds == 120 + 15


def test_what_is_hidden_at_the_end_does_not_stay_unread(community: Community) -> None:
    from community.actions.moderating import hide_post

    topic = _long(community, 3)
    last = community.reply(topic, "dora", "Spam")
    hide_post(actor=community.actor("mo"), post_id=last.pk, reason="spam")
    reading = record_reading(actor=community.actor("bob"), topic_id=topic.pk, shown=[[1, 4]], seconds=9)
    assert reading.last_position == last.position


def test_own_posts_are_not_unread(community: Community) -> None:
    topic = community.ask("bob")
    community.reply(topic, "bob")
    assert TopicReading.objects.get(user_id=community.actor("bob").user_id).last_position == 2
    community.reply(topic, "dora")
    community.reply(topic, "bob")
    assert TopicReading.objects.get(user_id=community.actor("bob").user_id).last_position == 2


def test_reading_for_minutes_follows_the_topic(community: Community) -> None:
    from community.models.watch import Watch

    topic, dora, at = community.ask("bob"), community.actor("dora"), now()
    for turn in range(3):
        record_reading(actor=dora, topic_id=topic.pk, shown=[[1, 1]], seconds=110, at=at + timedelta(minutes=2 * turn))
    watch = Watch.objects.get(user_id=dora.user_id, target=topic.pk)
    assert (watch.level, watch.is_automatic) == ("tracking", True)


def test_others_hear_of_reading_every_few_minutes_at_most(community: Community) -> None:
    topic, bob, at = _long(community, 5), community.actor("bob"), now()
    for second in range(0, 400, 50):
        record_reading(actor=bob, topic_id=topic.pk, shown=[[1, 1]], seconds=20, at=at + timedelta(seconds=second))
    assert Event.objects.filter(type="community.reading_recorded").count() in (2, 3)


def test_nobody_keeps_reading_without_account_or_of_what_is_out_of_sight(community: Community, anonymous: Any) -> None:
    with pytest.raises(ForbiddenError):
        record_reading(actor=anonymous, topic_id=community.ask("bob").pk, shown=[[1, 1]], seconds=1)
    hidden = community.ask("ben", space=community.staff)
    with pytest.raises(NotFoundError):
        record_reading(actor=community.actor("bob"), topic_id=hidden.pk, shown=[[1, 1]], seconds=1)


def test_page_reports_quietly_or_by_button(community: Community) -> None:
    topic = _long(community, 4)
    client = community.world.client("bob")
    address = f"/t/{topic.number}/reading/"
    assert client.post(address, {"shown": "1,2-3", "seconds": "12"}).status_code == 204
    assert TopicReading.objects.get(user_id=community.actor("bob").user_id).seen == [[1, 3]]
    answer = client.post(address, {"shown": "1-5", "back": "1"})
    assert (answer.status_code, answer["Location"].endswith("?at=unread")) == (302, True)
    for wrong in ({"shown": "1-"}, {"shown": "a"}, {"shown": "1", "seconds": "-3"}, {"shown": "9999999999"}):
        assert client.post(address, wrong).status_code == 400
    assert community.world.client().post(address, {"shown": "1"}).status_code in (302, 401, 403)
    assert f'action="{address}"' in client.get(f"/t/{topic.slug}-{topic.number}/").content.decode()


def test_place_on_the_phone_is_the_place_at_the_desk(community: Community) -> None:
    topic = _long(community, 40)
    phone, desk = community.world.client("bob"), community.world.client("bob")
    path = f"/t/{topic.slug}-{topic.number}/"
    assert desk.get(f"{path}?at=unread")["Location"].endswith("#post-1")
    phone.post(f"/t/{topic.number}/reading/", {"shown": "1-30", "seconds": "9"})
    assert desk.get(f"{path}?at=unread")["Location"].endswith("?page=2#post-31")
    assert f"{path}?post=31" in desk.get("/topics/").content.decode()
    assert topic.title in desk.get("/topics/?list=unread").content.decode()
    phone.post(f"/t/{topic.number}/reading/", {"shown": "31-41", "seconds": "9"})
    assert topic.title not in desk.get("/topics/?list=unread").content.decode()


def test_jumps_lead_to_page_and_post(community: Community) -> None:
    start = now() - timedelta(days=60)
    topic = community.ask("bob", at=start)
    for turn in range(40):
        community.reply(topic, "dora", f"Reply {turn}", at=start + timedelta(days=turn + 1))
    client, path = community.world.client("bob"), f"/t/{topic.slug}-{topic.number}/"

    def jump(query: str) -> str:
        answer = client.get(path + query)
        return str(answer["Location"]).removeprefix(path) if answer.status_code == 302 else str(answer.status_code)

    assert jump("?post=30") == "?page=2#post-30"
    assert jump("?post=5") == "#post-5"
    assert jump("?post=9999") == "?page=2#post-41"
    assert jump("?at=last") == "?page=2#post-41"
    day = (start + timedelta(days=30)).date()
    assert jump(f"?date={day}") in {"?page=2#post-30", "?page=2#post-31"}
    assert jump("?date=1999-01-01") == "#post-1"
    assert jump("?date=2099-01-01") == "?page=2#post-41"
    assert [jump(query) for query in ("?date=nonsense", "?date=2026-13-45", "?post=x")] == ["400", "400", "400"]
    record_reading(actor=community.actor("bob"), topic_id=topic.pk, shown=[[1, 28]], seconds=9)
    assert jump("?at=unread") == "?page=2#post-29"
    assert "New since you were here" in client.get(path + "?page=2").content.decode()


def test_paper_holds_the_whole_topic_and_nothing_to_click(community: Community) -> None:
    topic = _long(community, 30)
    page = community.world.client("bob").get(f"/t/{topic.slug}-{topic.number}/?print=1").content.decode()
    assert all(f"Reply {turn}." in page for turn in range(30))
    assert "<textarea" not in page
    assert 'name="robots" content="noindex"' in page


def _long(community: Community, replies: int) -> Any:
    topic = community.ask("dora")
    for turn in range(replies):
        community.reply(topic, "mo", f"Reply {turn}.")
    return topic
