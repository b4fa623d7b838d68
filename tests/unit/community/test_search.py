"""Search: languages, scripts, ranking, misspellings, and never more than the reader may see."""

from typing import Any

import pytest
from django.db import connection
from markupsafe import Markup

from community.actions.groups import add_to_group, create_group
from community.actions.solutions import accept_solution
from community.queries.search import highlight, search_topics
from community.queries.spaces import list_spaces
from tests.unit.community.conftest import Community
from tests.worlds import in_globex


def _titles(community: Community, wanted: str, reader: str = "bob") -> list[str]:
    return [hit.topic.title for hit in search_topics(list_spaces(community.actor(reader)), wanted).hits]


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [
        ("en", "The machine keeps leaking", "leak machines"),
        ("de", "Die Maschinen verlieren Wasser", "Maschine"),
        ("es", "Las cafeteras pierden agua", "cafetera"),
        ("fr", "Mes machines fuient", "machine"),
        ("pt", "As máquinas pararam", "máquina"),
        ("ar", "الآلة تسرب الماء", "الماء"),
        ("ja", "コーヒーメーカーが水漏れします", "水漏れ"),
    ],
)
def test_words_are_found_in_each_language(community: Community, language: str, title: str, wanted: str) -> None:
    community.ask(title=title, language=language, body="…")
    community.ask(title="Something else", body="…")
    assert _titles(community, wanted) == [title]


def test_order_of_characters_matters_where_words_are_not_spaced(community: Community) -> None:
    community.ask(title="水漏れ", language="ja")
    assert _titles(community, "漏水") == []


def test_replies_are_searched_and_lead_to_their_post(community: Community) -> None:
    topic = community.ask(title="It blinks")
    community.reply(topic, "dora", "Descale it with citric acid, <b>slowly</b>.")
    hit = search_topics(list_spaces(community.actor("bob")), "citric").hits[0]
    assert hit.path.endswith(f"-{topic.number}/#post-2")
    assert "<mark>citric</mark> acid, &lt;b&gt;slowly" in hit.snippet


def test_title_beats_text_and_solved_beats_open(community: Community) -> None:
    community.ask(title="Other words", body="Something about filters and filters")
    community.ask(title="Filter is stuck", body="Help")
    solved = community.ask(title="Filter was stuck", body="Help")
    accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=community.reply(solved).pk)
    assert _titles(community, "filter") == ["Filter was stuck", "Filter is stuck", "Other words"]


def test_misspelt_and_half_words_find_titles(community: Community) -> None:
    community.ask(title="Descaling the espresso machine")
    assert _titles(community, "expresso") == ["Descaling the espresso machine"]
    assert _titles(community, "desca") == ["Descaling the espresso machine"]


@pytest.mark.parametrize("wanted", ["%", "_", "\\", "'", '"', "a & | !", "((", "\x00", "-", " ", "<script>", ":*", "x" * 500])
def test_any_text_is_a_search(community: Community, wanted: str) -> None:
    community.ask()
    assert _titles(community, wanted) == []
    assert community.world.client().get("/search/", {"q": wanted}).status_code == 200


def test_another_brand_finds_nothing_even_with_our_space_ids(community: Community) -> None:
    community.ask(title="Filter is stuck")
    spaces = list_spaces(community.actor("bob"))
    with in_globex():
        assert search_topics(spaces, "filter").hits == []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM community_search('filter', '{}', %s, ARRAY['en'], 10)", [[space.pk for space in spaces]]
            )
            assert cursor.fetchall() == []


def test_hits_come_in_pages(community: Community) -> None:
    for number in range(5):
        community.ask(title=f"Filter {number}")
    spaces = list_spaces(community.actor("bob"))
    first, third = search_topics(spaces, "filter", size=2), search_topics(spaces, "filter", page=3, size=2)
    assert (len(first.hits), first.has_next, len(third.hits), third.has_next) == (2, True, 1, False)


def test_highlight_marks_whole_words_and_escapes_the_rest() -> None:
    assert highlight("<i>Filters</i> refilter", ["filt"]) == Markup("&lt;i&gt;<mark>Filters</mark>&lt;/i&gt; refilter")


