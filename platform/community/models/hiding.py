"""Why a topic or a post is out of sight. `hidden_at` is the one switch that lists look at; this says what threw it."""

from enum import StrEnum

from django.db.models import Q


class HiddenAs(StrEnum):
    """Authors see their own of the first four and their drafts; staff see staff topics; moderators see all."""

    HELD = "held"
    SCHEDULED = "scheduled"
    DELETED = "deleted"
    FLAGGED = "flagged"
    MODERATED = "moderated"
    SPAM = "spam"
    STAFF = "staff"
    MERGED = "merged"
    DRAFT = "draft"


SEEN_BY_AUTHORS = frozenset(
    reason.value for reason in (HiddenAs.HELD, HiddenAs.SCHEDULED, HiddenAs.DELETED, HiddenAs.FLAGGED, HiddenAs.DRAFT)
)


PREPARED = frozenset({HiddenAs.STAFF.value, HiddenAs.SCHEDULED.value})
"""What its authors themselves keep out of sight until it is published."""


def hidden_for_a_reason() -> Q:
    """The check constraint: a reason if and only if hidden."""
    reasons = [reason.value for reason in HiddenAs]
    return Q(hidden_at__isnull=True, hidden_as="") | Q(hidden_at__isnull=False, hidden_as__in=reasons)
