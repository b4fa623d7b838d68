"""The administrators' pages and API of imports and exports."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.importers.running import import_folder
from community.models import ExportRun, ImportRun, Topic
from community.tasks import continue_imports
from kernel.ids import uuid7
from tests.unit.community.importing import SMALL
from tests.worlds import World

NEUTRAL = b"".join(orjson.dumps(row) + b"\n" for row in SMALL)


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Any) -> None:
    """Folders of the test's own."""
    settings.CHORUS = settings.CHORUS.model_copy(update={"data_dir": tmp_path})
    settings.MEDIA_ROOT = tmp_path / "media"


def send(client: Any, **more: Any) -> Any:
    given = {"id": str(uuid7()), "format": "auto", "file": SimpleUploadedFile("forum.jsonl", NEUTRAL)}
    return client.post("/manage/imports/", given | more)


def test_a_dump_is_tried_imported_and_undone(world: World) -> None:
    client = world.client("alice")
    answer = send(client, is_trial="on")
    assert answer.status_code == 302
    page = answer.headers["Location"]
    waiting = client.get(page).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "Pause" in waiting
    continue_imports()
    checked = client.get(page).content.decode()
    assert "Import it now" in checked
    assert 'http-equiv="refresh"' not in checked
    assert not Topic.objects.exists()
    client.post(page + "import/")
    continue_imports()
    assert Topic.objects.count() == 2
    assert client.post(page + "undo/").status_code == 302
    continue_imports()
    assert Topic.objects.count() == 2
    client.post(page + "undo/", {"sure": "1"})
    continue_imports()
    assert not Topic.objects.exists()
    assert "Undone" in client.get("/manage/imports/").content.decode()


def test_problems_are_shown_and_downloaded(world: World) -> None:
    client = world.client("alice")
    page = send(client, file=SimpleUploadedFile("f.jsonl", NEUTRAL + b"{<b>\n")).headers["Location"]
    continue_imports()
    assert "<code>line 15</code>" in client.get(page).content.decode()
    answer = client.get(page + "problems/")
    assert answer.content.decode().startswith("line 15: ")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_in_the_folder_is_named_and_none_outside_of_it(world: World, tmp_path: Path) -> None:
    import_folder().mkdir(parents=True)
    (import_folder() / "forum.jsonl").write_bytes(NEUTRAL)
    (tmp_path / "secret").write_bytes(NEUTRAL)
    client = world.client("alice")
    assert send(client, file="", named="../../secret").status_code == 400
    assert send(client, file="", named="forum.jsonl").status_code == 302
    said = {"id": str(uuid7()), "name": "../../secret"}
    answer = client.post("/api/v1/imports", said, content_type="application/json")
    assert answer.status_code == 400
    assert ImportRun.objects.count() == 1


def test_the_form_says_what_is_missing(world: World) -> None:
    client = world.client("alice")
    assert "Choose one file" in send(client, file="").content.decode()
    nothing = send(client, file=SimpleUploadedFile("x.txt", b"dear diary"))
    assert "looks like none of the formats" in nothing.content.decode()
    assert "Small letters" in send(client, source="Old Forum").content.decode()
    assert not ImportRun.objects.exists()


def test_sent_twice_it_is_one_run(world: World) -> None:
    client, ident = world.client("alice"), str(uuid7())
    send(client, id=ident)
    send(client, id=ident)
    assert ImportRun.objects.count() == 1


def test_the_api_starts_steers_and_shows(world: World) -> None:
    import_folder().mkdir(parents=True)
    (import_folder() / "forum.jsonl").write_bytes(NEUTRAL)
    client = world.client("alice")
    said = {"id": str(uuid7()), "name": "forum.jsonl", "is_trial": True}
    assert client.post("/api/v1/imports", said, content_type="application/json").status_code == 201
    address = f"/api/v1/imports/{said['id']}"
    continue_imports()
    run = client.get(address).json()
    assert (run["state"], run["format"], run["counts"]["posts"], run["problems"]) == ("checked", "neutral", 4, [])
    refused = client.post(address + "/steps", {"step": "pause"}, content_type="application/json")
    assert refused.status_code == 409
    client.post(address + "/steps", {"step": "import"}, content_type="application/json")
    continue_imports()
    assert client.get("/api/v1/imports").json()["items"][0]["state"] == "done"


def test_an_archive_is_made_and_fetched(world: World) -> None:
    client = world.client("alice")
    assert "no archive yet" in client.get("/manage/export/").content.decode()
    client.post("/manage/export/")
    assert 'http-equiv="refresh"' in client.get("/manage/export/").content.decode()
    continue_imports()
    run = ExportRun.objects.get()
    assert "Download" in client.get("/manage/export/").content.decode()
    answer = client.post(f"/manage/export/{run.pk}/file/")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/api/v1/exports/{run.pk}").json()["state"] == "done"


@pytest.mark.parametrize("address", ["/manage/imports/", "/manage/export/"])
@pytest.mark.parametrize("name", ["bob", "mo", "ben", "amira"])
def test_others_have_no_such_pages(world: World, name: str, address: str) -> None:
    assert world.client(name).get(address).status_code in (403, 404)
