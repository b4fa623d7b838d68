"""Runs the durable subscribers here and now, as workers would."""

from events.drain import drain
from events.subscribers import list_subscribers
from tenants.context import require_tenant_id


def drain_everything() -> None:
    """Until no subscriber of the tenant in context has anything left to read."""
    while sum(drain(subscriber, require_tenant_id()) for subscriber in list_subscribers()):
        pass
