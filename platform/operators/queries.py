"""Reads of the console, through the role that works across tenants."""

from uuid import UUID

from django.apps import apps

from kernel.pagination import Page, paginate
from operators.models import AuditEntry

COUNTED = ("accounts.User", "people.Person", "community.Space", "community.Topic", "inbox.Conversation", "inbox.Message")


def list_audit(*, tenant_id: UUID | None = None, cursor: str | None = None, size: int = 50) -> Page[AuditEntry]:
    """Audit entries, the newest first, of one brand or of all."""
    rows = AuditEntry.objects.all()
    if tenant_id is not None:
        rows = rows.filter(target_tenant_id=tenant_id)
    return paginate(rows, order=["-id"], cursor=cursor, size=size)


def count_rows(tenant_id: UUID) -> dict[str, int]:
    """How much a brand holds, by the plural name of each kind."""
    found: dict[str, int] = {}
    for label in COUNTED:
        model = apps.get_model(label)
        rows = model._default_manager.using("system").filter(tenant_id=tenant_id)
        found[str(model._meta.verbose_name_plural).capitalize()] = rows.count()
    return found
