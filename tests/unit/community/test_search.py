"""Search: languages, scripts, ranking, misspellings, and never more than the reader may see."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from markupsafe import Markup

from community.actions.belonging import add_to_group
from community.actions.groups import create_group
from community.actions.solutions import accept_solution, clear_solution
from community.models.post import Post
from community.models.topic import Topic
from community.queries.search import highlight, search_topics
from community.queries.spaces import list_spaces
from kernel.clock import now
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


def test_old_accepted_answers_are_found_among_thousands_of_newer_posts(community: Community) -> None:
    titled = community.ask(title="Gasket of the pump is worn", body="Help")
    accept_solution(actor=community.actor("bob"), topic_id=titled.pk, post_id=community.reply(titled).pk)
    answered = community.ask(title="It drips", body="Help")
    answer = community.reply(answered, "dora", "Take the gasket out, turn it over, and put it back in again.")
    accept_solution(actor=community.actor("bob"), topic_id=answered.pk, post_id=answer.pk)
    long_ago = now() - timedelta(days=900)
    Topic.objects.update(created_at=long_ago, last_posted_at=long_ago)
    Post.objects.update(created_at=long_ago)
    chatter = community.ask(title="Chatter", body="Hello")
    Post.objects.bulk_create(
        Post(
            topic=chatter,
            position=number,
            author_id=chatter.author_id,
            body=f"My gasket says {number}",
            html="<p>…</p>",
            created_at=now(),
        )
        for number in range(2, 3_002)
    )
    hits = search_topics(list_spaces(community.actor("bob")), "gasket").hits
    assert [hit.topic.title for hit in hits] == ["Gasket of the pump is worn", "It drips", "Chatter"]
    assert hits[1].path.endswith("#post-2")


def test_answer_that_is_no_longer_accepted_loses_its_mark(community: Community) -> None:
    topic = community.ask(title="It drips", body="Help")
    first, second = (community.reply(topic, "dora", f"Turn the gasket over, {number}") for number in range(2))
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=first.pk)
    assert _marked() == [first.pk]
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=second.pk)
    assert _marked() == [second.pk]
    clear_solution(actor=community.actor("bob"), topic_id=topic.pk)
    assert _marked() == []


def _marked() -> list[UUID]:
    """The answers that search looks at however old they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM community_post WHERE solves ORDER BY position")
        return [row[0] for row in cursor.fetchall()]


def test_votes_and_freshness_lift_what_matches_as_well(community: Community) -> None:
    from datetime import timedelta

    from community.models.post import Post
    from community.models.topic import Topic
    from kernel.clock import now

    old, new, loved = (community.ask(title=f"Kettle {name}", body="Nothing more.") for name in ("old", "new", "loved"))
    Topic.objects.filter(pk=old.pk).update(last_posted_at=now() - timedelta(days=1_500))
    Post.objects.filter(topic=loved, position=1).update(score=20)
    assert _titles(community, "kettle") == ["Kettle loved", "Kettle new", "Kettle old"]
    Topic.objects.filter(pk=new.pk).update(last_posted_at=now() - timedelta(days=2_500))
    assert _titles(community, "kettle") == ["Kettle loved", "Kettle old", "Kettle new"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("after:tomorrow", "<strong>after:tomorrow</strong> is no date"),
        ("min_posts:many", "<strong>min_posts:many</strong> needs a whole number"),
        ("status:&lt;b&gt;", "was left out: this operator has no such value"),
        ("status:sleepy", "<strong>status:sleepy</strong> was left out: this operator has no such value"),
        ("in:messages", '<a href="/messages/?q=tea">Search your messages</a>'),
        ("assigned:maya", "seen at the desk"),
    ],
)
def test_the_page_says_what_an_operator_cannot_mean_and_searches_without_it(community: Community, typed: str, said: str) -> None:
    community.ask(title="Tea is bitter")
    page = community.world.client("bob").get("/search/", {"q": f"tea {typed}"}).content.decode()
    assert said in page
    assert "<mark>Tea</mark> is bitter" in page
    assert "<b>" not in page


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


