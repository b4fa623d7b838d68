"""From a request to a page that is current: from this process, from another one, or made once for all who wait.

The order is always the same: learn how far the tenant's log reaches *after* the request came, then take what was made at
that point or later. Nothing is ever invalidated, so nothing can be forgotten by a crash or a dead Redis (docs/adr/0009).
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from edge.entry import Entry, Kept
from edge.heads import Heads
from edge.hits import FLUSH_SECONDS, Hits, hand_on
from edge.making import Answer, Maker, Scope, as_kept, impersonal, may_be_kept, read_now
from edge.metrics import HIT, JOINED, KEPT, MADE, PASSED, SHARED, STALE
from edge.request import Wanted
from edge.shared import Shared, build_of, name_of
from edge.stamps import Stamps
from edge.store import Store
from tenants.contracts import TenantInfo
from tenants.queries import resolve_host

log = structlog.get_logger(__name__)
HOST_SECONDS = 5.0
"""As long as `tenants.queries` remembers a host: a brand that moved or was suspended shows within this."""
STALE_SECONDS = 2.0
"""Under load a page may be delivered until this long after it was last known to be current; never otherwise."""
LOAD = 4
"""Load is when so many times more pages are being made than there are threads."""
WAIT_SECONDS = 3.0
"""How long a process waits for another one that makes the same page, before it makes it too."""


@dataclass(frozen=True, slots=True)
class Host:
    """Whose host it is, for a while."""

    tenant: TenantInfo | None
    until: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for what, and where the log stood then (its head and epoch): a page that says less will not do."""

    tenant: TenantInfo
    wanted: Wanted
    scope: Scope
    stamps: Stamps
    at: tuple[int, str]

    def is_answered_by(self, kept: Kept) -> bool:
        """Whether the page was made after the question, or would read the same."""
        if kept.tenant_id != self.tenant.id or kept.epoch != self.at[1]:
            return False
        return kept.seq >= self.at[0] or self.stamps.are_current(kept.seq, kept.epoch, kept.subjects)


