"""Tenants, the host names that lead to them, and the base of everything they own."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.ids import uuid7
from tenants.fields import TenantField

SLUG = re.compile(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")
HOST = re.compile(r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")


def validate_slug(value: str) -> None:
    """Lower-case letters, digits and hyphens, 3 to 40 long, as in a host name."""
    if not SLUG.match(value):
        raise ValidationError(_("Use 3 to 40 lower-case letters, digits or hyphens, beginning with a letter."))


def validate_host(value: str) -> None:
    """A host name without port, in lower case."""
    if not HOST.match(value):
        raise ValidationError(_("This is not a host name."))


class Tenant(models.Model):
    """One brand on this installation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.CharField(max_length=40, unique=True, validators=[validate_slug])
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=15, default="en")
    time_zone = models.CharField(max_length=63, default="UTC")
    accent = models.CharField(max_length=7, default="#3b5bdb")
    tagline = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host name under which a tenant answers; the primary one is used in links."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = TenantField(related_name="domains")
    host = models.CharField(max_length=253, unique=True, validators=[validate_host])
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant"], condition=models.Q(is_primary=True), name="one_primary_domain"),
        ]

    def __str__(self) -> str:
        return self.host


class TenantModel(models.Model):
    """A row that belongs to one tenant and is invisible to all others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = TenantField()

    class Meta:
        abstract = True


class Counter(TenantModel):
    """The last number handed out per tenant and kind: conversation 1042, topic 87."""

    name = models.CharField(max_length=40)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "name"], name="counter_per_tenant_and_name"),
        ]
