"""Bookmarks and reminders, following and ignoring, what members say about themselves."""

from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from brand_settings.actions import change_settings
from community.actions.bookmarking import drop_bookmark, keep_post
from community.actions.profiling import change_member_profile
from community.actions.relating import end_relation, follow_member, ignore_member
from community.actions.replies import post_reply
from community.actions.spaces import create_space, update_space
from community.actions.topics import create_topic
from community.errors import StaffNotIgnoredError
from community.models.bookmark import Bookmark
from community.models.post import Post
from community.queries.bookmarks import list_bookmarks
from community.queries.relations import follower_count, ignorers_of
from community.tasks import remind_of_bookmarks
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from people.queries import person_id_of_user
from tests.worlds import World


@pytest.fixture
def post(world: World) -> Post:
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(actor=world.actor("bob"), space_id=space.pk, title="How long does it ferment?", body="Mine stopped.")
    reply = post_reply(actor=world.actor("dora"), topic_id=topic.pk, body="Two weeks, usually.")
    return Post.objects.select_related("topic__space").get(pk=reply.pk)


def person_of(world: World, name: str) -> UUID:
    found = person_id_of_user(world.users[name].pk)
    assert found is not None
    return found


def notices(kind: str) -> int:
    from events.models import Event

    return sum(row.payload.get("kind") == kind for row in Event.objects.filter(type="accounts.notice_given"))


def test_bookmark_is_kept_once_and_changed_by_keeping_again(world: World, post: Post) -> None:
    bob = world.actor("bob")
    keep_post(actor=bob, post_id=post.pk, name="Yeast")
    keep_post(actor=bob, post_id=post.pk, name="Patience")
    found = list_bookmarks(bob, cursor=None).items
    assert [(kept.name, kept.title) for kept in found] == [("Patience", "How long does it ferment?")]
    assert list_bookmarks(world.actor("dora"), cursor=None).items == []
    assert list_bookmarks(bob, text="patien", cursor=None).items
    drop_bookmark(actor=bob, post_id=post.pk)
    assert list_bookmarks(bob, cursor=None).items == []


def test_nobody_keeps_what_they_may_not_read_nor_sees_it_later(world: World, post: Post) -> None:
    bob = world.actor("bob")
    keep_post(actor=bob, post_id=post.pk)
    update_space(actor=world.actor("alice"), space_id=post.topic.space_id, visibility="staff")
    assert list_bookmarks(bob, cursor=None).items == []
    with pytest.raises(NotFoundError):
        keep_post(actor=bob, post_id=post.pk, name="Again")


def test_reminder_is_given_once_when_its_time_has_come(world: World, post: Post) -> None:
    bob = world.actor("bob")
    with pytest.raises(InvalidError):
        keep_post(actor=bob, post_id=post.pk, remind_at=now() - timedelta(minutes=1))
    keep_post(actor=bob, post_id=post.pk, remind_at=now() + timedelta(hours=1))
    remind_of_bookmarks()
    assert notices("reminder") == 0
    with time_machine.travel(now() + timedelta(hours=2)):
        remind_of_bookmarks()
        remind_of_bookmarks()
    assert notices("reminder") == 1


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Tokyo", 0), ("America/St_Johns", 12), ("", 9)])
def test_reminder_is_told_by_the_clock_of_whoever_sets_it(world: World, post: Post, zone: str, hour: int) -> None:
    from accounts.models.user import User

    User.objects.filter(pk=world.users["bob"].pk).update(time_zone=zone)
    client, at = world.client("bob"), f"/posts/{post.pk}/bookmark/"
    assert client.post(at, {"name": "", "remind_at": "2031-01-10T09:00"}).status_code == 302
    kept = Bookmark.objects.get().remind_at
    assert kept is not None
    assert (kept.astimezone(UTC).day, kept.astimezone(UTC).hour) == (10, hour)
    assert 'value="2031-01-10T09:00"' in client.get(at).content.decode()


def test_reminder_of_what_is_no_longer_readable_stays_silent(world: World, post: Post) -> None:
    keep_post(actor=world.actor("bob"), post_id=post.pk, remind_at=now() + timedelta(hours=1))
    update_space(actor=world.actor("alice"), space_id=post.topic.space_id, visibility="staff")
    with time_machine.travel(now() + timedelta(hours=2)):
        remind_of_bookmarks()
    assert notices("reminder") == 0
    assert Bookmark.objects.get().reminded_at is not None


def test_follower_is_counted_and_told_once(world: World) -> None:
    bob, dora = world.actor("bob"), world.users["dora"].pk
    follow_member(actor=bob, user_id=dora)
    follow_member(actor=bob, user_id=dora)
    assert (follower_count(dora), notices("follower")) == (1, 1)
    end_relation(actor=bob, user_id=dora, kind="follow")
    assert follower_count(dora) == 0
    with pytest.raises(InvalidError):
        follow_member(actor=bob, user_id=world.users["bob"].pk)


