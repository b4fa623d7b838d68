"""A page that was made once and is delivered many times, with its bytes on the wire prepared."""

import gzip
import hashlib
import time
from dataclasses import dataclass, field
from uuid import UUID

import orjson

LONGEST_LIFE = 60.0
"""Seconds. What changes without an event (counts of views, what is hot today) is at most this old."""
_OWN = frozenset({b"x-request-id", b"content-length", b"etag", b"vary", b"content-encoding", b"date", b"set-cookie"})
_OF_BODY = frozenset({b"content-type", b"content-language"})
_REASON = b"HTTP/1.1 200 OK\r\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a page, as it also travels between processes."""

    tenant_id: UUID
    seq: int
    epoch: str
    made_at: float
    """Wall clock, because other processes read it."""
    subjects: tuple[str, ...] | None
    counted: tuple[str, UUID] | None
    headers: tuple[tuple[bytes, bytes], ...]
    etag: bytes
    body: bytes
    """gzip."""


def keep(
    *,
    tenant_id: UUID,
    seq: int,
    epoch: str,
    made_at: float,
    subjects: frozenset[str] | None,
    counted: tuple[str, UUID] | None,
    headers: list[tuple[bytes, bytes]],
    body: bytes,
) -> Kept:
    """Compress and label a page. The tag is of the text, so that another process makes the same one."""
    return Kept(
        tenant_id=tenant_id,
        seq=seq,
        epoch=epoch,
        made_at=made_at,
        subjects=tuple(sorted(subjects)) if subjects is not None else None,
        counted=counted,
        headers=tuple((name, value) for name, value in headers if name.lower() not in _OWN),
        etag=b'W/"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'"',
        body=gzip.compress(body, 6, mtime=0),
    )


def encode(kept: Kept) -> bytes:
    """For other processes: a line of JSON, then the body."""
    counted = [kept.counted[0], str(kept.counted[1])] if kept.counted else None
    headers = [(name.decode("latin1"), value.decode("latin1")) for name, value in kept.headers]
    line = [str(kept.tenant_id), kept.seq, kept.epoch, kept.made_at, kept.subjects, counted, headers, kept.etag.decode()]
    return orjson.dumps(line) + b"\n" + kept.body


def decode(data: bytes) -> Kept | None:
    """From another process, or None when another release wrote it."""
    line, _, body = data.partition(b"\n")
    try:
        tenant_id, seq, epoch, made_at, subjects, counted, headers, etag = orjson.loads(line)
        return Kept(
            UUID(tenant_id),
            int(seq),
            str(epoch),
            float(made_at),
            tuple(subjects) if subjects is not None else None,
            (counted[0], UUID(counted[1])) if counted else None,
            tuple((name.encode("latin1"), value.encode("latin1")) for name, value in headers),
            etag.encode(),
            body,
        )
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


@dataclass(slots=True)
class Entry:
    """A kept page in this process."""

    kept: Kept
    ends_at: float
    """Monotonic."""
    verified_at: float
    """Monotonic: when it was last known to be current."""
    size: int = 0
    _plain: bytes = b""
    _answers: dict[tuple[bool, bool], bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Kept) -> "Entry":
        now = time.monotonic()
        age = max(0.0, time.time() - kept.made_at)
        return cls(kept, now + LONGEST_LIFE - age, now, size=len(kept.body) * 2 + 1_024)

    def answer(self, *, head_only: bool, zipped: bool) -> bytes:
        """The whole answer on an HTTP/1.1 connection that stays open."""
        known = self._answers.get((head_only, zipped))
        if known is None:
            lines = b"".join(name + b": " + value + b"\r\n" for name, value in self.headers(zipped=zipped))
            known = _REASON + lines + b"\r\n" + (b"" if head_only else self.body(zipped=zipped))
            if zipped or len(known) < 65_536:
                self._answers[head_only, zipped] = known
        return known

    def not_modified(self) -> bytes:
        """The answer to a reader who has this very page."""
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in self.short_headers())
        return b"HTTP/1.1 304 Not Modified\r\n" + lines + b"\r\n"

    def short_headers(self) -> list[tuple[bytes, bytes]]:
        """Headers of an answer without a body."""
        found = [(name, value) for name, value in self.kept.headers if name.lower() not in _OF_BODY]
        return [*found, (b"ETag", self.kept.etag), *_varies(self.kept)]

    def headers(self, *, zipped: bool) -> list[tuple[bytes, bytes]]:
        """All headers of the full answer."""
        kept = self.kept
        found = [*kept.headers, (b"ETag", kept.etag), *_varies(kept)]
        if zipped:
            found.append((b"Content-Encoding", b"gzip"))
        found.append((b"Content-Length", b"%d" % len(self.body(zipped=zipped))))
        return found

    def body(self, *, zipped: bool) -> bytes:
        if zipped:
            return self.kept.body
        if not self._plain:
            self._plain = gzip.decompress(self.kept.body)
            self.size += len(self._plain)
        return self._plain

    def is_known_to(self, if_none_match: bytes) -> bool:
        """Whether the reader's copy is this one."""
        return if_none_match == self.kept.etag or (
            b"," in if_none_match and self.kept.etag in [tag.strip() for tag in if_none_match.split(b",")]
        )


def _varies(kept: Kept) -> list[tuple[bytes, bytes]]:
    found = [(b"Vary", b"Accept-Encoding, Cookie")]
    if not any(name.lower() == b"cache-control" for name, _value in kept.headers):
        # Browsers ask each time: nobody may read what was taken back.
        found.append((b"Cache-Control", b"no-cache"))
    return found


def takes_gzip(accepts: bytes) -> bool:
    """Whether Accept-Encoding allows gzip."""
    if b"gzip" not in accepts:
        return False
    for part in accepts.split(b","):
        name, _, weight = part.strip().partition(b";")
        if name.strip() == b"gzip":
            return weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False