class TestOperators:
    def find(self, community: Community, wanted: str, reader: str = "bob") -> set[str]:
        actor = community.actor(reader)
        return {hit.topic.title for hit in search_topics(list_spaces(actor), wanted, actor=actor).hits}

    def furnish(self, community: Community) -> dict[str, object]:
        solved = community.ask("bob", title="Filter alpha", tags=["steel"], language="en")
        reply = community.reply(solved, "dora", "Rinse the filter.")
        accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=reply.pk)
        bare = community.ask("dora", title="Filter beta", tags=["brass", "steel"], body="Look ![x](https://x.example/a.png)")
        inside = community.ask("bob", title="Filter gamma", space=community.members, language="de", kind="discussion")
        return {"solved": solved, "bare": bare, "inside": inside}

    @pytest.mark.parametrize(
        ("wanted", "titles"),
        [
            ("filter", {"alpha", "beta", "gamma"}),
            ("filter @bob", {"alpha", "gamma"}),
            ("@dora", {"alpha", "beta"}),
            ("@nobody", set()),
            ("filter status:solved", {"alpha"}),
            ("filter status:unsolved", {"beta"}),
            ("status:noreplies", {"beta", "gamma"}),
            ("status:single_user", {"beta", "gamma"}),
            ("status:public filter", {"alpha", "beta"}),
            ("tags:steel", {"alpha", "beta"}),
            ("tags:steel+brass", {"beta"}),
            ("tags:steel -tags:brass", {"alpha"}),
            ("tags:tin", set()),
            ("kind:discussion", {"gamma"}),
            ("locale:de", {"gamma"}),
            ("with:images", {"beta"}),
            ("min_posts:2", {"alpha"}),
            ("rinse in:title", set()),
            ("rinse", {"alpha"}),
            ("filter in:created", {"alpha", "gamma"}),
            ("after:2200-01-01", set()),
            ("before:2200-01-01", {"alpha", "beta", "gamma"}),
            ("filter order:latest", {"alpha", "beta", "gamma"}),
            ("order:oldest filter", {"alpha", "beta", "gamma"}),
            ("filter order:read", {"alpha", "beta", "gamma"}),
            ("in:first order:views", {"alpha", "beta", "gamma"}),
        ],
    )
    def test_each_operator_narrows(self, community: Community, wanted: str, titles: set[str]) -> None:
        self.furnish(community)
        assert self.find(community, wanted) == {f"Filter {name}" for name in titles}

    def test_a_reader_without_an_account_has_no_personal_filters(self, community: Community) -> None:
        self.furnish(community)
        assert search_topics(list_spaces(community.actor("bob")), "in:posted", actor=None).hits == []

    def test_bookmarks_votes_and_watched_topics_are_filters(self, community: Community) -> None:
        from community.actions.votes import cast_vote
        from community.actions.watching import set_watch
        from community.models.bookmark import Bookmark
        from community.models.post import Post
        from kernel.clock import now

        topics = self.furnish(community)
        dora = community.actor("dora")
        first = Post.objects.get(topic=topics["solved"], position=1)
        Bookmark.objects.create(user_id=dora.user_id, post=first, created_at=now())
        cast_vote(actor=dora, post_id=Post.objects.get(topic=topics["inside"], position=1).pk)
        set_watch(actor=dora, kind="topic", target_id=topics["bare"].pk, level="watching")  # type: ignore[attr-defined] # a topic
        assert self.find(community, "in:bookmarks", "dora") == {"Filter alpha"}
        assert self.find(community, "in:likes", "dora") == {"Filter gamma"}
        assert self.find(community, "in:watching", "dora") == {"Filter beta"}
        assert self.find(community, "in:bookmarks", "bob") == set()

    def test_a_hidden_space_is_not_found_by_its_name(self, community: Community) -> None:
        community.ask("ben", title="Filter secret", space=community.staff)
        assert self.find(community, f"#{community.staff.slug} filter") == set()
        assert self.find(community, f"#{community.staff.slug} filter", "ben") == {"Filter secret"}


class TestLog:
    def test_what_was_not_found_is_counted_and_says_nothing_of_who(self, community: Community) -> None:
        from community.models.searching import SearchLog

        community.ask(title="Filter is stuck")
        anonymous = community.world.client()
        anonymous.get("/search/", {"q": "Teleporter"})
        anonymous.get("/search/", {"q": "teleporter"})
        found = anonymous.get("/search/", {"q": "filter"}).content.decode()
        row = SearchLog.objects.get(words="filter")
        assert str(row.pk) in found
        sent = {"search": str(row.pk), "place": "1"}
        assert anonymous.post("/search/clicked/", sent).status_code == 204
        anonymous.post("/search/clicked/", {**sent, "place": "7"})
        assert SearchLog.objects.get(words="filter").clicked == 1
        page = community.world.client("alice").get("/manage/searches/").content.decode()
        assert "teleporter" in page
        assert ">filter<" not in page
        assert community.world.client("ben").get("/manage/searches/").status_code == 403

    def test_old_searches_are_dropped(self, community: Community) -> None:
        from datetime import timedelta

        from community.actions.searching import log_search, prune_searches
        from community.models.searching import SearchLog
        from kernel.actor import system_actor
        from kernel.clock import now
        from tests.plugin import TENANTS

        kept = log_search(actor=community.actor("bob"), words="new", hit_count=0)
        old = log_search(actor=community.actor("bob"), words="old", hit_count=0)
        SearchLog.objects.filter(pk=old).update(at=now() - timedelta(days=366))
        assert prune_searches(actor=system_actor(TENANTS["acme"])) == 1
        assert list(SearchLog.objects.values_list("pk", flat=True)) == [kept]


def test_a_group_that_a_reader_may_not_know_of_finds_nothing(community: Community, anonymous: Any) -> None:
    alice, bob = community.actor("alice"), community.actor("bob")
    group = create_group(actor=alice, name="Watched accounts", visibility="staff")
    add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
    community.ask("bob", title="How do I descale it?")
    wanted = f"group:{group.slug}"
    assert search_topics([community.public], wanted, actor=alice).total == 1
    for reader in (anonymous, community.actor("dora"), None):
        assert search_topics([community.public], wanted, actor=reader).total == 0
