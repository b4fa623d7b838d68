"""Runs the durable subscribers here and now, as workers would."""

from events.drain import drain
from events.subscribers import list_subscribers
from tenants.context import require_tenant_id


def drain_everything(*apps: str) -> None:
    """Until no subscriber (of these apps, or of all) has anything left to read of the tenant in context."""
    chosen = [subscriber for subscriber in list_subscribers() if not apps or subscriber.name.split(".")[0] in apps]
    while sum(drain(subscriber, require_tenant_id()) for subscriber in chosen):
        pass
