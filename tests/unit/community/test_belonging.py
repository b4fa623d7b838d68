"""Who a text belongs to, who hears of it, and what the database itself refuses."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction

from access.audiences import audiences_for
from access.topics import get_topic
from community.actions.editing import edit_post
from community.actions.moderating import hide_topic
from community.actions.replies import post_reply
from community.actions.spaces import create_space, update_space
from community.actions.topics import create_topic
from community.errors import SlugTakenError
from community.models import Post, Space, SpaceGrant, Topic
from events import audience
from kernel.errors import ForbiddenError, InvalidError
from kernel.ids import uuid7
from people.actions.merging import merge_people
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community
from tests.worlds import World


def test_two_accounts_that_colleagues_merged_stay_two_in_public(community: Community) -> None:
    topic = community.ask("bob")
    dora = community.reply(topic, "dora", "From Dora")
    merge_people(actor=community.actor("ben"), person_id=dora.author_id, other_id=topic.author_id)
    again = community.reply(topic, "bob", "From Bob")
    assert again.author_id == topic.author_id
    assert "Bob" in community.world.client().get("/u/bob/").content.decode()
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("bob"), post_id=dora.pk, body="From Bob?")
    assert edit_post(actor=community.actor("bob"), post_id=Post.objects.get(topic=topic, position=1).pk, body="Mine").version == 2


@pytest.mark.parametrize(
    ("reader", "heard"),
    [(None, {"public"}), ("bob", {"public", "members"}), ("ben", {"public", "members", "staff"})],
    ids=["anonymous", "member", "agent"],
)
def test_spaces_are_heard_by_those_who_read_them(
    community: Community, anonymous: Any, reader: str | None, heard: set[str]
) -> None:
    actor = community.actor(reader) if reader else anonymous
    mine = audiences_for(actor)
    topics = get_topic("topic")
    assert topics is not None
    for kind in ("public", "members", "staff"):
        space = getattr(community, kind)
        assert (audience.of("space", space.pk) in mine) == (kind in heard)
        assert topics.may_join(actor, community.ask("ben", space=space).pk) == (kind in heard)


def test_hidden_and_unknown_topics_cannot_be_followed(community: Community, anonymous: Any) -> None:
    topic, topics = community.ask(), get_topic("topic")
    assert topics is not None
    hide_topic(actor=community.actor("mo"), topic_id=topic.pk, reason="x")
    assert not topics.may_join(anonymous, topic.pk)
    assert topics.may_join(community.actor("mo"), topic.pk)
    assert not topics.may_join(anonymous, uuid7())


def test_spaces_are_made_and_changed_by_administrators_alone(community: Community) -> None:
    with pytest.raises(ForbiddenError):
        create_space(actor=community.actor("amira"), name="Mine")
    with pytest.raises(SlugTakenError):
        create_space(actor=community.actor("alice"), name="Machines")
    with pytest.raises(InvalidError):
        update_space(actor=community.actor("alice"), space_id=community.public.pk, tenant_id=TENANTS["globex"])
    with pytest.raises(InvalidError):
        update_space(actor=community.actor("alice"), space_id=community.public.pk, visibility="nobody")
    assert update_space(actor=community.actor("alice"), space_id=community.public.pk, hue=30).hue == 30


@pytest.mark.parametrize(
    "change",
    [
        lambda c, t: Space.objects.filter(pk=c.public.pk).update(visibility="secret"),
        lambda c, t: Space.objects.filter(pk=c.public.pk).update(hue=360),
        lambda c, t: Topic.objects.filter(pk=t.pk).update(kind="rant"),
        lambda c, t: Topic.objects.filter(pk=t.pk).update(solved_at=t.created_at),
        lambda c, t: Topic.objects.filter(pk=t.pk).update(reply_count=1),
        lambda c, t: Post.objects.filter(topic=t).update(position=0),
        lambda c, t: Post.objects.filter(topic=t).update(origin="moon"),
        lambda c, t: Post(topic=t, position=1, author_id=t.author_id, body="", html="", created_at=t.created_at).save(),
        lambda c, t: SpaceGrant.objects.create(
            content_object=c.public,
            user=c.world.users["charlie"],
            permission=Permission.objects.get(codename="moderate_space"),
        ),
    ],
    ids=["visibility", "hue", "kind", "solved", "replies", "position", "origin", "twice", "other-brand"],
)
def test_database_refuses_what_makes_no_sense(community: Community, change: Any) -> None:
    topic = community.ask()

    @transaction.atomic
    def write() -> None:
        change(community, topic)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError):
        write()


def test_replies_at_the_same_time_get_a_number_each_and_one_id_makes_one_reply(committed_world: World) -> None:
    from django.db import connections

    alice, bob = committed_world.actor("alice"), committed_world.actor("bob")
    space = create_space(actor=alice, name="Busy")
    topic = create_topic(actor=bob, space_id=space.pk, title="Rush", body="Now")
    same = uuid7()

    def reply(number: int) -> int:
        try:
            with tenant_context(TENANTS["acme"]):
                ident = same if number % 2 else uuid7()
                return post_reply(actor=bob, topic_id=topic.pk, body=f"Reply {number}", id=ident).position
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        positions = list(pool.map(reply, range(12)))
    assert len(set(positions)) == 7
    found = Topic.objects.get(pk=topic.pk)
    assert (found.reply_count, found.last_position) == (7, 8)
    assert sorted(Post.objects.filter(topic=topic).values_list("position", flat=True)) == list(range(1, 9))
