"""A kept page: compressed once, labelled, understood by other processes."""

import gzip
import time
from pathlib import Path

import pytest

from edge.entry import Entry, decode, encode, keep, takes_gzip
from edge.shared import build_of, name_of
from edge.store import Store
from kernel.ids import uuid7

BODY = b"<p>Hello</p>" * 50


def entry(body: bytes = BODY) -> Entry:
    headers = [(b"Content-Type", b"text/html"), (b"X-Request-ID", b"secret"), (b"Vary", b"Cookie"), (b"Content-Length", b"1")]
    kept = keep(
        tenant_id=uuid7(), seq=7, epoch="e", made_at=time.time(), subjects=frozenset({"topic:1"}), counted=("topic", uuid7()),
        headers=headers, body=body,
    )  # fmt: skip
    return Entry.of(kept)


def test_an_answer_holds_the_page_zipped_or_plain_and_nothing_of_who_asked_first() -> None:
    made = entry()
    head, _, body = made.answer(head_only=False, zipped=True).partition(b"\r\n\r\n")
    assert gzip.decompress(body) == BODY
    assert b"Content-Encoding: gzip" in head
    assert f"Content-Length: {len(body)}".encode() in head
    assert b"secret" not in head
    assert b"Vary: Accept-Encoding, Cookie" in head
    assert b"Cache-Control: no-cache" in head
    assert made.answer(head_only=False, zipped=False).partition(b"\r\n\r\n")[2] == BODY
    assert made.answer(head_only=True, zipped=True).endswith(b"\r\n\r\n")


def test_the_same_text_has_the_same_tag_and_another_text_another() -> None:
    assert entry().kept.etag == entry().kept.etag != entry(b"other").kept.etag


def test_a_reader_who_has_the_page_is_told_so() -> None:
    made = entry()
    assert made.is_known_to(made.kept.etag)
    assert made.is_known_to(b'W/"other", ' + made.kept.etag)
    assert not made.is_known_to(b'W/"other"')
    short = made.not_modified()
    assert short.startswith(b"HTTP/1.1 304 ")
    assert b"Content-Length" not in short
    assert made.kept.etag in short


def test_a_page_travels_between_processes() -> None:
    kept = entry().kept
    assert decode(encode(kept)) == kept


@pytest.mark.parametrize("data", [b"", b"[]\n", b"{}\nx", b"[1,2,3,4,5,6,7,8]\nx", b"\xff"])
def test_what_another_release_wrote_is_not_understood(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("accepts", "takes"),
    [
        (b"gzip", True),
        (b"br;q=1.0, gzip;q=0.8", True),
        (b"", False),
        (b"identity", False),
        (b"gzip;q=0", False),
        (b"x-gzipped", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accepts: bytes, takes: bool) -> None:
    assert takes_gzip(accepts) is takes


def test_the_least_used_pages_are_forgotten() -> None:
    pages = [entry() for _ in range(4)]
    store = Store(limit=pages[0].size * 3)
    for number, page in enumerate(pages[:3]):
        store.put(number, page)
    assert store.get(0) is pages[0]
    store.put(3, pages[3])
    assert [store.get(number) is not None for number in range(4)] == [True, False, True, True]


def test_a_page_that_names_files_of_another_build_is_not_taken_from_other_processes(tmp_path: Path) -> None:
    tenant_id, key, manifest = uuid7(), (b"/", b"en"), tmp_path / "manifest.json"
    manifest.write_text('{"main": "main-1.js"}')
    before = name_of(tenant_id, key, build=build_of(manifest))
    assert name_of(tenant_id, key, build=build_of(manifest)) == before

    manifest.write_text('{"main": "main-2.js"}')

    assert name_of(tenant_id, key, build=build_of(manifest)) != before
