"""Having Django make a page for everybody: a request without anything of the one who happened to ask first."""

import time
from typing import Any, Protocol
from urllib.parse import unquote

from django.urls import Resolver404, resolve

from edge.entry import Kept, keep
from edge.request import KEY_COOKIES, Wanted
from edge.stamps import Stamps
from tenants.contracts import TenantInfo

Scope = dict[str, Any]
_VARIES_FOR_ALL = frozenset({"cookie", "accept-encoding", ""})


class Answer(Protocol):
    """What Django's handler made."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    streaming: Any
    is_personal: bool
    shown_subjects: frozenset[str] | None
    counted: Any


class Maker(Protocol):
    """Django's handler."""

    async def make(self, scope: Scope) -> Any: ...


def may_be_kept(target: bytes) -> bool:
    """Whether the view behind this address is a public page; told by the view itself."""
    path = unquote(target.partition(b"?")[0].decode("latin1"))
    try:
        return bool(getattr(resolve(path).func, "is_public_page", False))
    except Resolver404:
        return False


def impersonal(scope: Scope, wanted: Wanted) -> Scope:
    """The request as anybody could have made it: host, version of the page, scheme and address, and no other header."""
    headers = [(b"host", wanted.host)]
    chosen = wanted.key[3]
    if chosen and chosen.partition(b"=")[0] in KEY_COOKIES:
        headers.append((b"cookie", chosen))
    headers += [pair for pair in scope["headers"] if pair[0] in (b"x-forwarded-proto", b"x-forwarded-for")]
    return {**scope, "method": "GET", "headers": headers}


def as_kept(answer: Answer, tenant: TenantInfo, stamps: "tuple[int, str]") -> Kept | None:
    """The answer for everybody, or None when it is not the same for everybody."""
    if answer.status != 200 or answer.streaming is not None or answer.is_personal:
        return None
    for name, value in answer.headers:
        header = name.lower()
        if header == b"set-cookie":
            return None
        if header == b"cache-control" and (b"private" in value or b"no-store" in value):
            return None
        if header == b"vary" and {part.strip().lower() for part in value.decode("latin1").split(",")} - _VARIES_FOR_ALL:
            return None
    return keep(
        tenant_id=tenant.id,
        seq=stamps[0],
        epoch=stamps[1],
        made_at=time.time(),
        subjects=answer.shown_subjects,
        counted=answer.counted,
        headers=answer.headers,
        body=answer.body,
    )


def read_now(stamps: Stamps) -> tuple[int, str]:
    """Where the log stands before a page is made: whatever the page then reads is at least as new."""
    return stamps.seq, stamps.epoch
