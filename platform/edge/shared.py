"""Kept pages between processes, over Redis, and who of them makes a page. Without Redis each process makes its own."""

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import redis
import redis.asyncio
import structlog

from edge.entry import LONGEST_LIFE, Kept, decode, encode
from kernel.ids import uuid7

log = structlog.get_logger(__name__)
_PAGE, _MAKER = "chorus:page:", "chorus:page-maker:"
MAKER_SECONDS = 5
"""A process that dies while it makes a page holds others up for this long at most."""
_QUIET_SECONDS = 1.0
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class Shared:
    """While Redis is away it is tried once a second, not each time."""

    def __init__(self, url: str) -> None:
        self._client = redis.asyncio.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._quiet_until = 0.0

    async def get(self, name: str) -> Kept | None:
        """What some process kept under this name."""
        data = await self._try("get", _PAGE + name)
        return decode(data) if data else None

    async def put(self, name: str, kept: Kept) -> None:
        """Keep a page for all processes."""
        await self._try("set", _PAGE + name, encode(kept), ex=int(LONGEST_LIFE))

    async def become_maker(self, name: str) -> str | None:
        """A token when this process may make the page now, or None when another one is at it."""
        token = uuid7().hex
        if self._is_quiet():
            return token
        taken = await self._try("set", _MAKER + name, token, nx=True, px=MAKER_SECONDS * 1_000)
        return token if taken or self._is_quiet() else None

    async def stop_making(self, name: str, token: str) -> None:
        """Let others make the page."""
        await self._try("eval", _RELEASE, 1, _MAKER + name, token)

    async def is_being_made(self, name: str) -> bool:
        """Whether some process is at it."""
        return bool(await self._try("exists", _MAKER + name))

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()

    def _is_quiet(self) -> bool:
        return time.monotonic() < self._quiet_until

    async def _try(self, method: str, *args: object, **kwargs: object) -> "bytes | None":
        if self._is_quiet():
            return None
        try:
            answer: bytes | None = await getattr(self._client, method)(*args, **kwargs)
        except (TimeoutError, redis.RedisError, OSError) as error:
            self._quiet_until = time.monotonic() + _QUIET_SECONDS
            log.info("shared_pages_unavailable", error=str(error))
            return None
        return answer


def name_of(tenant_id: UUID, key: Sequence[bytes], *, build: bytes) -> str:
    """The tenant and a digest of what tells requests apart. A page names the files of its front end's build: another has its own."""
    digest = hashlib.sha256(b"\0".join((build, *key))).hexdigest()
    return f"{tenant_id}:{digest}"


def build_of(manifest: Path) -> bytes:
    """What tells this build of the front end from others."""
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:16].encode() if manifest.is_file() else b""