class Keeper:
    """The edge of one process. Lives on the event loop; threads only where the database is asked through Django."""

    def __init__(self, maker: Maker, *, limit: int, threads: int) -> None:
        self.store = Store(limit)
        self._maker = maker
        self._makers = threads
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="edge")
        self.heads = Heads(self._threads)
        self._shared = Shared(settings.CHORUS.redis_url)
        self._build = build_of(Path(str(settings.DJANGO_VITE["default"]["manifest_path"])))
        self._hosts: dict[bytes, Host] = {}
        self._making: dict[tuple[Any, ...], asyncio.Task[Kept | Answer | None]] = {}
        self._handing: set[asyncio.Task[None]] = set()
        self._hits = Hits()
        self._flushing = False

    def host(self, wanted: Wanted) -> Host | None:
        """Whose host this is, when it was looked up lately."""
        known = self._hosts.get(wanted.host)
        return known if known is not None and known.until > time.monotonic() else None

    def find(self, host: Host, wanted: Wanted) -> Entry | None:
        """A page that is kept here, current or not."""
        assert host.tenant is not None
        entry = self.store.get((host.tenant.id, wanted.key))
        return entry if entry is not None and entry.ends_at > time.monotonic() else None

    def is_current(self, entry: Entry, stamps: Stamps) -> bool:
        """Whether the page would read the same if it were made at the head that `stamps` tell."""
        kept = entry.kept
        if not stamps.are_current(kept.seq, kept.epoch, kept.subjects):
            return False
        entry.verified_at = time.monotonic()
        return True

    def delivered(self, entry: Entry) -> None:
        """Count a delivery."""
        counted = entry.kept.counted
        if counted is not None:
            self._hits.note(entry.kept.tenant_id, counted)
            if not self._flushing:
                self._flushing = True
                asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush)

    async def page(self, wanted: Wanted, scope: Scope) -> Entry | Answer | None:
        """A current page; an answer that only the one who asked may have; or None: ask Django as if there were no edge."""
        host = self.host(wanted) or await self._look_up(wanted)
        tenant = host.tenant
        if tenant is None or tenant.suspended or (self.find(host, wanted) is None and not may_be_kept(wanted.target)):
            return None
        stamps = await self.heads.read(tenant.id)
        if stamps is None:
            PASSED.inc()
            return None
        entry = self.find(host, wanted)
        if entry is not None and self.is_current(entry, stamps):
            HIT.inc()
            return entry
        asked = Asked(tenant, wanted, scope, stamps, read_now(stamps))
        if entry is not None and self._is_loaded and time.monotonic() - entry.verified_at < STALE_SECONDS:
            self._make(asked)
            STALE.inc()
            return entry
        return await self._made_since(asked)

    async def _made_since(self, asked: Asked) -> Entry | Answer | None:
        """The page as it was at some moment after it was asked for: the making that is going on may have begun before."""
        for _ in range(2):
            task, is_mine = self._make(asked)
            made = await asyncio.shield(task)
            if isinstance(made, Kept) and asked.is_answered_by(made):
                if not is_mine:
                    JOINED.inc()
                return Entry.of(made)
            if is_mine and not isinstance(made, Kept):
                return made
            if made is None:
                break
        PASSED.inc()
        return None

    async def close(self) -> None:
        """Give back connections and threads."""
        self.heads.close()
        await asyncio.gather(*self._handing)
        await self._shared.close()
        hand_on(self._hits.take())
        self._threads.shutdown(wait=False)

    @property
    def _is_loaded(self) -> bool:
        return len(self._making) > LOAD * self._makers

    def _make(self, asked: Asked) -> "tuple[asyncio.Task[Kept | Answer | None], bool]":
        """The making of this page, and whether it began just now."""
        key = (asked.tenant.id, asked.wanted.key)
        task = self._making.get(key)
        if task is not None:
            return task, False
        task = asyncio.ensure_future(self._have_made(asked))
        self._making[key] = task
        task.add_done_callback(lambda _done: self._making.pop(key, None))
        return task, True

    async def _have_made(self, asked: Asked) -> Kept | Answer | None:
        tenant, wanted, at = asked.tenant, asked.wanted, asked.at
        name = name_of(tenant.id, wanted.key, build=self._build)
        deadline = time.monotonic() + WAIT_SECONDS
        token: str | None = None
        has_waited = False
        pause = 0.005
        while token is None:
            kept = await self._shared.get(name)
            if kept is not None and asked.is_answered_by(kept):
                SHARED.inc()
                return self._keep(asked, kept)
            token = await self._shared.become_maker(name)
            if token is None:
                if time.monotonic() > deadline:
                    break
                has_waited = True
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, 0.05)
        made: Kept | None = None
        try:
            stamps = await self.heads.read(tenant.id) if has_waited else None
            if stamps is not None:
                # Waiting for another process may have taken a while; the page is as new as this at least.
                at = read_now(stamps)
            answer: Answer | None = await self._maker.make(impersonal(asked.scope, wanted))
            if answer is None:
                return None
            made = as_kept(answer, tenant, at)
            if made is None:
                return answer
            MADE.inc()
            return self._keep(asked, made)
        finally:
            # The readers who wait here have their page; other processes get it, and then the turn, a moment later.
            handing = asyncio.ensure_future(self._hand_on(name, token, made))
            self._handing.add(handing)
            handing.add_done_callback(self._handing.discard)

    async def _hand_on(self, name: str, token: str | None, made: Kept | None) -> None:
        if made is not None:
            await self._shared.put(name, made)
        if token is not None:
            await self._shared.stop_making(name, token)

    def _keep(self, asked: Asked, kept: Kept) -> Kept:
        self.store.put((asked.tenant.id, asked.wanted.key), Entry.of(kept))
        KEPT.set(len(self.store))
        return kept

    async def _look_up(self, wanted: Wanted) -> Host:
        name = wanted.host.decode("latin1").rsplit(":", 1)[0]
        loop = asyncio.get_running_loop()
        until = time.monotonic() + HOST_SECONDS
        host = Host(await loop.run_in_executor(self._threads, _resolve, name), until)
        if len(self._hosts) > 10_000:
            self._hosts.clear()
        self._hosts[wanted.host] = host
        return host

    def _flush(self) -> None:
        self._flushing = False
        asyncio.get_running_loop().run_in_executor(self._threads, hand_on, self._hits.take())


def _resolve(name: str) -> TenantInfo | None:
    try:
        return resolve_host(name)
    except (OperationalError, InterfaceError):
        # Django will meet the same and say so; here it only means that nothing is kept.
        connection.close()
        log.info("host_not_resolved")
        return None
