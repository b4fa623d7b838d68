"""Notices are kept for as long as anybody looks back."""

from datetime import datetime, timedelta

from notifications.models.notification import Notification

KEPT = timedelta(days=180)
BATCH = 5_000


def forget_old_notices(*, at: datetime) -> int:
    """How many went: those that nothing was added to for half a year and that are read, a bounded number at a time."""
    old = Notification.objects.filter(updated_at__lt=at - KEPT, read_at__isnull=False).order_by("updated_at", "pk")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    return Notification.objects.filter(pk__in=ids).delete()[0]
