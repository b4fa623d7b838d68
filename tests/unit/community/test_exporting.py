"""Exporting everything: what went out comes in again as it was, and a stopped export goes on where it was."""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.apps import apps
from django.core.management import call_command

from community.actions.editing import edit_post
from community.actions.exporting import fetch_export, start_export
from community.actions.replies import post_reply
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from community.actions.votes import cast_vote
from community.exporters import records
from community.exporters.records import everything
from community.exporters.tables import KEPT_BACK, ROOMS, SECRET, exported_tables, rows_of
from community.exporters.working import expire_exports, work_on_export
from community.importers.neutral.records import dump_line
from community.models import Post
from community.models.exporting import ExportRun
from events.log import read_after
from files.actions.uploading import upload_file
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from kernel.ids import uuid7
from tenants.context import require_tenant_id
from tenants.models import TenantModel
from tests.plugin import TENANTS
from tests.unit.community.importing import SMALL, bring, write
from tests.worlds import World, in_globex


def furnish(world: World) -> None:
    """A native topic beside the imported ones."""
    space = create_space(actor=world.actor("alice"), name="Native", slug="native", visibility="members")
    topic = create_topic(
        actor=world.actor("bob"), space_id=space.pk, title="Native?", body="# Big\n\n*Yes*", tags=["one", "two"], kind="question"
    )
    reply = post_reply(actor=world.actor("dora"), topic_id=topic.pk, body="No")
    cast_vote(actor=world.actor("bob"), post_id=reply.pk)
    accept_solution(actor=world.actor("bob"), topic_id=topic.pk, post_id=reply.pk)


