"""Asking the database how far each tenant's log reaches, once for all who ask at the same time, without a thread.

A request joins the next question that has not been sent yet, so the answer is never older than the request itself: what
was committed before a request came is known to it (docs/adr/0009). Works on libpq directly, which costs a tenth of a cursor.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import structlog
from django.conf import settings
from psycopg import OperationalError, pq
from psycopg.conninfo import make_conninfo

from edge.stamps import Change, Stamps

log = structlog.get_logger(__name__)
Then = Callable[[Stamps | None], None]

MOST_TENANTS = 2_000
PATIENCE = 2.0
"""Seconds for an answer; then those who wait go on to Django, which has its own way of failing."""
_PAUSE = 0.5
_ASK = b"SELECT tenant_id, seq, type, subject FROM events_stamps($1::uuid[], $2::bigint[])"
_NAME = b"stamps"


class Heads:
    """One connection of this process; all methods on the event loop."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._stamps: OrderedDict[UUID, Stamps] = OrderedDict()
        self._waiting: dict[UUID, list[Then]] = {}
        self._asked: dict[UUID, list[Then]] = {}
        self._asked_at = 0.0
        self._soon = False
        self._connection: pq.abc.PGconn | None = None
        self._connecting = False
        self._retry_at = 0.0
        # Behind PgBouncer a prepared statement may meet another server.
        self._prepared = settings.CHORUS.database_tenant_scope == "session"
        self._closed = False

    def ask(self, tenant_id: UUID, then: Then) -> None:
        """Call `then` with the tenant's stamps as of now or later; with None when the database does not say."""
        self._waiting.setdefault(tenant_id, []).append(then)
        if not self._asked and not self._soon:
            self._soon = True
            # At the end of this turn, so that all requests that came in with it share one question.
            asyncio.get_running_loop().call_soon(self._send)

    async def read(self, tenant_id: UUID) -> Stamps | None:
        """The same for coroutines."""
        answer: asyncio.Future[Stamps | None] = asyncio.get_running_loop().create_future()

        def tell(stamps: Stamps | None) -> None:
            if not answer.done():
                answer.set_result(stamps)

        self.ask(tenant_id, tell)
        return await answer

    def close(self) -> None:
        """Give up the connection."""
        self._closed = True
        self._drop()

    def _send(self) -> None:
        self._soon = False
        if not self._waiting or self._asked or self._closed:
            return
        connection = self._connection
        if connection is None:
            self._connect()
            return
        self._asked, self._waiting = self._waiting, {}
        self._asked_at = time.monotonic()
        tenants = ",".join(map(str, self._asked))
        known = ",".join(str(stamps.seq if (stamps := self._stamps.get(ident)) else -1) for ident in self._asked)
        values = [b"{" + tenants.encode() + b"}", b"{" + known.encode() + b"}"]
        try:
            if self._prepared:
                connection.send_query_prepared(_NAME, values)
            else:
                connection.send_query_params(_ASK, values)
            self._flush()
        except OperationalError as error:
            self._lose(error)

    def _flush(self) -> None:
        connection = self._connection
        if connection is None:
            return
        loop = asyncio.get_running_loop()
        if connection.flush():
            loop.add_writer(connection.socket, self._flush)
        else:
            loop.remove_writer(connection.socket)

    def _readable(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            connection.consume_input()
            while not connection.is_busy():
                result = connection.get_result()
                if result is None:
                    self._answer()
                    return
                if result.status != pq.ExecStatus.TUPLES_OK:
                    raise OperationalError(result.get_error_message())
                self._take(result)
        except OperationalError as error:
            self._lose(error)

    def _take(self, result: pq.abc.PGresult) -> None:
        heads: dict[UUID, tuple[int, str]] = {}
        changes: dict[UUID, list[Change]] = {}
        for row in range(result.ntuples):
            raw, seq, kind, subject = (result.get_value(row, column) or b"" for column in range(4))
            tenant_id = UUID(raw.decode())
            if kind:
                changes.setdefault(tenant_id, []).append(Change(int(seq), kind.decode(), subject.decode()))
            else:
                heads[tenant_id] = (int(seq), subject.decode())
        for tenant_id, (reached, epoch) in heads.items():
            stamps = self._stamps.get(tenant_id)
            if stamps is None:
                stamps = self._stamps[tenant_id] = Stamps()
                if len(self._stamps) > MOST_TENANTS:
                    self._stamps.popitem(last=False)
            stamps.take(reached, epoch, changes.get(tenant_id, []))

    def _answer(self) -> None:
        asked, self._asked = self._asked, {}
        if self._waiting:
            # Those who came meanwhile must not be held up by what is done for these.
            self._send()
        for tenant_id, many in asked.items():
            stamps = self._stamps.get(tenant_id)
            for then in many:
                then(stamps)

    def _lose(self, error: Exception) -> None:
        log.warning("heads_lost", error=str(error))
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            loop = asyncio.get_event_loop()
            loop.remove_reader(self._connection.socket)
            loop.remove_writer(self._connection.socket)
            self._connection.finish()
            self._connection = None
        self._retry_at = time.monotonic() + _PAUSE
        self._fail()

    def _fail(self) -> None:
        for pending in (self._asked, self._waiting):
            many = [then for each in pending.values() for then in each]
            pending.clear()
            for then in many:
                then(None)

    def _connect(self) -> None:
        if self._connecting:
            return
        if time.monotonic() < self._retry_at:
            self._fail()
            return
        self._connecting = True
        loop = asyncio.get_running_loop()
        loop.run_in_executor(self._threads, _connect, self._prepared).add_done_callback(self._connected)

    def _connected(self, done: "asyncio.Future[pq.abc.PGconn | None]") -> None:
        self._connecting = False
        connection = None if done.cancelled() else done.result()
        if connection is None or self._closed:
            self._retry_at = time.monotonic() + _PAUSE
            self._fail()
            return
        self._connection = connection
        loop = asyncio.get_running_loop()
        loop.add_reader(connection.socket, self._readable)
        loop.call_later(PATIENCE, self._watch)
        self._send()

    def _watch(self) -> None:
        """A database that went away without a word keeps nobody waiting."""
        if self._connection is None:
            return
        if self._asked and time.monotonic() - self._asked_at > PATIENCE:
            self._lose(TimeoutError("no answer"))
            return
        asyncio.get_running_loop().call_later(PATIENCE / 4, self._watch)


def _connect(prepared: bool) -> pq.abc.PGconn | None:
    """Runs in a thread."""
    database = settings.DATABASES["default"]
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {libpq: str(database[django]) for libpq, django in known.items() if database[django]}
    parts |= {name: str(value) for name, value in database["OPTIONS"].items() if name != "tenant_scope"}
    info = make_conninfo(**parts, application_name="chorus-edge", connect_timeout="3")
    connection = pq.PGconn.connect(info.encode())
    if connection.status != pq.ConnStatus.OK:
        log.warning("heads_unreachable", error=connection.get_error_message())
        return None
    if prepared:
        answer = connection.prepare(_NAME, _ASK)
        if answer.status != pq.ExecStatus.COMMAND_OK:
            log.warning("heads_unprepared", error=answer.get_error_message())
            connection.finish()
            return None
    connection.nonblocking = 1
    return connection
