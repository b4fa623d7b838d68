"""Reading the database from the event loop: two small pools of threads that keep their connections."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from tenants.context import tenant_context

P = ParamSpec("P")
R = TypeVar("R")

# The tail has a thread of its own: a thousand sockets that say hello at once must not hold up what is live.
_tail = ThreadPoolExecutor(1, thread_name_prefix="live-tail")
_rights = ThreadPoolExecutor(2, thread_name_prefix="live-rights")


async def in_tail(tenant_id: UUID | None, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a read of the log for this tenant."""
    return await asyncio.get_running_loop().run_in_executor(_tail, lambda: _run(tenant_id, lambda: read(*args, **kwargs)))


async def in_rights(tenant_id: UUID | None, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a question about a person's rights, or a replay."""
    return await asyncio.get_running_loop().run_in_executor(_rights, lambda: _run(tenant_id, lambda: read(*args, **kwargs)))


def _run(tenant_id: UUID | None, read: Callable[[], R]) -> R:
    """Reads only, so that a connection that went away may be replaced and the read repeated."""
    try:
        return _once(tenant_id, read)
    except (OperationalError, InterfaceError):
        connection.close()
        return _once(tenant_id, read)


def _once(tenant_id: UUID | None, read: Callable[[], R]) -> R:
    # A transaction, because behind PgBouncer the tenant is set per transaction.
    with tenant_context(tenant_id), transaction.atomic():
        return read()
