"""Who is told of what, once, as what concerns them most; and what is counted together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.actions.notices import give_notice
from accounts.notices import NoticeKind, register_kind
from community.actions.solutions import accept_solution
from community.actions.votes import cast_vote
from community.actions.watching import set_watch
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from notifications.actions.choosing import change_choices
from notifications.actions.reading import mark_all_read, mark_read
from notifications.actions.telling import tell_members
from notifications.models.notification import Head, Notification
from notifications.queries.listing import list_notices
from tests.draining import drain_everything
from tests.unit.notifications.conftest import Stirring


def test_whoever_asked_is_told_of_a_reply_and_its_author_is_not(stirring: Stirring) -> None:
    stirring.reply("dora")
    [notice] = stirring.notices("bob")
    assert (notice.kind, notice.text) == ("reply", "Dora replied to you in “How long does it ferment?”")
    assert notice.path.endswith("#post-2")
    assert stirring.unread("bob") == 1
    assert stirring.notices("dora") == []


def test_whoever_replied_hears_of_what_follows_counted_together(stirring: Stirring) -> None:
    stirring.reply("dora")
    for _ in range(3):
        stirring.reply("ben", "More.")
    [notice] = stirring.notices("dora")
    assert (notice.kind, notice.count) == ("post", 3)
    assert notice.text == "3 new replies in “How long does it ferment?”"
    assert stirring.unread("dora") == 1


def test_an_answer_to_somebody_is_told_to_them(stirring: Stirring) -> None:
    post = stirring.reply("dora")
    stirring.reply("ben", "Rather three.", reply_to=post.pk)
    assert [notice.kind for notice in stirring.notices("dora")] == ["reply"]


def test_a_name_is_told_as_a_mention_and_not_twice(stirring: Stirring) -> None:
    stirring.reply("dora", "Ask @bob or @mo")
    assert [notice.kind for notice in stirring.notices("bob")] == ["mention"]
    assert [notice.kind for notice in stirring.notices("mo")] == ["mention"]


@pytest.mark.parametrize(
    ("level", "kinds"), [("watching", ["topic"]), ("watching_first", ["topic"]), ("tracking", []), ("muted", [])]
)
def test_a_space_is_followed_as_closely_as_was_chosen(stirring: Stirring, level: str, kinds: list[str]) -> None:
    from community.actions.topics import create_topic

    set_watch(actor=stirring.world.actor("dora"), kind="space", target_id=stirring.space_id, level=level)
    create_topic(actor=stirring.world.actor("bob"), space_id=stirring.space_id, title="And how warm?", body="x y z")
    drain_everything("notifications", "connectors")
    assert [notice.kind for notice in stirring.notices("dora")] == kinds


def test_a_muted_topic_is_silent_even_to_whom_it_names(stirring: Stirring) -> None:
    set_watch(actor=stirring.world.actor("bob"), kind="topic", target_id=stirring.topic_id, level="muted")
    stirring.reply("dora", "@bob look")
    assert stirring.notices("bob") == []


def test_likes_are_one_notice_with_names(stirring: Stirring) -> None:
    for name in ("dora", "ben", "mo"):
        cast_vote(actor=stirring.world.actor(name), post_id=stirring.first_id)
        drain_everything("notifications", "connectors")
    [notice] = stirring.notices("bob")
    assert notice.text == "Mo and 2 others found your post in “How long does it ferment?” useful"
    with translation.override("de"):
        assert stirring.notices("bob")[0].text.startswith("Mo und 2 andere fanden")
    assert stirring.unread("bob") == 1


def test_an_accepted_answer_is_told_to_its_author(stirring: Stirring) -> None:
    post = stirring.reply("dora")
    accept_solution(actor=stirring.world.actor("bob"), topic_id=stirring.topic_id, post_id=post.pk)
    drain_everything("notifications", "connectors")
    assert "solution" in [notice.kind for notice in stirring.notices("dora")]


def test_a_space_that_closes_leaks_neither_title_nor_address(stirring: Stirring) -> None:
    from community.actions.spaces import update_space

    stirring.reply("dora")
    update_space(actor=stirring.world.actor("alice"), space_id=stirring.space_id, visibility="staff")
    [notice] = stirring.notices("bob")
    assert (notice.text, notice.path, notice.face) == ("This is no longer here, or not for you to see", "", None)
    stirring.reply("ben", "@dora secret")
    assert [notice for notice in stirring.notices("dora") if notice.path] == []
    assert not Notification.objects.filter(user_id=stirring.id_of("dora"), kind="mention").exists()


def test_reading_one_and_reading_all(stirring: Stirring) -> None:
    stirring.reply("dora")
    cast_vote(actor=stirring.world.actor("ben"), post_id=stirring.first_id)
    drain_everything("notifications", "connectors")
    bob = stirring.world.actor("bob")
    first = stirring.notices("bob")[0]
    mark_read(actor=bob, notification_id=first.id, at=now())
    mark_read(actor=bob, notification_id=first.id, at=now())
    assert stirring.unread("bob") == 1
    with pytest.raises(NotFoundError):
        mark_read(actor=stirring.world.actor("dora"), notification_id=first.id, at=now())
    mark_all_read(actor=bob, at=now())
    assert stirring.unread("bob") == 0
    assert stirring.notices("bob", only_unread=True) == []
    assert all(notice.is_read for notice in stirring.notices("bob"))


def test_what_comes_after_mark_all_read_is_unread_and_a_row_of_its_own(stirring: Stirring) -> None:
    stirring.reply("dora")
    stirring.reply("ben")
    mark_all_read(actor=stirring.world.actor("dora"), at=now())
    stirring.reply("ben", "Again.")
    assert stirring.unread("dora") == 1
    assert [(notice.count, notice.is_read) for notice in stirring.notices("dora")] == [(1, False), (1, True)]


def test_reading_the_topic_reads_what_was_told_of_it(stirring: Stirring) -> None:
    from community.actions.reading import record_reading

    stirring.reply("dora")
    stirring.reply("ben", "@bob see above")
    bob = stirring.world.actor("bob")
    record_reading(actor=bob, topic_id=stirring.topic_id, shown=[[1, 2]], seconds=5)
    assert stirring.unread("bob") == 1
    record_reading(actor=bob, topic_id=stirring.topic_id, shown=[[3, 3]], seconds=5)
    assert stirring.unread("bob") == 0


def test_what_was_switched_off_is_not_told(stirring: Stirring) -> None:
    bob = stirring.world.actor("bob")
    change_choices(actor=bob, user_id=stirring.id_of("bob"), channels={"reply": []}, at=now())
    stirring.reply("dora")
    assert not Notification.objects.filter(user_id=stirring.id_of("bob")).exists()


def test_mail_alone_is_not_counted_in_the_bell(stirring: Stirring) -> None:
    change_choices(actor=stirring.world.actor("bob"), user_id=stirring.id_of("bob"), channels={"reply": ["email"]}, at=now())
    stirring.reply("dora")
    assert stirring.unread("bob") == 0
    assert stirring.notices("bob") == []
    assert Notification.objects.get(user_id=stirring.id_of("bob")).email_due_at is not None


def test_nobody_hears_of_whom_they_ignore(stirring: Stirring) -> None:
    from accounts import notices
    from people.queries import person_id_of_user

    stirring.reply("dora")
    before = list(notices._ignorers)
    dora = person_id_of_user(stirring.id_of("dora"))
    try:
        notices.provide_ignorers(lambda users, person: [user for user in users if person == dora])
        stirring.reply("dora", "Do you hear me, @bob?")
        stirring.reply("ben", "I do.")
    finally:
        notices._ignorers[:] = before
    assert [notice.text.split()[0] for notice in stirring.notices("bob")] == ["Ben", "Dora"]


def test_any_room_can_tell_a_member_something(stirring: Stirring) -> None:
    register_kind(NoticeKind("tests_gift", "A gift", lambda n: f"{n.count} gifts of {n.data['kind']}", lambda n: "/gifts/"))
    for _ in range(2):
        give_notice(actor=stirring.system, user_id=stirring.id_of("bob"), kind="tests_gift", key="g", data={"kind": "malt"})
    drain_everything("notifications", "connectors")
    [notice] = stirring.notices("bob")
    assert (notice.text, notice.path, stirring.unread("bob")) == ("2 gifts of malt", "/gifts/", 1)


def test_five_thousand_unread_cost_what_one_costs(stirring: Stirring) -> None:
    bob, user_id, at = stirring.world.actor("bob"), stirring.id_of("bob"), now()
    tell_members(actor=stirring.system, user_ids=[user_id], kind="like", key="0", topic_id=stirring.topic_id, at=at)

    def statements() -> tuple[int, int, int]:
        with CaptureQueriesContext(
            connection,
        ) as listed:
            list_notices(bob)
        with CaptureQueriesContext(connection) as counted:
            stirring.unread("bob")
        with CaptureQueriesContext(connection) as read:
            mark_all_read(actor=bob, at=now())
        return len(listed), len(counted), len(read)

    few = statements()
    rows = [
        Notification(
            user_id=user_id,
            kind="like",
            key=str(n),
            topic_id=stirring.topic_id,
            created_at=at + timedelta(hours=1),
            updated_at=at + timedelta(hours=1),
        )
        for n in range(1, 5_001)
    ]
    Notification.objects.bulk_create(rows)
    Head.objects.filter(user_id=user_id).update(unread=5_000)
    assert statements() == few
    assert Notification.objects.filter(user_id=user_id, read_at=None).count() > 5_000  # none of them was written to


def test_telling_many_takes_as_many_statements_as_telling_one(stirring: Stirring) -> None:
    names = ["bob", "dora", "ben", "berta", "mo", "amira"]

    def statements(users: list[str], key: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            tell_members(actor=stirring.system, user_ids=[stirring.id_of(u) for u in users], kind="like", key=key, at=now())
        return len(captured)

    statements(names, "warm")
    assert statements(names, "b") == statements(["bob"], "a")


def test_a_brand_welcomes_new_accounts_in_its_own_words(stirring: Stirring) -> None:
    from accounts.actions.joining import create_account
    from brand_settings.actions import change_settings

    def welcomed(name: str) -> list[tuple[str, str]]:
        user = create_account(
            actor=stirring.system, email=f"{name}@acme.example", name=name, role="member", password="a long secret"
        )
        stirring.world.users[name] = user
        drain_everything("notifications")
        return [(view.text, view.path) for view in stirring.notices(name)]

    alice = stirring.world.actor("alice")
    assert welcomed("Una") == []
    change_settings(actor=alice, section="welcome", values={"first_notice": "Good to have <you>. Begin with our rules."})
    assert welcomed("Duo") == [("Good to have <you>. Begin with our rules.", "/")]
    change_settings(actor=alice, section="welcome", values={"first_path": "/kb/rules/"})
    assert welcomed("Tria") == [("Good to have <you>. Begin with our rules.", "/kb/rules/")]
    assert "Good to have &lt;you&gt;." in stirring.world.client("Tria").get("/notifications/").content.decode()
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        with pytest.raises(InvalidError):
            change_settings(actor=alice, section="welcome", values={"first_path": elsewhere})


def test_who_follows_a_member_hears_of_what_they_begin_and_may_read(stirring: Stirring) -> None:
    from community.actions.relating import follow_member
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic

    world = stirring.world
    follow_member(actor=world.actor("dora"), user_id=stirring.id_of("bob"))
    staff = create_space(actor=world.actor("alice"), name="Staff", slug="staff-only", visibility="staff")
    create_topic(actor=world.actor("bob"), space_id=stirring.space_id, title="Which hops?", body="For a pale ale.")
    follow_member(actor=world.actor("dora"), user_id=stirring.id_of("ben"))
    create_topic(actor=world.actor("ben"), space_id=staff.pk, title="Among ourselves", body="Not for everybody.")
    drain_everything("notifications", "connectors")
    assert [(view.kind, "Which hops?" in view.text) for view in stirring.notices("dora")] == [("followed", True)]
