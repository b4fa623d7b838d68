"""Invitations: one person, one use, seven days."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.user import ROLE_CHOICES
from tenants.models import TenantModel

LIFETIME = timedelta(days=7)


class Invitation(TenantModel):
    """An offer of a role to an address. `token_hash` is empty until a link was made; who reads the table cannot accept."""

    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=12, choices=ROLE_CHOICES)
    team_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    language = models.CharField(max_length=15, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    invited_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by_id = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=["tenant", "token_hash"], condition=~models.Q(token_hash=""), name="invitation_by_token"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by_id=None)
                | models.Q(accepted_at__isnull=False, accepted_by_id__isnull=False),
                name="accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[value for value, _label in ROLE_CHOICES]), name="invitation_to_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > at
