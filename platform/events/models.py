"""Tables of the log. The tenant is a plain value here: the log outlives its subject."""

from django.db import models


class Event(models.Model):
    """One fact, numbered without holes per tenant; partitioned by `at` (see migration 0001), so `at` is in the key."""

    pk = models.CompositePrimaryKey("tenant_id", "seq", "at")
    tenant_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    id = models.UUIDField()
    type = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    audience = models.CharField(max_length=80)
    payload = models.JSONField()


class TenantHead(models.Model):
    """The last number of a tenant's log. `epoch` changes when history was rewritten (a restored backup)."""

    tenant_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    epoch = models.UUIDField()
    pruned_seq = models.BigIntegerField(default=0)


class Cursor(models.Model):
    """How far a durable subscriber has read one tenant's log."""

    pk = models.CompositePrimaryKey("tenant_id", "subscriber")
    tenant_id = models.UUIDField()
    subscriber = models.CharField(max_length=80)
    seq = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)


class Parked(models.Model):
    """An event that a subscriber could not take after all its tries; it can be sent again by an operator."""

    pk = models.CompositePrimaryKey("tenant_id", "subscriber", "seq")
    tenant_id = models.UUIDField()
    subscriber = models.CharField(max_length=80)
    seq = models.BigIntegerField()
    type = models.CharField(max_length=80)
    error = models.TextField()
    parked_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
