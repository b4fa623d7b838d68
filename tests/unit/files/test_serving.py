"""Uploads over HTTP: sent as forms, fetched whole, in part or not at all, and harmless to the page that shows them."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from files import contracts
from files.actions.attaching import set_uses
from files.models import Upload
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7
from tests.unit.files.conftest import MakePicture
from tests.worlds import World


def send(client: Client, data: bytes = b"0123456789", name: str = "a.txt", **fields: str) -> Any:
    return client.post("/api/v1/uploads", {"file": SimpleUploadedFile(name, data, "image/png"), **fields})


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def path(world: World) -> str:
    """The address of ten digits that Bob uploaded."""
    return str(send(world.client("bob")).json()["url"])


@pytest.fixture
def everyone_reads(bob: Actor, path: str) -> None:
    """The digits stand in something that anybody may read."""
    contracts.provide_reader("post", lambda actor, ids: ids)
    set_uses(actor=bob, kind="post", thing_id=uuid7(), upload_ids=[Upload.objects.get().pk])


def test_a_form_uploads_a_picture(world: World, picture: MakePicture) -> None:
    token = str(uuid7())
    sent = picture("PNG", 400, 100)
    first = send(world.client("bob"), sent, "cat.png", id=token, is_private="true")
    assert first.status_code == 201
    body = first.json()
    assert (body["id"], body["kind"], body["width"], body["is_private"]) == (token, "picture", 400, True)
    assert body["markdown"] == f"![cat](upload:{token})"
    assert send(world.client("bob"), sent, "cat.png", id=token).status_code == 200
    shown = world.client("bob").get(body["versions"][0]["url"])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"is_private": "1"}, "is_private"),
        ({"is_private": "yes"}, "is_private"),
        ({"owner_id": "x"}, "owner_id"),
        ({"id": "x"}, "id"),
    ],
)
def test_fields_that_do_not_fit_are_refused(world: World, fields: dict[str, str], field: str) -> None:
    response = send(world.client("bob"), **fields)
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]


def test_strangers_cannot_upload(world: World) -> None:
    assert send(world.client()).status_code == 401
    assert world.client("bob").post("/api/v1/uploads", {}).status_code == 400
    assert world.client("bob").post("/api/v1/uploads", json.dumps({}), content_type="application/json").status_code == 415


def test_reading_stops_at_the_limit_of_the_installation(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("files.api.receiving.LARGEST_MB", 1)
    response = send(world.client("bob"), b"x" * 3_000_000)
    assert (response.status_code, response.json()["code"]) == (400, "too_large")
    assert not Upload.objects.exists()


def test_other_files_are_offered_and_never_run(world: World) -> None:
    url = send(world.client("bob"), b"<script>alert(1)</script>", "ev'il\".html").json()["url"]
    response = world.client("bob").get(url)
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''ev%27il%22.html"
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert content(response) == b"<script>alert(1)</script>"


def test_only_who_may_read_it_fetches_it(world: World, path: str) -> None:
    assert content(world.client("bob").get(path)) == b"0123456789"
    assert world.client("bob").get(path)["Cache-Control"] == "private, no-cache"
    for person in ("dora", "alice", "ben", None):
        assert world.client(person).get(path).status_code == 404
    assert world.client("charlie").get(path).status_code == 404
    assert world.client("bob").post(path).status_code == 405


@pytest.mark.usefixtures("everyone_reads")
def test_what_anybody_may_read_is_kept_by_every_cache_for_a_while(world: World, path: str) -> None:
    """Caches between us and readers ask again after a minute: what was taken out of sight must not live on in them."""
    response = world.client().get(path)
    assert response["Cache-Control"] == "public, max-age=86400, s-maxage=60, stale-while-revalidate=60"
    assert response["Accept-Ranges"] == "bytes"
    again = world.client().get(path, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])
    assert "Set-Cookie" not in response


@pytest.mark.usefixtures("everyone_reads")
@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("bytes=0-3", (206, b"0123", "bytes 0-3/10")),
        ("bytes=4-", (206, b"456789", "bytes 4-9/10")),
        ("bytes=-2", (206, b"89", "bytes 8-9/10")),
        ("bytes=5-500", (206, b"56789", "bytes 5-9/10")),
        ("bytes=0-9", (200, b"0123456789", None)),
        ("bytes=-500", (200, b"0123456789", None)),
        ("bytes=10-", (416, b"", "bytes */10")),
        ("bytes=-0", (416, b"", "bytes */10")),
        ("bytes=3-1", (200, b"0123456789", None)),
        ("bytes=0-1,4-5", (200, b"0123456789", None)),
        ("bytes=-", (200, b"0123456789", None)),
        ("lines=1-2", (200, b"0123456789", None)),
        (f"bytes={'9' * 5_000}-", (200, b"0123456789", None)),
        (f"bytes=-{'9' * 5_000}", (200, b"0123456789", None)),
    ],
)
def test_a_part_can_be_fetched(world: World, path: str, asked: str, given: tuple[int, bytes, str | None]) -> None:
    response = world.client().get(path, headers={"Range": asked})
    assert (response.status_code, body := content(response), response.get("Content-Range")) == given
    if response.status_code != 416:
        assert response["Content-Length"] == str(len(body))


@pytest.mark.usefixtures("everyone_reads")
def test_a_part_of_something_else_is_not_given(world: World, path: str) -> None:
    etag = world.client().get(path)["ETag"]
    assert world.client().get(path, headers={"Range": "bytes=0-3", "If-Range": etag}).status_code == 206
    assert world.client().get(path, headers={"Range": "bytes=0-3", "If-Range": '"other"'}).status_code == 200
    head = world.client().head(path)
    assert (head.status_code, head["Content-Length"], content(head)) == (200, "10", b"")


def test_a_signed_address_opens_one_upload_for_a_while(world: World, path: str) -> None:
    upload = Upload.objects.get()
    signed = world.client("bob").get(f"/api/v1/uploads/{upload.pk}/address").json()["url"]
    assert content(world.client().get(signed)) == b"0123456789"
    assert world.client().get(signed)["Cache-Control"] == "private, no-cache"
    other = send(world.client("bob"), b"other").json()["url"]
    signature = signed.split("?")[1]
    assert world.client().get(f"{other}?{signature}").status_code == 404
    assert world.client().get(f"{path}?s=forged").status_code == 404
    assert world.client(brand="globex").get(signed).status_code == 404
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert world.client().get(signed).status_code == 404


def test_the_name_in_the_address_is_for_people(world: World, path: str) -> None:
    upload = Upload.objects.get()
    assert world.client("bob").get(f"/files/{upload.pk}/anything.html")["Content-Type"] == "text/plain"
    assert world.client("bob").get(f"{path}?w=320").status_code == 200
    assert world.client("bob").get(f"{path}?w=x").status_code == 200


def test_one_is_removed(world: World, path: str) -> None:
    upload = Upload.objects.get()
    address = f"/api/v1/uploads/{upload.pk}"
    assert world.client("dora").delete(address).status_code == 404
    assert world.client("bob").delete(address).status_code == 204
    assert world.client("bob").get(path).status_code == 404


def test_emoji_are_completed(world: World) -> None:
    names = [item["name"] for item in world.client().get("/api/v1/emoji?q=smil").json()["items"]]
    assert "smile" in names
    assert world.client().get("/api/v1/emoji").status_code == 400
