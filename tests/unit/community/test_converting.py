"""Dumps of other forums as records of the neutral format, and from there into a brand."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest

from community.importers.converting import convert, detect_format
from community.importers.neutral.records import Member, Post, Redirect, Space, Tag, Topic, Vote
from community.importers.phpbb.bbcode import bbcode_html, post_html
from community.importers.unreadable import UnreadableFileError
from community.models import Post as StoredPost
from community.models import Space as StoredSpace
from community.models import Topic as StoredTopic
from tests.unit.community import dumps
from tests.unit.community.foreign_dumps import ARCHIVE, DISCOURSE, PHPBB_MYSQL, PHPBB_POSTGRES, TABLE
from tests.unit.community.importing import SMALL, bring
from tests.worlds import World


def converted(folder: Path, text: str, kind: str) -> tuple[dict[type, list[Any]], list[tuple[str, str]]]:
    """Records by kind, and what was reported."""
    path, problems = folder / "dump", []
    path.write_text(text, encoding="utf-8")
    found: dict[type, list[Any]] = {}
    for record in convert(path, kind, source="old.example", report=lambda place, what: problems.append((place, what))):
        found.setdefault(type(record), []).append(record)
    return found, problems


def by_id(records: list[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def test_phpbb_forums_keep_their_readers(tmp_path: Path) -> None:
    found, _ = converted(tmp_path, PHPBB_MYSQL, "phpbb")
    spaces = by_id(found[Space])
    assert {ident: (space.name, space.parent, space.visibility) for ident, space in spaces.items()} == {
        "1": ("Kitchen", None, "public"),
        "2": ("Pots & pans", "1", "public"),
        "3": ("Members", "1", "members"),
        "4": ("Locked up", "1", "private"),
        "5": ("Staff", None, "private"),
    }
    assert spaces["2"].old_addresses == ["/forum/viewforum.php?f=2"]
    assert spaces["2"].description == "All of them"


def test_phpbb_members_are_people_only(tmp_path: Path) -> None:
    found, _ = converted(tmp_path, PHPBB_MYSQL, "phpbb")
    assert [(member.id, member.name, member.email) for member in found[Member]] == [
        ("2", "Ann", "ann@old.example"),
        ("3", "Ben", None),
    ]


def test_phpbb_topics_and_posts(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, PHPBB_MYSQL, "phpbb")
    topics, posts = by_id(found[Topic]), by_id(found[Post])
    assert set(topics) == {"1", "2"}
    assert problems == [("topic 4", "is in forum 99, which is not in this dump")]
    first = topics["1"]
    assert (first.title, first.author, first.views, first.pinned, first.closed) == ('Which "pot"?', "2", 77, True, True)
    assert first.old_addresses == ["/forum/viewtopic.php?t=1", "/forum/viewtopic.php?f=2&t=1"]
    assert posts["10"].html == "<strong>Which</strong> pot?<br>It&#x27;s for soup; &#x27;yes&#x27;, (really)."
    assert posts["11"].html == (
        "<blockquote><p><strong>Ann:</strong></p>Which</blockquote> A <strong>big</strong> one :) <ul><li>one</li><li>two</li></ul>"
    )
    assert (posts["11"].author, posts["11"].author_name, posts["11"].edited is not None) == (None, "Passer-by", True)
    assert posts["11"].old_addresses == ["/forum/viewtopic.php?p=11"]
    assert [ident for ident, post in posts.items() if post.hidden] == ["12"]


def test_phpbb_on_postgres_without_permissions_is_private(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, PHPBB_POSTGRES, "phpbb")
    assert [(space.name, space.visibility) for space in found[Space]] == [("It's one", "private")]
    assert found[Topic][0].title == "A \\ backslash"
    assert {post.id: post.html for post in found[Post]} == {"1": "one\\n\ttab<br>line", "3": "two", "4": "over<br>two; lines"}
    assert sorted(place for place, _ in problems) == ["line 7", "permissions"]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[b]x", "<strong>x</strong>"),
        ("x[/b]", "x[/b]"),
        ("[b][i]x[/b]y[/i]", "<strong><em>x</em></strong>y[/i]"),
        ("[url=https://a.example/?q=1&r=2]x[/url]", '<a href="https://a.example/?q=1&amp;r=2">x</a>'),
        ("[url]www.a.example[/url]", '<a href="https://www.a.example">www.a.example</a>'),
        ("[url=javascript:alert(1)]x[/url]", "x"),
        ("[img]javascript:alert(1)[/img]", "javascript:alert(1)"),
        ('[img]https://a.example/"onerror=x[/img]', '<img src="https://a.example/&quot;onerror=x" alt="">'),
        ("[code][b]<x>[/b][/code]", "<pre><code>[b]&lt;x&gt;[/b]</code></pre>"),
        ("[list=1][*]a[*]b[/list]", "<ol><li>a</li><li>b</li></ol>"),
        ("[color=#f00]red[/color] [nope]x[/nope]", "red [nope]x[/nope]"),
        ('[quote="A & B" post_id=3]x[/quote]', "<blockquote><p><strong>A &amp; B:</strong></p>x</blockquote>"),
        ("<script>", "&lt;script&gt;"),
    ],
    ids=lambda value: value[:24],
)
def test_bbcode(source: str, html: str) -> None:
    assert bbcode_html(source) == html


def test_old_links_and_smilies_become_what_was_typed() -> None:
    text = 'See <!-- m --><a class="postlink" href="https://a.example/x?a=1&amp;b=2">https://a.example/...</a><!-- m -->'
    assert post_html(text) == "See https://a.example/x?a=1&amp;b=2"


def test_discourse(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, DISCOURSE, "discourse")
    assert problems == []
    spaces = by_id(found[Space])
    assert {ident: (space.parent, space.visibility) for ident, space in spaces.items() if ident.isdigit()} == {
        "5": (None, "public"),
        "6": ("5", "public"),
        "7": (None, "private"),
    }
    assert [space.id for space in found[Space]].index("5") < [space.id for space in found[Space]].index("6")
    assert {member.id: (member.name, member.email) for member in found[Member]} == {
        "-1": ("system", None),
        "2": ("Ann Ladle", "ann@old.example"),
        "3": ("ben", None),
    }
    assert [(tag.name, tag.description) for tag in found[Tag]] == [("beech", "A wood")]
    topics = by_id(found[Topic])
    assert set(topics) == {"10", "12"}
    assert (topics["10"].kind, topics["10"].tags, topics["10"].old_addresses) == (
        "question",
        ["beech"],
        ["/t/which-wood/10", "/t/10"],
    )
    assert (topics["12"].closed, topics["12"].pinned) == (True, True)
    posts = {post.id: post for post in found[Post]}
    assert [post.id for post in found[Post]] == ["20", "21", "23", "40"]
    assert posts["21"].markdown == "> **ann:**\n>\n> Which?\n\n\nBeech, **always**."
    assert (posts["21"].reply_to, posts["21"].accepted, posts["23"].hidden) == ("20", True, True)
    assert [(vote.post, vote.member) for vote in found[Vote]] == [("21", "2")]
    assert [redirect.old for redirect in found[Redirect]] == ["/t/10/2", "/t/10/4"]


def test_a_members_archive_leaves_letters_out(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, ARCHIVE, "discourse-archive")
    assert [(post.id, post.markdown, post.score) for post in found[Post]] == [("10.7", "Mine is\nbeech", 4)]
    assert found[Space][0].visibility == "private"
    assert [what for _, what in problems] == ["the address names no topic"]


def test_csv(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, TABLE, "csv")
    assert [(space.name, space.visibility) for space in found[Space]] == [("Help desk", "public"), ("Office", "private")]
    assert [(topic.id, topic.kind, topic.tags, topic.old_addresses) for topic in found[Topic]] == [
        ("1", "question", ["a", "b"], ["/old/1"]),
        ("2", "discussion", [], []),
    ]
    assert [(post.id, post.author, post.author_name, post.accepted) for post in found[Post]] == [
        ("1", "7", "", False),
        ("2", None, "Ben", True),
        ("3", "7", "", False),
    ]
    assert [place for place, _ in problems] == ["row 5"]


def test_json_is_an_array_of_records(tmp_path: Path) -> None:
    found, problems = converted(tmp_path, orjson.dumps([*SMALL, {"type": "x"}]).decode(), "json")
    assert (len(found[Post]), len(found[Topic])) == (4, 2)
    assert [place for place, _ in problems] == [f"record {len(SMALL) + 1}"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PHPBB_MYSQL, "phpbb"),
        (PHPBB_POSTGRES, "phpbb"),
        (DISCOURSE, "discourse"),
        (ARCHIVE, "discourse-archive"),
        (TABLE, "csv"),
        ('[{"type": "meta"}]', "json"),
        ('{"type": "meta", "source": "x"}\n', "neutral"),
    ],
    ids=["phpbb", "phpbb-postgres", "discourse", "archive", "csv", "json", "neutral"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_file_shows_what_it_is(tmp_path: Path, text: str, kind: str, packed: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    assert detect_format(path) == kind


def test_what_looks_like_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("dear diary")
    with pytest.raises(UnreadableFileError):
        detect_format(tmp_path / "file")


@pytest.mark.parametrize("kind", ["phpbb", "discourse", "csv"])
def test_a_dump_comes_in_and_leads_its_addresses_on(world: World, tmp_path: Path, kind: str) -> None:
    text, old = {
        "phpbb": (PHPBB_MYSQL, "/forum/viewtopic.php?p=11"),
        "discourse": (DISCOURSE, "/t/10/2"),
        "csv": (TABLE, "/old/1"),
    }[kind]
    (tmp_path / "dump").write_text(text)
    run = bring(tmp_path / "dump", format=kind, source="old.example")
    assert (run.state, run.failure) == ("done", "")
    assert StoredTopic.objects.count() == 2
    answer = world.client().get(old)
    assert answer.status_code == 301
    assert world.client().get(answer.headers["Location"].partition("#")[0]).status_code == 200
    private = StoredTopic.objects.get(space__visibility="staff")
    assert world.client("bob").get(f"/t/{private.slug}-{private.number}/").status_code == 404
    again = bring(tmp_path / "dump", format=kind, source="old.example")
    assert [name for name in again.counts if name.startswith("new_")] == []


def test_stack_exchange_through_the_same_door(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "beer"
    folder.mkdir()
    dumps.small_dump(folder)
    archive = tmp_path / "beer.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.iterdir():
            packed.write(path, path.name)
    assert detect_format(archive) == detect_format(folder) == "stackexchange"
    run = bring(archive, format="stackexchange", source="beer.stackexchange.com")
    assert (run.state, StoredTopic.objects.count(), StoredSpace.objects.count()) == ("done", 3, 1)
    question = StoredTopic.objects.get(imported_key="beer.stackexchange.com:1")
    assert question.solution is not None
    assert "<h3" in StoredPost.objects.get(topic=question, position=1).html
