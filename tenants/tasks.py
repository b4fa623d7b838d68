"""Celery tasks: they carry their tenant in a message header, or visit every tenant in turn."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import structlog
from celery import Task
from celery.signals import before_task_publish, task_postrun, task_prerun

from tenants.context import current_tenant_id, tenant_context
from tenants.queries import list_active_tenant_ids

log = structlog.get_logger(__name__)
HEADER = "chorus_tenant"
_open: dict[str, ExitStack] = {}


class TenantTask(Task):  # type: ignore[type-arg] # generic for the type checker alone
    """Base of every task. One that arrives without a tenant (a sweep sent by the timetable) sees no tenant's rows."""

    abstract = True
    acks_late = True
    reject_on_worker_lost = True


@before_task_publish.connect(weak=False)
def _send_tenant(headers: dict[str, Any] | None = None, **_: Any) -> None:
    tenant_id = current_tenant_id()
    if headers is not None and tenant_id is not None:
        headers.setdefault(HEADER, str(tenant_id))


@task_prerun.connect(weak=False)
def _enter(task_id: str, task: Any, **_: Any) -> None:
    stack = ExitStack()
    tenant_id = _tenant_of(task)
    stack.enter_context(tenant_context(tenant_id))
    _open[task_id] = stack


@task_postrun.connect(weak=False)
def _leave(task_id: str, **_: Any) -> None:
    stack = _open.pop(task_id, None)
    if stack is not None:
        stack.close()


def _tenant_of(task: Any) -> UUID | None:
    request = task.request
    value = getattr(request, HEADER, None) or (request.headers or {}).get(HEADER)
    return UUID(value) if value else None


def visit_tenants(work: Callable[[UUID], object]) -> None:
    """Call `work(tenant_id)` in the context of each active tenant; one that fails is logged and holds up no other."""
    for tenant_id in list_active_tenant_ids():
        with tenant_context(tenant_id):
            try:
                work(tenant_id)
            except Exception:
                log.exception("tenant_visit_failed", work=work.__qualname__, tenant_id=str(tenant_id))