OTHER_OPERATORS: dict[str, set[str]] = {
    "status:open": {"filter"},
    "status:closed": {"closed"},
    "status:archived": {"archived"},
    "in:pinned": {"filter"},
    "in:wiki": {"filter"},
    "in:seen": {"filter", "closed"},
    "in:unseen": {"archived"},
    "in:tracking": {"closed"},
    "in:posted": {"closed"},
    "in:all": {"filter", "closed", "archived"},
    "max_posts:1": {"archived"},
    "min_views:5": {"archived"},
    "max_views:4": {"filter", "closed"},
    "likes-min:1": {"filter"},
    "likes-max:0": {"filter", "closed", "archived"},
    "kettle likes-max:0 in:first": {"closed", "archived"},
    "likes-op-min:1": {"filter"},
    "likes-op-max:0": {"closed", "archived"},
    "posters-min:2": {"filter", "closed"},
    "posters-max:1": {"archived"},
    "filetype:pdf": {"filter"},
    "filetype:png,pdf": {"filter"},
    "filetype:zip": set(),
    "user:dora": {"filter"},
    "#outside": {"archived"},
    "#brewing": {"filter", "closed"},
    "#=brewing": {"filter"},
    "category:=brewing": {"filter"},
    "category:brewing,outside": {"filter", "closed", "archived"},
    "kettle badge:helper": {"filter"},
    "kettle -filter": {"closed", "archived"},
    "-filter": {"closed", "archived"},
    'kettle -"kettle filter" -closed': {"archived"},
    '"kettle filter"': {"filter"},
}


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

    def test_so_does_each_of_the_others(self, community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
        from community.actions.moderating import lock_topic_for_replies
        from community.actions.spaces import create_space
        from community.actions.tending import archive_topic, pin_topic
        from community.actions.votes import cast_vote
        from community.actions.watching import set_watch
        from community.models.post import Post
        from community.models.reading import TopicReading
        from community.models.topic import Topic
        from kernel.clock import now

        alice, mo, bob, at = community.actor("alice"), community.actor("mo"), community.actor("bob"), now()
        top = create_space(actor=alice, name="Brewing", slug="brewing")
        below = create_space(actor=alice, name="Kettles", slug="kettles", parent_id=top.pk)
        outside = create_space(actor=alice, name="Outside", slug="outside")
        opened = community.ask("dora", title="Kettle filter", space=top)
        closed = community.ask("alice", title="Kettle closed", space=below)
        archived = community.ask("alice", title="Kettle archived", space=outside)
        community.reply(opened, "alice", "Indeed so.")
        community.reply(closed, "bob", "Indeed so.")
        first = Post.objects.get(topic=opened, position=1)
        Post.objects.filter(pk=first.pk).update(wiki_at=at, html='<a href="/files/0190-a/manual.pdf">it</a>')
        cast_vote(actor=bob, post_id=first.pk)
        pin_topic(actor=mo, topic_id=opened.pk)
        lock_topic_for_replies(actor=mo, topic_id=closed.pk, reason="done")
        archive_topic(actor=mo, topic_id=archived.pk)
        set_watch(actor=bob, kind="topic", target_id=closed.pk, level="tracking")
        Topic.objects.filter(pk=archived.pk).update(view_count=9)
        read = {"last_position": 9, "first_seen_at": at, "last_seen_at": at, "seconds": 1}
        TopicReading.objects.create(user_id=bob.user_id, topic=opened, **read)
        monkeypatch.setattr("community.queries.search.badge_holders", lambda _slugs: {opened.author_id})
        found = {wanted: {title.rpartition(" ")[2] for title in self.find(community, wanted)} for wanted in OTHER_OPERATORS}
        assert found == OTHER_OPERATORS

    def test_each_order_is_kept(self, community: Community) -> None:
        from datetime import timedelta

        from community.actions.votes import cast_vote
        from community.models.post import Post
        from community.models.reading import TopicReading
        from community.models.topic import Topic
        from kernel.clock import now

        bob, at = community.actor("bob"), now()
        one, two = community.ask("dora", title="Kettle one"), community.ask("dora", title="Kettle two")
        cast_vote(actor=bob, post_id=Post.objects.get(topic=one, position=1).pk)
        Topic.objects.filter(pk=one.pk).update(view_count=9, created_at=at - timedelta(days=2))
        Post.objects.filter(topic=one).update(created_at=at - timedelta(days=2))
        for days, topic in enumerate((one, two)):
            seen = at - timedelta(days=days)
            TopicReading.objects.create(
                user_id=bob.user_id, topic=topic, last_position=1, first_seen_at=seen, last_seen_at=seen, seconds=1
            )
        older_first = ["oldest", "likes", "votes", "views", "read"]
        for words in ("kettle ", ""):
            for order in [*older_first, "latest", "latest_topic"]:
                found = search_topics([community.public], f"{words}order:{order} @dora", actor=bob).hits
                expected = ["one", "two"] if order in older_first else ["two", "one"]
                assert [hit.topic.title.split()[1] for hit in found] == expected, order

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
