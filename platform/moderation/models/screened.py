"""Addresses that spam came from; they are forgotten after a while."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantModel


class AddressKind(StrEnum):
    """An e-mail address, all addresses of a mail domain, an IP address, or a network."""

    EMAIL = "email"
    DOMAIN = "domain"
    IP = "ip"
    NETWORK = "network"


class AddressEffect(StrEnum):
    """What happens to who comes from there."""

    BLOCK = "block"
    HOLD = "hold"
    ALLOW = "allow"


KIND_CHOICES = [
    (AddressKind.EMAIL.value, _("E-mail address")),
    (AddressKind.DOMAIN.value, _("Mail domain")),
    (AddressKind.IP.value, _("IP address")),
    (AddressKind.NETWORK.value, _("Network")),
]
ADDRESS_EFFECT_CHOICES = [
    (AddressEffect.BLOCK.value, _("Refuse")),
    (AddressEffect.HOLD.value, _("Hold for approval")),
    (AddressEffect.ALLOW.value, _("Always allow")),
]


class ScreenedAddress(TenantModel):
    """One entry. Values are normalised: lower case, networks as CIDR. Five neighbours roll up into one wider entry."""

    kind = models.CharField(max_length=8, choices=KIND_CHOICES)
    value = models.CharField(max_length=254)
    effect = models.CharField(max_length=8, choices=ADDRESS_EFFECT_CHOICES, default=AddressEffect.BLOCK.value)
    match_count = models.PositiveIntegerField(default=0)
    last_matched_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "kind", "value"], name="one_entry_per_address"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in AddressKind]), name="known_address_kind"),
            models.CheckConstraint(condition=Q(effect__in=[e.value for e in AddressEffect]), name="known_address_effect"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "expires_at"], name="address_by_expiry")]
