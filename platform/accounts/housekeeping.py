"""What need not be kept: sessions after their end, invitations and tokens a while after theirs, sign-ups never confirmed."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models.invitation import Invitation
from accounts.models.session import Session
from accounts.models.token import ApiToken
from accounts.queries import unproven_accounts
from kernel.clock import now

KEEP = timedelta(days=90)
UNPROVEN = timedelta(days=14)


def forget_what_is_over(*, at: datetime | None = None) -> int:
    """Delete rows of the tenant in context that serve nobody any more; returns how many."""
    at = at or now()
    old = at - KEEP
    over: tuple[QuerySet[Any], ...] = (
        unproven_accounts().filter(created_at__lte=at - UNPROVEN),
        Session.objects.filter(expires_at__lte=at),
        Invitation.objects.filter(Q(expires_at__lte=old) | Q(accepted_at__lte=old) | Q(revoked_at__lte=old)),
        ApiToken.objects.filter(Q(expires_at__lte=old) | Q(revoked_at__lte=old)),
    )
    return sum(rows.delete()[0] for rows in over)
