"""Every filter on every list, and who sees which part of the tree of spaces."""

import itertools
from typing import Any

import pytest
from django.http import QueryDict

from community.actions.belonging import add_to_group
from community.actions.groups import create_group
from community.actions.members import set_level
from community.actions.moderating import hide_post
from community.actions.ranking import rank_topics
from community.actions.reading import record_reading
from community.actions.rules import Rule, set_space_rules
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.votes import cast_vote
from community.queries.filters import Listing, TopicFilter, parse_filter
from community.queries.spaces import list_spaces
from community.queries.topics import list_topics
from kernel.actor import system_actor
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])


SPECIMENS = [
    {"who": "bob", "kind": "question", "language": "en", "tags": ["steam", "milk"]},
    {"who": "bob", "kind": "question", "language": "de", "tags": ["steam"]},
    {"who": "dora", "kind": "question", "language": "en", "tags": ["milk"]},
    {"who": "dora", "kind": "discussion", "language": "en", "tags": ["steam", "milk"]},
    {"who": "bob", "kind": "idea", "language": "de", "tags": []},
]


@pytest.mark.parametrize("listing", list(Listing))
def test_each_filter_narrows_each_list_alone_and_together(community: Community, listing: Listing) -> None:
    """What a filter leaves of a list is what fits of it, in the list's own order, whichever filters meet."""
    facts: dict[Any, dict[str, Any]] = {}
    for place, specimen in enumerate([*SPECIMENS, *SPECIMENS]):
        given = {key: value for key, value in specimen.items() if key != "who"}
        topic = community.ask(specimen["who"], title=f"Specimen {place}", **given)
        facts[topic.pk] = specimen | {"solved": ""}
        record_reading(actor=community.actor("mo"), topic_id=topic.pk, shown=[[1, 1]], seconds=3)
        reply = community.reply(topic, "ben")
        cast_vote(actor=community.actor("mo"), post_id=reply.pk)
        if given["kind"] == "question":
            solved = place >= len(SPECIMENS) and listing is not Listing.UNANSWERED
            facts[topic.pk]["solved"] = "yes" if solved else "no"
            if solved:
                accept_solution(actor=community.actor(specimen["who"]), topic_id=topic.pk, post_id=reply.pk)
        if listing is Listing.UNANSWERED:
            hide_post(actor=community.actor("mo"), post_id=reply.pk, reason="no help")
    rank_topics(actor=SYSTEM, whole=True)
    who = "amira" if listing is Listing.NEW else "mo"
    reader, spaces = community.world.users[who].pk, list_spaces(community.actor(who))

    def found(**wanted: Any) -> list[Any]:
        address = TopicFilter(list=listing, **wanted).query()
        return [row.id for row in list_topics(spaces, parse_filter(QueryDict(address[1:])), reader=reader).items]

    everything = found()
    assert everything
    choices = itertools.product(
        [(), ("milk",), ("milk", "steam")], ["", "question", "idea"], ["", "de"], ["", "yes", "no"], ["", "dora"]
    )
    for tags, kind, language, solved, author in choices:
        expected = [
            ident
            for ident in everything
            if set(tags) <= set(facts[ident]["tags"])
            and kind in ("", facts[ident]["kind"])
            and language in ("", facts[ident]["language"])
            and solved in ("", facts[ident]["solved"])
            and author in ("", facts[ident]["who"])
        ]
        chosen = {"tags": tags, "kind": kind, "language": language, "solved": solved, "author": author}
        assert found(**chosen) == expected, chosen


TREE = {
    "coffee": (None, "public", []),
    "beans": ("coffee", "members", []),
    "lab": ("beans", "staff", []),
    "diary": ("lab", "public", []),
    "trusted": ("coffee", "custom", [("view", "level", "2")]),
    "cellar": ("trusted", "custom", [("view", "role", "moderator")]),
    "club": ("trusted", "custom", [("view", "group", "baristas")]),
}
SEEN = {
    None: {"coffee", "diary"},
    "bob": {"coffee", "diary", "beans"},
    "dora": {"coffee", "diary", "beans", "club"},
    "mo": {"coffee", "diary", "beans", "cellar", "trusted"},
    "ben": set(TREE),
}


@pytest.mark.parametrize("who", SEEN)
def test_each_reader_sees_their_part_of_the_tree_and_no_sign_of_the_rest(community: Community, who: str | None) -> None:
    alice, made = community.actor("alice"), {}
    group = create_group(actor=alice, slug="baristas", name="Baristas")
    add_to_group(actor=alice, group_id=group.pk, user_id=community.world.users["dora"].pk)
    for slug, (parent, visibility, rules) in TREE.items():
        made[slug] = create_space(
            actor=alice,
            name=f"Room {slug}",
            slug=slug,
            visibility=visibility,
            parent_id=made[parent].pk if parent else None,
        )
        given = [Rule(right, whom, str(group.pk) if whom == "group" else value) for right, whom, value in rules]
        if given:
            set_space_rules(actor=alice, space_id=made[slug].pk, rules=given)
        community.ask("alice", space=made[slug], title=f"Talk of {slug}", tags=[f"tag-{slug}"])
    if who == "mo":
        set_level(actor=alice, user_id=community.world.users["mo"].pk, level=2)
    client = community.world.client(who)
    for address in (
        "/",
        "/topics/",
        "/s/coffee/",
        "/tags/",
        "/feed.atom",
        "/search/?q=talk",
        "/sitemap.xml",
        "/sitemaps/spaces.xml",
    ):
        answer = client.get(address).content.decode()
        for slug in set(TREE) - SEEN[who]:
            assert not any(sign in answer for sign in (f"Room {slug}", f"Talk of {slug}", f"/s/{slug}/", f"tag-{slug}")), (
                address,
                slug,
            )
    for slug in TREE:
        assert client.get(f"/s/{slug}/").status_code == (200 if slug in SEEN[who] else 404)
    inside = client.get("/s/coffee/").content.decode()
    assert {slug for slug in TREE if f"Talk of {slug}" in inside} == SEEN[who] - ({"diary"} if who != "ben" else set()) - (
        {"club"} if who == "dora" else set()
    )
