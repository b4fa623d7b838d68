"""Importing a Stack Exchange dump: what comes out, what is reported, and that doing it again changes nothing."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from community.actions.spaces import create_space
from community.importers.stackexchange.importing import StackExchangeImport
from community.management.commands.import_stackexchange import site_of
from community.models import Post, Space, Tag, Topic
from events.log import read_after
from kernel.actor import system_actor
from people.models import Person
from tests.plugin import TENANTS
from tests.unit.community import dumps
from tests.worlds import World, in_globex


def run(folder: Path, **options: Any) -> tuple[dict[str, Any], list[str]]:
    """The last line of --json, and what was reported."""
    out = io.StringIO()
    call_command(
        "import_stackexchange", str(folder), tenant="acme", space="beer", site="beer.example", json=True, stdout=out, **options
    )
    return json.loads(out.getvalue().splitlines()[-1]), out.getvalue().splitlines()


def state() -> list[Any]:
    """Everything that an import writes, in one comparable value."""
    return [
        list(Topic.objects.order_by("imported_key").values_list("imported_key", "title", "slug", "score", "reply_count", "last_position", "solution__imported_key", "helpful_at", "last_posted_at")),
        list(Post.objects.order_by("imported_key").values_list("imported_key", "position", "score", "vote_count", "html", "license", "author__name")),
        sorted(Tag.objects.values_list("name", flat=True)),
        sorted(Person.objects.values_list("name", flat=True)),
        list(Space.objects.values_list("slug", "topic_count")),
    ]  # fmt: skip


def test_counts_are_those_of_the_files(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, _ = run(dumps.small_dump(tmp_path))
    expected = {"topics": 3, "answers": 4, "accepted": 1, "votes": 3 * 3 + 5 + 3 * 1, "authors": 3, "former_authors": 1}
    assert {name: counts[name] for name in expected} == expected
    assert (counts["skipped"], counts["other"], counts["dangling_accepted"]) == (3, 1, 1)
    reported = capsys.readouterr().err
    for place, why in (
        ("Posts.xml:8", "broken row"),
        ("Posts.xml:9", "which is not in this dump"),
        ("Posts.xml:12", "CreationDate is no time"),
        ("Posts.xml:4", "accepts answer 99"),
    ):
        assert any(line.startswith(f"{place}: ") and why in line for line in reported.replace("\r", "\n").splitlines()), (
            place,
            reported,
        )


def test_question_becomes_a_topic_with_replies_in_order(world: World, tmp_path: Path) -> None:
    run(dumps.small_dump(tmp_path))
    topic = Topic.objects.get(imported_key="beer.example:1")
    posts = list(Post.objects.filter(topic=topic).order_by("position").values_list("position", "author__name", "body", "score"))
    assert posts == [(1, "Hanna", "Hi See this", 3), (2, "Iqbal", "Answer 3", 5), (3, "Hanna", "Answer 4", -1)]
    assert (topic.solution and topic.solution.position, topic.reply_count, topic.view_count) == (2, 2, 40)
    assert topic.helpful_at == Post.objects.get(topic=topic, position=2).created_at
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["hops", "ipa", "storage"]
    assert set(Person.objects.filter(is_imported=True).values_list("name", flat=True)) == {
        "Hanna", "Iqbal", "Old Friend", "imported member 12",
    }  # fmt: skip


def test_html_is_cleaned_and_leads_back_to_the_site(world: World, tmp_path: Path) -> None:
    run(dumps.small_dump(tmp_path))
    first = Post.objects.get(imported_key="beer.example:1")
    assert first.html == (
        '<h3 dir="auto">Hi</h3><p dir="auto">See <a href="https://beer.example/q/2" rel="nofollow ugc noopener">this</a></p>'
    )
    assert first.license == "CC BY-SA 4.0"
    assert Post.objects.get(imported_key="beer.example:2").license == "CC BY-SA 4.0"


def test_page_of_an_imported_topic_names_author_source_and_licence(world: World, tmp_path: Path) -> None:
    run(dumps.small_dump(tmp_path))
    page = world.client().get(f"/t/x-{Topic.objects.get(imported_key='beer.example:1').number}/", follow=True).content.decode()
    for text in ("Hanna", "imported · beer.example", "https://creativecommons.org/licenses/by-sa/4.0/", "Title 1"):
        assert text in page


def test_second_run_changes_nothing_and_counts_the_same(world: World, tmp_path: Path) -> None:
    first, _ = run(dumps.with_votes(dumps.small_dump(tmp_path)))
    before, head = state(), len(read_after(TENANTS["acme"], 0, limit=1000))
    second, _ = run(tmp_path)
    news = {"new_topics", "new_answers", "new_accepted", "rescored"}
    assert {key: value for key, value in second.items() if key not in news} == {k: v for k, v in first.items() if k not in news}
    assert [second[key] for key in sorted(news)] == [0, 0, 0, 0]
    assert state() == before
    assert len(read_after(TENANTS["acme"], 0, limit=1000)) == head


def test_votes_file_is_believed_before_scores(world: World, tmp_path: Path) -> None:
    counts, _ = run(dumps.with_votes(dumps.small_dump(tmp_path)))
    assert (counts["votes"], counts["votes_without_post"]) == (5, 1)
    scores = dict(Post.objects.values_list("imported_key", "score"))
    assert (scores["beer.example:1"], scores["beer.example:3"], scores["beer.example:4"]) == (1, 1, 0)
    assert Topic.objects.get(imported_key="beer.example:1").score == 1


def test_members_votes_survive_another_run(world: World, tmp_path: Path) -> None:
    from community.actions.votes import cast_vote

    run(dumps.with_votes(dumps.small_dump(tmp_path)))
    post = Post.objects.get(imported_key="beer.example:1")
    cast_vote(actor=world.actor("bob"), post_id=post.pk)
    run(tmp_path)
    post.refresh_from_db()
    assert (post.score, post.vote_count) == (2, 4)


def test_interrupted_run_and_the_next_make_what_one_run_makes(world: World, tmp_path: Path) -> None:
    class PowerCutError(Exception):
        pass

    def cut_at(size: int) -> Any:
        read = iter(range(1_000))

        def advance(_: int) -> None:
            if next(read) == size:
                raise PowerCutError

        return advance

    def importing(advance: Any) -> StackExchangeImport:
        actor = system_actor(TENANTS["acme"])
        space = Space.objects.filter(slug="beer").first() or create_space(actor=actor, name="Beer")
        return StackExchangeImport(actor, tmp_path, space, "beer.example", lambda _place, _why: None, advance, batch=2)

    dumps.with_votes(dumps.small_dump(tmp_path))
    undo = transaction.savepoint()
    importing(str).run()
    whole = state()
    transaction.savepoint_rollback(undo)
    with pytest.raises(PowerCutError):
        # 6 lines of Users.xml, then the first rows of Posts.xml
        importing(cut_at(12)).run()
    assert 0 < Topic.objects.count() < 3
    importing(str).run()
    assert state() == whole


def test_one_event_says_that_a_space_was_imported(world: World, tmp_path: Path) -> None:
    run(dumps.small_dump(tmp_path))
    events = [event for event in read_after(TENANTS["acme"], 0, limit=1000) if event.type.startswith("community.")]
    assert [event.type for event in events] == ["community.space_created", "community.space_imported"]
    assert (events[-1].payload["topics"], events[-1].payload["posts"]) == (3, 7)


def test_other_brand_sees_none_of_it(world: World, tmp_path: Path) -> None:
    run(dumps.small_dump(tmp_path))
    with in_globex():
        assert (Topic.objects.count(), Post.objects.count(), Person.objects.filter(is_imported=True).count()) == (0, 0, 0)


def test_entities_that_would_explode_are_a_broken_row(world: World, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE row [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row Id="1" PostTypeId="1" Title="&b;" Body="x"/>\n'
    dumps.write(tmp_path, "Posts", bomb, dumps.question(2))
    counts, _ = run(tmp_path)
    assert (counts["topics"], counts["skipped"]) == (1, 1)


def test_folder_without_posts_gets_one_clear_sentence(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no Posts\.xml"):
        run(tmp_path)


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("beer", "beer.stackexchange.com"),
        ("conlang-meta", "conlang.meta.stackexchange.com"),
        ("stackoverflow.com", "stackoverflow.com"),
    ],
)
def test_site_is_known_from_the_archives_name(name: str, site: str) -> None:
    assert site_of(name) == site


DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "stackexchange"


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("conlang-meta", {"topics": 54, "answers": 115, "accepted": 11, "votes": 1083, "authors": 52, "skipped": 0, "other": 8}),
        ("beer", {"topics": 663, "answers": 1572, "accepted": 410, "votes": 10195, "authors": 781, "skipped": 0, "other": 119}),
    ],
)
def test_real_dumps_come_in_whole(world: World, name: str, expected: dict[str, int]) -> None:
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    counts, _ = run(folder)
    assert {key: counts[key] for key in expected} == expected
    assert (Topic.objects.count(), Post.objects.filter(position__gt=1).count()) == (expected["topics"], expected["answers"])
    assert Topic.objects.filter(solution__isnull=False).count() == expected["accepted"]