def told() -> list[dict[str, Any]]:
    """The export with ids numbered in the order in which they first appear, so that two brands can be compared."""
    names: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"id{len(names)}")

    text = b"".join(dump_line(record) for record in everything() if type(record).__name__ != "Meta").decode()
    # who comes first among people and votes hangs on their ids
    lines = text.splitlines()
    lines.sort(key=lambda line: 0 if '"type":"space"' in line else 1 if '"type":"topic"' in line else 2)
    lines = [line for line in lines if '"type":"member"' not in line and '"type":"redirect"' not in line]
    return [orjson.loads(re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", number, line)) for line in lines]


def test_out_and_in_and_out_again_is_the_same(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    furnish(world)
    first = told()
    (tmp_path / "out.jsonl").write_bytes(b"".join(map(dump_line, everything())))
    members = sorted(r.name for r in everything() if type(r).__name__ == "Member")
    redirects = sorted(r.old for r in everything() if type(r).__name__ == "Redirect")
    with in_globex():
        run = bring(tmp_path / "out.jsonl")
        assert (run.state, run.problems) == ("done", [])
        again = told()
        assert sorted(r.name for r in everything() if type(r).__name__ == "Member") == members
        assert sorted(r.old for r in everything() if type(r).__name__ == "Redirect") == redirects
    assert len(first) == 4 + 1 + 3 + 6 + 2
    assert again == first


def test_the_archive_holds_everything(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    furnish(world)
    call_command("export_community", str(tmp_path / "all.zip"), tenant="acme", stdout=io.StringIO())
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert set(archive.namelist()) >= {"community.jsonl", "members.jsonl", "decisions.jsonl", "settings.json"}
        assert archive.read("community.jsonl") == b"".join(map(dump_line, everything()))
        assert {orjson.loads(line)["handle"] for line in archive.read("members.jsonl").splitlines()} >= {"bob", "dora"}
        assert "limits" in orjson.loads(archive.read("settings.json"))


def test_the_archive_holds_every_table_and_every_file(world: World, tmp_path: Path) -> None:
    furnish(world)
    post = Post.objects.filter(position=2).get()
    edit_post(actor=world.actor("dora"), post_id=post.pk, body="No, sorry", at=now() + timedelta(hours=2))
    made, _ = upload_file(actor=world.actor("alice"), id=uuid7(), source=io.BytesIO(b"Just words."), name="words.txt")
    call_command("export_community", str(tmp_path / "all.zip"), tenant="acme", stdout=io.StringIO())
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        told = {
            name.split("/")[1].removesuffix(".jsonl"): [orjson.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.startswith("tables/")
        }
        files = {name: archive.read(name) for name in archive.namelist() if name.startswith("files/")}
    assert set(told) == {model._meta.label_lower for model in exported_tables()}
    for model in exported_tables():
        assert len(told[model._meta.label_lower]) == model._base_manager.count(), model
    assert [row["body"] for row in told["community.postrevision"]] == ["No"]
    assert {row["email"] for row in told["accounts.user"]} >= {"bob@acme.example"}
    assert [row["name"] for row in told["files.upload"]] == ["words.txt"] == [made.name]
    assert list(files.values()) == [b"Just words."]


def test_no_secret_is_in_the_tables(world: World) -> None:
    furnish(world)
    for model in exported_tables():
        for row in rows_of(model):
            assert not set(row) & {"password", "token_hash", "secret_hash", "key_hash", "tenant_id"}, model
            assert "pbkdf2" not in str(row)
            assert "argon2" not in str(row)


def test_every_table_leaves_or_has_a_reason_to_stay() -> None:
    known = {model._meta.label for model in apps.get_models() if issubclass(model, TenantModel)}
    assert set(KEPT_BACK) <= known
    assert set(SECRET) <= {model._meta.label for model in exported_tables()}
    for label, names in SECRET.items():
        assert names <= {field.attname for field in apps.get_model(label)._meta.local_concrete_fields}
    elsewhere = {label.partition(".")[0] for label in known} - set(ROOMS)
    # the desk's conversations and private messages are not the community's; the rest keeps the machinery going
    assert elsewhere == {"connectors", "demo", "inbox", "messaging", "tenants"}


def test_a_stopped_export_goes_on(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    monkeypatch.setattr(records, "PAGE", 2)
    actor = system_actor(require_tenant_id())
    run = start_export(actor=actor, id=uuid7())
    sittings = 0
    while run.state in ("waiting", "running"):
        found = work_on_export(actor, run.pk, seconds=0)
        assert found is not None
        run, sittings = found, sittings + 1
    assert sittings > 7
    from django.core.files.storage import default_storage

    with zipfile.ZipFile(default_storage.path(run.stored)) as archive:
        assert archive.read("community.jsonl") == b"".join(map(dump_line, everything()))
    assert run.percent == 100


def test_fetching_is_noted_and_ends(world: World) -> None:
    alice, system = world.actor("alice"), system_actor(require_tenant_id())
    run = start_export(actor=alice, id=uuid7())
    assert start_export(actor=alice, id=uuid7()) == run
    with pytest.raises(NotFoundError):
        fetch_export(actor=alice, export_id=run.pk)
    work_on_export(system, run.pk, seconds=60)
    fetch_export(actor=alice, export_id=run.pk)
    states = [row.payload["state"] for row in read_after(TENANTS["acme"], 0, limit=500) if row.type == "community.export_changed"]
    assert states == ["waiting", "done", "fetched"]
    ExportRun.objects.filter(pk=run.pk).update(expires_at=now())
    assert expire_exports(system) == 1
    with pytest.raises(NotFoundError):
        fetch_export(actor=alice, export_id=run.pk)


@pytest.mark.parametrize("name", ["bob", "mo", "ben", "amira"])
def test_only_administrators_export(world: World, name: str) -> None:
    with pytest.raises(ForbiddenError):
        start_export(actor=world.actor(name), id=uuid7())


def test_hidden_things_stay_hidden_elsewhere(world: World, tmp_path: Path) -> None:
    bring(write(tmp_path / "f.jsonl", SMALL))
    assert [r.hidden for r in everything() if type(r).__name__ == "Post"].count(True) == Post.objects.exclude(
        hidden_as=""
    ).count()