def test_ignoring_needs_the_level_and_never_reaches_staff(world: World, post: Post) -> None:
    bob, dora = world.actor("bob"), world.users["dora"].pk
    with pytest.raises(ForbiddenError):
        ignore_member(actor=bob, user_id=dora)
    change_settings(actor=world.actor("alice"), section="abilities", values={"ignore": 0})
    ignore_member(actor=bob, user_id=dora)
    assert ignorers_of([world.users["bob"].pk, dora], person_of(world, "dora")) == {world.users["bob"].pk}
    for staff in ("alice", "ben", "mo"):
        with pytest.raises(StaffNotIgnoredError):
            ignore_member(actor=bob, user_id=world.users[staff].pk)


def test_ignored_members_post_is_folded_away_for_who_ignores_alone(world: World, post: Post) -> None:
    change_settings(actor=world.actor("alice"), section="abilities", values={"ignore": 0})
    ignore_member(actor=world.actor("bob"), user_id=world.users["dora"].pk)
    address = f"/t/{post.topic.slug}-{post.topic.number}/"
    assert "ignored-post" in world.client("bob").get(address).content.decode()
    assert "ignored-post" not in world.client("alice").get(address).content.decode()
    assert "ignored-post" not in world.client().get(address).content.decode()


def test_ignored_member_cannot_write_to_who_ignores(world: World, post: Post) -> None:
    from messaging.actions.sending import begin_exchange
    from messaging.errors import NotTakenError

    change_settings(actor=world.actor("alice"), section="abilities", values={"ignore": 0, "message": 0})
    ignore_member(actor=world.actor("bob"), user_id=world.users["dora"].pk)
    with pytest.raises(NotTakenError):
        begin_exchange(actor=world.actor("dora"), user_ids=[world.users["bob"].pk], body="Please")


def test_profile_is_cleaned_and_shown(world: World, post: Post) -> None:
    change_member_profile(
        actor=world.actor("bob"), about="I **brew** <script>alert(1)</script>", location="Bern", links=["https://beer.example/me"]
    )
    page = world.client().get("/u/bob/").content.decode()
    assert "<strong>brew</strong>" in page
    assert "<script>alert(1)" not in page
    assert "Bern" in page
    assert 'href="https://beer.example/me"' in page
    for bad in ("javascript:alert(1)", 'https://x.example/"onload', "ftp://x.example", "https://"):
        with pytest.raises(InvalidError):
            change_member_profile(actor=world.actor("bob"), links=[bad])


def test_hidden_profile_and_activity_are_seen_by_oneself_and_staff_alone(world: World, post: Post) -> None:
    change_member_profile(actor=world.actor("bob"), about="A riddle", hides_profile=True, hides_activity=True)
    for reader in (None, "dora"):
        page = world.client(reader).get("/u/bob/").content.decode()
        assert "A riddle" not in page
        assert "How long does it ferment?" not in page
    for reader in ("bob", "mo", "ben"):
        page = world.client(reader).get("/u/bob/").content.decode()
        assert "A riddle" in page
        assert "How long does it ferment?" in page


@pytest.mark.parametrize(
    ("tab", "there"), [("all", True), ("topics", True), ("replies", False), ("solved", False), ("votes", False)]
)
def test_tabs_show_what_they_name(world: World, post: Post, tab: str, there: bool) -> None:
    page = world.client().get(f"/u/bob/?tab={tab}")
    assert page.status_code == 200
    assert ("Mine stopped." in page.content.decode()) is there


def test_pages_work_without_javascript(world: World, post: Post) -> None:
    bob = world.client("bob")
    assert bob.post(f"/posts/{post.pk}/bookmark/", {"name": "Later", "remind_at": "2099-01-01T10:00"}).status_code == 302
    assert "Later" in bob.get("/bookmarks/").content.decode()
    assert bob.post(f"/posts/{post.pk}/bookmark/", {"remind_at": "2001-01-01T10:00"}).status_code == 400
    assert bob.get("/u/dora/card/").status_code == 200
    saved = bob.post("/preferences/", {"about_me": "1", "about": "Hello", "location": "", "links": ""})
    assert saved.status_code == 302
    assert "Hello" in bob.get("/preferences/").content.decode()
    assert (
        bob.post("/preferences/", {"account": "1", "name": "Robert", "language": "de", "time_zone": "Europe/Zurich"}).status_code
        == 302
    )
    wrong = bob.post("/preferences/", {"about_me": "1", "links": "javascript:alert(1)"})
    assert wrong.status_code == 400
    assert bob.post(f"/members/{world.users['dora'].pk}/relation/", {"kind": "follow", "value": "1"}).status_code == 302
    assert "Dora" in bob.get("/preferences/following/").content.decode()


def test_avatar_is_a_picture_of_ones_own(world: World, post: Post, settings: Any, tmp_path: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.architecture.stage import DOT

    bob = world.client("bob")
    sent = bob.post("/preferences/picture/", {"picture": SimpleUploadedFile("me.png", DOT, "image/png")})
    assert sent.status_code == 302
    page = world.client().get("/u/bob/").content.decode()
    assert '<img class="avatar avatar-xl"' in page
    assert bob.post("/preferences/picture/", {"picture": SimpleUploadedFile("me.txt", b"no", "text/plain")}).status_code == 400


def test_a_zero_byte_among_words_is_none(world: World, post: Post) -> None:
    keep_post(actor=world.actor("bob"), post_id=post.pk)
    page = world.client("bob").get("/bookmarks/", {"q": "\x00ferment"})
    assert (page.status_code, b"How long does it ferment?" in page.content) == (200, True)
