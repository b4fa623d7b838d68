"""The record of what operators do. Written in the same transaction as what it records."""

import getpass
import os
from typing import Any
from uuid import UUID

from kernel.clock import now
from operators.contracts import OperatorActor
from operators.models import AuditEntry


def audit(actor: OperatorActor, action: str, *, tenant_id: UUID | None = None, subject: str = "", **detail: Any) -> AuditEntry:
    """One entry; it can never be changed or removed. `detail` holds no secret."""
    return AuditEntry.objects.create(
        at=now(),
        operator_id=actor.operator_id,
        by=actor.by,
        action=action,
        target_tenant_id=tenant_id,
        address=actor.address,
        subject=subject,
        detail=detail,
    )


def command_actor() -> OperatorActor:
    """Whoever runs a management command, by the name of their login on this machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"uid {os.getuid()}"
    return OperatorActor(by=f"command line: {name}")
