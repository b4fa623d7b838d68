"""Importing the neutral format: what comes out, what is reported, and that it may be stopped, repeated and taken back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from branding.models import Redirect
from community.actions.importing import NotNowError, steer_import
from community.actions.replies import post_reply
from community.importers import running
from community.importers.neutral.records import line_schema
from community.importers.running import Sitting, work_on
from community.models import ImportBatch, Post, Space, Tag, Topic, Vote
from events.log import read_after
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from people.models import Identity, Person
from tenants.context import require_tenant_id
from tests.architecture.house import ROOT
from tests.plugin import TENANTS
from tests.unit.community.importing import AT, SMALL, bring, write
from tests.worlds import World, in_globex


def state() -> list[Any]:
    """Everything that an import writes, in one comparable value."""
    return [
        list(Topic.objects.order_by("imported_key").values_list("imported_key", "number", "title", "score", "reply_count", "last_position", "solution__imported_key", "helpful_at", "last_posted_at", "hidden_as")),
        list(Post.objects.order_by("imported_key").values_list("imported_key", "position", "score", "vote_count", "body", "html", "written_in", "author__name", "reply_to__imported_key", "hidden_as")),
        sorted(Tag.objects.values_list("name", "description")),
        sorted(Person.objects.values_list("name", flat=True)),
        sorted(Space.objects.values_list("slug", "visibility", "topic_count", "post_count")),
        sorted(Redirect.objects.values_list("old", "new")),
        Vote.objects.count(),
    ]  # fmt: skip


def test_everything_is_where_it_belongs(world: World, tmp_path: Path) -> None:
    run = bring(write(tmp_path / "f.jsonl", SMALL))
    assert (run.state, run.problems, run.percent) == ("done", [], 100)
    question = Topic.objects.get(imported_key="old.example:10")
    assert (question.reply_count, question.last_position, question.view_count, question.hidden_as) == (1, 3, 12, "")
    assert question.solution is not None
    assert question.solution.imported_key == "old.example:101"
    assert sorted(question.topic_tags.values_list("tag__name", flat=True)) == ["dry-yeast", "hops"]
    first, second, spam = Post.objects.filter(topic=question).order_by("position")
    assert (first.body, first.written_in) == ("Mine *stopped*.", "markdown")
    assert "<em>stopped</em>" in first.html
    assert second.html == '<h3 dir="auto">No</h3><p dir="auto">Wait</p>'
    assert (second.score, second.vote_count, second.reply_to_id, second.author.name) == (4, 4, first.pk, "Old Friend")
    assert (spam.hidden_as, spam.author.name) == ("moderated", "imported member 8")
    rent = Topic.objects.get(imported_key="old.example:11")
    assert rent.locked_at is not None
    assert rent.pinned_at is not None


def test_what_was_private_stays_private_with_all_below_it(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    assert dict(Space.objects.values_list("slug", "visibility")) == {"brewing": "public", "cellar": "staff", "shelf": "staff"}
    assert world.client("bob").get(f"/t/rent-{Topic.objects.get(title='Rent').number}/").status_code == 404
    assert world.client("alice").get(f"/t/rent-{Topic.objects.get(title='Rent').number}/").status_code == 200


def test_old_addresses_lead_on(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    number = Topic.objects.get(imported_key="old.example:10").number
    expected = {
        "/viewtopic.php?t=10": f"/t/how-long-{number}/",
        "/viewtopic.php?p=101": f"/t/how-long-{number}/#post-2",
        "/forum/1": "/s/brewing/",
        "/about.html": "/s/brewing/",
    }
    assert {old: world.client().get(old).headers.get("Location") for old in expected} == expected


def test_doing_it_again_changes_nothing(world: World, tmp_path: Path) -> None:
    path = write(tmp_path / "f.jsonl", SMALL)
    bring(path)
    before, batches = state(), ImportBatch.objects.count()
    again = bring(path)
    assert state() == before
    assert ImportBatch.objects.count() == batches
    assert [name for name in again.counts if name.startswith("new_")] == []


def test_a_file_that_grew_brings_what_is_new_only(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "a.jsonl", SMALL))
    more = {"type": "post", "id": "103", "topic": "10", "author": "7", "created": AT, "markdown": "Thanks"}
    run = bring(write(tmp_path / "b.jsonl", [*SMALL, more]))
    assert {name: run.counts[name] for name in run.counts if name.startswith("new_")} == {"new_posts": 1}
    assert Post.objects.get(imported_key="old.example:103").position == 4


@pytest.mark.parametrize("size", [1, 2, 3, 5], ids=str)
def test_stopped_after_any_batch_it_goes_on_from_there(
    world: World, tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "f.jsonl", SMALL)
    with in_globex():
        bring(path)
        whole = state()
    monkeypatch.setattr(running, "BATCH", size)
    monkeypatch.setattr(Sitting.__init__, "__defaults__", (size, *(Sitting.__init__.__defaults__ or ())[1:]))
    actor = world.actor("alice")
    run = running_run(actor, path)
    sittings = 0
    while run.state != "done":
        found = work_on(actor, run.pk, seconds=0)
        assert found is not None
        assert found.state in ("running", "done")
        run, sittings = found, sittings + 1
    assert sittings >= len(SMALL) // size
    mine = state()
    for index in (0, 1, 2, 3, 4, 6):
        assert _without_numbers(mine[index]) == _without_numbers(whole[index])


def _without_numbers(rows: Any) -> Any:
    return (
        [row[:1] + row[2:] if isinstance(row, tuple) and len(row) > 9 else row for row in rows]
        if isinstance(rows, list)
        else rows
    )


def running_run(actor: Any, path: Path) -> Any:
    from community.actions.importing import start_import
    from kernel.ids import uuid7

    return start_import(actor=actor, id=uuid7(), format="neutral", name="f", path=str(path))


def test_a_broken_line_spoils_no_other(world: World, tmp_path: Path) -> None:
    rows = [
        *SMALL,
        "{not json",
        {"type": "comment", "id": 1},
        {"type": "post", "id": "200", "topic": "10", "created": AT},
        {"type": "post", "id": "201", "topic": "99", "created": AT, "markdown": "lost"},
        {"type": "topic", "id": "202", "space": "9", "title": "lost", "created": AT},
        {"type": "post", "id": "203", "topic": "10", "created": "2020-05-01T10:00:00", "markdown": "no zone"},
        {"type": "post", "id": "204", "topic": "10", "created": AT, "markdown": "x", "colour": "red"},
        {"type": "topic", "id": "205", "space": "1", "title": "Nobody wrote", "created": AT},
        "",
        {"type": "post", "id": "206", "topic": "10", "created": AT, "markdown": "still here"},
    ]
    run = bring(write(tmp_path / "f.jsonl", rows))
    first = len(SMALL) + 1
    assert run.state == "done"
    assert [place for place, _ in run.problems] == [
        *(f"line {first + n}" for n in (0, 1, 2, 5, 6)),
        f"line {first + 4}",
        f"line {first + 3}",
        "end",
    ]
    said = dict(run.problems)
    assert "either markdown or html" in said[f"line {first + 2}"]
    assert "timezone" in said[f"line {first + 5}"]
    assert "colour" in said[f"line {first + 6}"]
    assert said["end"] == "topic 205 has no post and was left out"
    assert Post.objects.filter(imported_key="old.example:206").exists()
    assert not Topic.objects.filter(imported_key="old.example:205").exists()


def test_a_file_without_a_meta_line_fails_and_says_so(world: World, tmp_path: Path) -> None:
    run = bring(write(tmp_path / "f.jsonl", SMALL[1:]))
    assert (run.state, run.failure) == ("failed", "The file does not begin with a meta line.")
    assert not Topic.objects.exists()


def test_a_trial_counts_and_writes_nothing(world: World, tmp_path: Path) -> None:
    before = state()
    run = bring(write(tmp_path / "f.jsonl", [*SMALL, "{"]), is_trial=True)
    assert (run.state, run.counts["topics"], run.counts["posts"], run.problem_count) == ("checked", 2, 4, 1)
    assert state() == before
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="import")
    done = work_on(system_actor(require_tenant_id()), run.pk, seconds=60)
    assert done is not None
    assert (done.state, done.problem_count, done.counts["new_posts"]) == ("done", 1, 4)


def test_undoing_takes_away_exactly_what_came(world: World, tmp_path: Path) -> None:
    before = state()
    run = bring(write(tmp_path / "f.jsonl", SMALL))
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="undo")
    done = work_on(system_actor(require_tenant_id()), run.pk, seconds=60)
    assert done is not None
    assert (done.state, done.failure) == ("undone", "")
    assert state() == before
    assert not Identity.objects.filter(kind="import").exists()


def test_undoing_keeps_what_somebody_answered(world: World, tmp_path: Path) -> None:
    run = bring(write(tmp_path / "f.jsonl", SMALL))
    topic = Topic.objects.get(imported_key="old.example:10")
    post_reply(actor=world.actor("bob"), topic_id=topic.pk, body="I am here.")
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="undo")
    done = work_on(system_actor(require_tenant_id()), run.pk, seconds=60)
    assert done is not None
    assert (done.state, done.counts["kept_topics"]) == ("undone", 1)
    assert list(Topic.objects.values_list("imported_key", flat=True)) == ["old.example:10"]
    assert Post.objects.filter(topic=topic).count() == 4
    assert list(Space.objects.values_list("slug", flat=True)) == ["brewing"]


def test_undoing_a_second_run_leaves_the_first(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "a.jsonl", SMALL))
    before = state()
    more = {"type": "post", "id": "103", "topic": "10", "author": "9", "created": AT, "markdown": "Thanks"}
    run = bring(write(tmp_path / "b.jsonl", [*SMALL, more]))
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="undo")
    work_on(system_actor(require_tenant_id()), run.pk, seconds=60)
    after = state()
    # positions are never given out twice
    assert [row[:5] + row[6:] for row in after[0]] == [row[:5] + row[6:] for row in before[0]]
    assert after[1:] == before[1:]


def test_a_paused_run_rests_and_another_worker_keeps_off(world: World, tmp_path: Path) -> None:
    actor = world.actor("alice")
    run = running_run(actor, write(tmp_path / "f.jsonl", SMALL))
    steer_import(actor=actor, run_id=run.pk, step="pause")
    assert work_on(actor, run.pk, seconds=60) is None
    with pytest.raises(NotNowError):
        steer_import(actor=actor, run_id=run.pk, step="import")
    steer_import(actor=actor, run_id=run.pk, step="resume")
    seen: list[Any] = []
    work_on(actor, run.pk, seconds=60, progress=lambda _: seen.append(work_on(actor, run.pk, seconds=60)))
    assert seen
    assert set(seen) == {None}


def test_posts_go_to_the_account_with_the_confirmed_address(world: World, tmp_path: Path) -> None:
    from people.actions import person_of_actor

    bob = person_of_actor(actor=world.actor("bob"))
    Identity.objects.update_or_create(
        kind="email", scope="", value="bob@acme.example", defaults={"person": bob, "verified_at": now()}
    )
    rows = [dict(row) for row in SMALL]
    rows[4]["email"] = "Bob@acme.example"
    bring(write(tmp_path / "f.jsonl", rows))
    assert Post.objects.get(imported_key="old.example:100").author_id == bob.pk


def test_each_space_is_announced_once(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    events = [row.payload for row in read_after(TENANTS["acme"], 0, limit=500) if row.type == "community.space_imported"]
    assert sorted(event["topics"] for event in events) == [1, 1]


def test_only_administrators_start_one(world: World, tmp_path: Path) -> None:
    for name in ("bob", "mo", "ben", "amira"):
        with pytest.raises(ForbiddenError):
            running_run(world.actor(name), write(tmp_path / "f.jsonl", SMALL))


def test_the_published_schema_is_that_of_the_records() -> None:
    import orjson

    published = (ROOT / "docs" / "how-to" / "import-neutral-format.schema.json").read_bytes()
    assert orjson.loads(published) == line_schema()


def test_the_command_does_all_of_it(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "f.jsonl", [*SMALL, "{"])
    call_command("import_community", str(path), tenant="acme", dry_run=True)
    assert not Topic.objects.exists()
    call_command("import_community", str(path), tenant="acme")
    assert Topic.objects.count() == 2
    assert "f.jsonl (neutral): done" in capsys.readouterr().out


def test_import_of_an_administrator_who_is_one_no_more_waits_for_another(world: World, tmp_path: Path) -> None:
    from accounts.models.user import User
    from community.actions.importing import start_import
    from kernel.ids import uuid7

    world.add("adam", role="admin")
    path, platform = write(tmp_path / "small.jsonl", SMALL), system_actor(TENANTS["acme"])
    run = start_import(actor=world.actor("adam"), id=uuid7(), format="neutral", name="small", path=str(path))
    User.objects.filter(pk=world.users["adam"].pk).update(role="member")
    stopped = work_on(platform, run.pk, seconds=600)
    assert stopped is not None
    assert (stopped.state, stopped.line) == ("paused", 0)
    assert not Space.objects.filter(name="Brewing").exists()
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="resume")
    done = work_on(platform, run.pk, seconds=600)
    assert done is not None
    assert done.state == "done"
