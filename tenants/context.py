"""Which tenant the current request, socket message, task or command works for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_current: ContextVar[UUID | None] = ContextVar("tenant", default=None)
_last_left: ContextVar[str] = ContextVar("tenant_last_left", default="")


class TenantContextMissingError(RuntimeError):
    """Tenant data was written without a tenant in context."""


def current_tenant_id() -> UUID | None:
    """The tenant in context, or None; reads without one find no rows."""
    return _current.get()


def require_tenant_id() -> UUID:
    """The tenant in context; raises TenantContextMissingError, saying where a context was last left."""
    tenant_id = _current.get()
    if tenant_id is None:
        left = _last_left.get()
        where = f" The last context was left at {left}." if left else " No context was ever set here."
        raise TenantContextMissingError("No tenant in context." + where)
    return tenant_id


@contextmanager
def tenant_context(tenant_id: UUID | None) -> Iterator[None]:
    """Work for this tenant inside the block; nested blocks restore the outer tenant."""
    caller = sys._getframe(2)
    where = f"{caller.f_code.co_filename.rsplit('/', 1)[-1]}:{caller.f_lineno}"
    token = _current.set(tenant_id)
    try:
        yield
    finally:
        _current.reset(token)
        if tenant_id is not None:
            _last_left.set(where)
