"""Events that a subscriber gave up on, across tenants, and sending one again; for operators."""

from uuid import UUID

from django.db import connection

from events.base import event_class
from events.log import Recorded, read_after
from events.models import Parked
from events.recording import recording
from events.subscribers import get_subscriber
from kernel.clock import now
from kernel.errors import NotFoundError, PermanentError
from kernel.pagination import Page, paginate

ORDER = ("-parked_at", "tenant_id", "subscriber", "seq")


def list_parked(*, cursor: str | None = None, size: int = 50) -> Page[Parked]:
    """What waits for a decision, the newest first; through the role that works across tenants."""
    return paginate(Parked.objects.using("system").filter(resolved_at=None), order=ORDER, cursor=cursor, size=size)


def retry_parked(*, tenant_id: UUID, subscriber: str, seq: int) -> None:
    """Hand the event over once more, in the tenant's context, and note that it is settled.

    Raises NotFoundError when nothing is parked there and PermanentError, with the reason, when it fails again.
    """
    reader, due = get_subscriber(subscriber), _read(tenant_id, seq)
    if reader is None or due is None:
        raise NotFoundError
    kind = event_class(due.type)
    if kind is None or kind.version != due.version:
        raise PermanentError("This release no longer knows the event.")
    try:
        with recording():
            _settle(tenant_id, subscriber, seq)
            reader.handle(kind.from_payload(due.payload), due)
    except NotFoundError:
        raise
    except Exception as error:
        raise PermanentError(f"{type(error).__name__}: {error}") from error


def _read(tenant_id: UUID, seq: int) -> Recorded | None:
    return next(iter(read_after(tenant_id, seq - 1, limit=1, until=seq)), None)


def _settle(tenant_id: UUID, subscriber: str, seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE events_parked SET resolved_at = %s
               WHERE tenant_id = %s AND subscriber = %s AND seq = %s AND resolved_at IS NULL""",
            [now(), tenant_id, subscriber, seq],
        )
        if not cursor.rowcount:
            raise NotFoundError
