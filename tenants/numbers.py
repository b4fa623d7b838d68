"""Numbers that people see: consecutive per tenant and kind."""

from django.db import connection

from kernel.ids import uuid7
from tenants.context import require_tenant_id


def next_number(name: str, *, count: int = 1) -> int:
    """The first of `count` fresh numbers of this kind; the row stays locked until the transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("next_number needs a transaction, or two writers could see the same number")
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO tenants_counter (id, tenant_id, name, value) VALUES (%s, %s, %s, %s)
               ON CONFLICT (tenant_id, name) DO UPDATE SET value = tenants_counter.value + %s RETURNING value""",
            [uuid7(), require_tenant_id(), name, count, count],
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0]) - count + 1
