"""What operators do to events that a subscriber gave up on."""

from uuid import UUID

from django.db import transaction

from events.parked import retry_parked
from operators.auditing import audit
from operators.contracts import OperatorActor
from tenants.context import tenant_context


def retry_event(*, actor: OperatorActor, tenant_id: UUID, subscriber: str, seq: int) -> None:
    """Hand a parked event over once more; raises NotFoundError or, when it fails again, PermanentError with the reason."""
    with transaction.atomic(using="system"):
        audit(actor, "event_retried", tenant_id=tenant_id, subject=subscriber, seq=seq)
        with tenant_context(tenant_id):
            retry_parked(tenant_id=tenant_id, subscriber=subscriber, seq=seq)
