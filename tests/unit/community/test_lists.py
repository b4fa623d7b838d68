"""Lists of topics: what each holds, how filters compose, and what a member has read of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict

from community.actions.moderating import hide_post
from community.actions.ranking import count_tags, rank_topics
from community.actions.reading import record_reading
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.votes import cast_vote
from community.actions.watching import set_watch
from community.models.tag import Tag
from community.queries.filters import Listing, Period, TopicFilter, parse_filter
from community.queries.spaces import list_spaces
from community.queries.topics import get_front_page
from community.queries.watching import watchers_of
from kernel.actor import system_actor
from kernel.clock import now
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])


def titles(community: Community, query: str, who: str | None = None, path: str = "/topics/") -> list[str]:
    page = community.world.client(who).get(path + query).content.decode()
    rows = page.split('class="topic-title"')[1:]
    return [row.split('dir="auto">')[1].split("<")[0] for row in rows]


def test_address_of_a_filter_says_what_was_chosen_and_nothing_else() -> None:
    wanted = parse_filter(QueryDict("list=top&period=month&tag=B&tag=a&tag=b&kind=idea&language=de&solved=no&author=bob&x=1"))
    assert wanted == TopicFilter(Listing.TOP, Period.MONTH, ("b", "a"), "idea", "de", "no", "bob")
    assert parse_filter(QueryDict(wanted.query()[1:])) == wanted
    assert TopicFilter().query() == "?"
    assert wanted.query(list=Listing.LATEST, tags=(), kind="", language="", solved="", author="") == "?"
    assert parse_filter(QueryDict("list=nonsense&period=aeon&kind=cat&solved=maybe&tag=&author=%00")) == TopicFilter()
    assert "tag=c" in wanted.with_tag("c")
    assert "tag=a" not in wanted.with_tag("a")


def test_filters_compose(community: Community) -> None:
    both = community.ask("bob", title="Both", tags=["steam", "milk"])
    community.ask("dora", title="Steam alone", tags=["steam"])
    community.ask("bob", title="Talk", tags=["steam", "milk"], kind="discussion")
    german = community.ask("bob", title="Deutsch", tags=["milk"], language="de")
    accept_solution(actor=community.actor("bob"), topic_id=both.pk, post_id=community.reply(both).pk)
    assert titles(community, "?tag=steam&tag=milk") == ["Both", "Talk"] or set(titles(community, "?tag=steam&tag=milk")) == {
        "Both",
        "Talk",
    }
    assert titles(community, "?tag=steam&tag=milk&kind=discussion") == ["Talk"]
    assert titles(community, "?tag=milk&solved=yes") == ["Both"]
    assert titles(community, "?language=de") == ["Deutsch"]
    assert titles(community, "?author=dora") == ["Steam alone"]
    assert titles(community, "?author=bob&tag=milk&solved=no") == ["Deutsch"]
    assert titles(community, "?tag=steam&tag=unheard-of") == []
    assert titles(community, "?author=nobody") == []
    assert titles(community, "?author=no%20body%0A%3Cb%3E") == []
    assert german.language == "de"


def test_new_and_unread_follow_what_a_member_has_read(community: Community) -> None:
    opened = community.ask("dora", title="Opened")
    community.ask("dora", title="Not opened")
    community.ask("dora", title="Long ago", at=now() - timedelta(days=60))
    record_reading(actor=community.actor("bob"), topic_id=opened.pk, shown=[[1, 1]], seconds=5)
    assert titles(community, "?list=unread", "bob") == []
    assert titles(community, "?list=new", "bob") == ["Not opened"]
    community.reply(opened, "dora")
    community.reply(opened, "dora")
    assert titles(community, "?list=unread", "bob") == ["Opened"]
    page = community.world.client("bob").get("/topics/").content.decode()
    assert "2 unread" in page
    assert f'href="/t/opened-{opened.number}/?post=2"' in page
    assert titles(community, "?list=new") == ["Not opened", "Opened", "Long ago"]
    assert community.world.client().get("/topics/?list=unread").status_code == 404
    assert "list=unread" not in community.world.client().get("/topics/").content.decode()


def test_lists_leave_out_what_is_muted(community: Community) -> None:
    """The lists say of each topic what `watchers_of` says of it."""
    bob = community.actor("bob")
    topics = {
        name: community.ask("dora", title=name, tags=tags, space=space)
        for name, tags, space in [
            ("Muted", ["a"], None),
            ("Muted tag", ["noise"], None),
            ("Muted tag, watched tag", ["noise", "steam"], None),
            ("Muted space", [], community.members),
            ("Muted space, topic followed", [], community.members),
            ("Plain", [], None),
        ]
    }
    tags = dict(Tag.objects.values_list("name", "pk"))
    for kind, target, level in [
        ("topic", topics["Muted"].pk, "muted"),
        ("tag", tags["noise"], "muted"),
        ("tag", tags["steam"], "watching_first"),
        ("space", community.members.pk, "muted"),
        ("topic", topics["Muted space, topic followed"].pk, "normal"),
    ]:
        set_watch(actor=bob, kind=kind, target_id=target, level=level)
    loud = {name for name, topic in topics.items() if watchers_of(topic.pk).get(bob.user_id) != "muted"}
    assert loud == {"Muted tag, watched tag", "Muted space, topic followed", "Plain"}
    assert set(titles(community, "?list=new", "bob")) == loud
    assert set(titles(community, "?list=new", "ben")) == set(topics)
    for topic in topics.values():
        record_reading(actor=bob, topic_id=topic.pk, shown=[[1, 1]], seconds=1)
        community.reply(topic, "dora")
    assert set(titles(community, "?list=unread", "bob")) == loud
    rank_topics(actor=SYSTEM)
    for address in ("", "?list=top&period=all", "?list=hot", "?list=unanswered", "?kind=question"):
        everything = titles(community, address, "ben")
        assert everything
        assert titles(community, address, "bob") == [title for title in everything if title in loud], address


def test_what_is_muted_shows_inside_the_very_space_or_tag(community: Community) -> None:
    bob = community.actor("bob")
    quiet = community.ask("dora", title="Quiet space", space=community.members)
    noisy = community.ask("dora", title="Noisy tag", tags=["noise"])
    muted = community.ask("dora", title="Muted itself")
    set_watch(actor=bob, kind="space", target_id=community.members.pk, level="muted")
    set_watch(actor=bob, kind="tag", target_id=Tag.objects.get(name="noise").pk, level="muted")
    set_watch(actor=bob, kind="topic", target_id=muted.pk, level="muted")
    assert titles(community, "", "bob") == []
    assert titles(community, "?tag=noise", "bob") == [noisy.title]
    assert titles(community, "", "bob", "/s/lounge/") == [quiet.title]
    assert titles(community, "", "bob", "/s/machines/") == [muted.title, noisy.title]
    assert titles(community, "?list=new", "bob", "/s/machines/") == []
    assert titles(community, "", "bob", "/tags/noise/") == [noisy.title]
    assert [row["title"] for row in community.world.client("bob").get("/api/v1/topics").json()["items"]] == []
    within = community.world.client("bob").get("/api/v1/topics", {"space": str(community.members.pk)}).json()["items"]
    assert [row["title"] for row in within] == [quiet.title]


def test_front_page_shows_nothing_that_is_muted_but_a_muted_space_in_its_own_card(community: Community) -> None:
    bob = community.actor("bob")
    community.ask("dora", title="In the muted space", space=community.members)
    community.ask("dora", title="Noisy tag", tags=["noise"])
    muted = community.ask("dora", title="Muted itself")
    community.ask("dora", title="Plain")
    spaces = list_spaces(bob)
    assert len(get_front_page(spaces, reader=bob.user_id).waiting) == 4
    set_watch(actor=bob, kind="space", target_id=community.members.pk, level="muted")
    set_watch(actor=bob, kind="tag", target_id=Tag.objects.get(name="noise").pk, level="muted")
    set_watch(actor=bob, kind="topic", target_id=muted.pk, level="muted")
    front = get_front_page(spaces, reader=bob.user_id)
    assert [row.title for row in front.waiting] == ["Plain"]
    assert [row.title for row in front.latest[community.members.pk]] == ["In the muted space"]
    assert [row.title for row in front.latest[community.public.pk]] == ["Plain"]
    assert len(get_front_page(spaces).waiting) == 4


def test_unread_counts_no_hidden_posts(community: Community) -> None:
    topic = community.ask("dora", title="Opened")
    record_reading(actor=community.actor("bob"), topic_id=topic.pk, shown=[[1, 1]], seconds=5)
    replies = [community.reply(topic, "dora", f"Reply {turn}") for turn in range(3)]
    hide_post(actor=community.actor("mo"), post_id=replies[1].pk, reason="Rude")
    assert "2 unread" in community.world.client("bob").get("/topics/").content.decode()
    for reply in (replies[0], replies[2]):
        hide_post(actor=community.actor("mo"), post_id=reply.pk, reason="Rude")
    assert titles(community, "?list=unread", "bob") == []
    assert "unread</a>" not in community.world.client("bob").get("/topics/").content.decode()


def test_top_and_hot_rank_what_others_did(community: Community) -> None:
    at = now()
    old = community.ask("bob", title="Old favourite", at=at - timedelta(days=20))
    for who in ("dora", "mo", "ben"):
        community.reply(old, who, "Indeed.", at=at - timedelta(days=19))
    fresh = community.ask("bob", title="Fresh", at=at - timedelta(hours=3))
    cast_vote(actor=community.actor("dora"), post_id=community.reply(fresh, "ben", at=at - timedelta(hours=2)).pk, at=at)
    for turn in range(4):
        community.reply(community.ask("bob", title=f"Alone {turn}", at=at - timedelta(hours=4)), "bob", "Me again")
    rank_topics(actor=SYSTEM, at=at)
    assert titles(community, "?list=top&period=all")[:2] == ["Old favourite", "Fresh"]
    assert titles(community, "?list=top")[0] == "Fresh"
    assert "Old favourite" not in titles(community, "?list=top")
    assert titles(community, "?list=hot")[0] == "Fresh"
    rank_topics(actor=SYSTEM, at=at + timedelta(days=9))
    assert titles(community, "?list=top") == []
    assert titles(community, "?list=hot")[0] == "Fresh"


def test_counting_what_is_lively_comes_to_the_same(community: Community) -> None:
    from community.models.ranking import TopicRank

    topic = community.ask("bob", title="One")
    community.reply(topic, "dora")
    fields = ("topic_id", "day", "week", "year", "ever", "hot")
    at = now()
    rank_topics(actor=SYSTEM, whole=False, at=at)
    lively = list(TopicRank.objects.values_list(*fields))
    TopicRank.objects.all().delete()
    rank_topics(actor=SYSTEM, whole=True, at=at)
    assert list(TopicRank.objects.values_list(*fields)) == lively
    assert [row[4] for row in lively] == [3]


def test_space_shows_what_lies_in_it_and_the_way_up(community: Community) -> None:
    alice = community.actor("alice")
    inner = create_space(actor=alice, name="Grinders", slug="grinders", parent_id=community.public.pk)
    secret = create_space(actor=alice, name="Prototypes", slug="prototypes", parent_id=community.public.pk, visibility="staff")
    community.ask("bob", space=inner, title="Which burr")
    community.ask("ben", space=secret, title="Secret burr")
    page = community.world.client().get("/s/machines/").content.decode()
    assert ("Which burr" in page, "Secret burr" in page, "Prototypes" in page) == (True, False, False)
    assert "Secret burr" in community.world.client("ben").get("/s/machines/").content.decode()
    crumbs = community.world.client().get("/s/grinders/").content.decode().split("<nav class=")[-1]
    assert 'href="/s/machines/"' in community.world.client().get("/s/grinders/").content.decode()
    assert crumbs
    home = community.world.client().get("/").content.decode()
    assert ("Grinders" in home, "Prototypes" in home) == (True, False)


def test_space_below_an_invisible_one_stands_at_the_top(community: Community) -> None:
    create_space(actor=community.actor("alice"), name="Open door", slug="door", parent_id=community.staff.pk)
    home = community.world.client().get("/").content.decode()
    assert ("Open door" in home, "Backstage" in home) == (True, False)
    assert "Backstage" not in community.world.client().get("/s/door/").content.decode()


def test_tags_page_counts_what_its_reader_may_see(community: Community) -> None:
    community.ask("bob", tags=["steam"])
    community.ask("bob", tags=["steam"], space=community.members)
    community.ask("ben", tags=["secret"], space=community.staff)
    for _ in range(2):
        page = community.world.client().get("/tags/").content.decode()
        assert ("1 topic<" in page, "secret" in page) == (True, False)
        assert "2 topics<" in community.world.client("dora").get("/tags/").content.decode()
        count_tags(actor=SYSTEM)


@pytest.mark.parametrize("who", [None, "bob"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/topics/",
        "/topics/?author=dora&tag=tag1&solved=no&kind=question",
        "/topics/?list=top",
        "/topics/?list=hot",
        "/s/machines/",
        "/tags/tag1/",
        "/tags/",
    ],
)
def test_lists_take_few_queries_whatever_there_is(community: Community, who: str | None, address: str) -> None:
    client = community.world.client(who)
    few = _queries(client, address, community)
    alice = community.actor("alice")
    for number in range(12):
        space = create_space(actor=alice, name=f"Space {number}", slug=f"space-{number}", parent_id=community.public.pk)
        for turn in range(2):
            community.ask("dora", space=space, title=f"Topic {number} {turn}", tags=[f"tag{number}", f"more{number}", "tag1"])
    rank_topics(actor=SYSTEM)
    many = _queries(client, address, community)
    assert len(many) <= 8, "\n".join(many)
    assert len(many) <= max(len(few), 8)


def _queries(client: Any, address: str, community: Community) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    community.ask("dora", tags=["tag1"])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # What each request asks before the page, and the brand's settings, which outside of a transaction stay in memory.
    ours = ("set_config", "SAVEPOINT", "accounts_session", "tenants_resolve_host", "brand_settings_brandsetting")
    asked = [query["sql"] for query in captured.captured_queries]
    signed_in = [sql for sql in asked if 'FROM "accounts_user"' in sql][:1] if "chorus_session" in client.cookies else []
    return [sql for sql in asked if sql not in signed_in and not any(name in sql for name in ours)]
