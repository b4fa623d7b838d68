"""What waits for a person's judgement: one row per thing, however many flags and rules brought it here."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.actor import Actor, Role
from tenants.models import TenantModel


class Lane(StrEnum):
    """Where an item waits. Spam has a lane of its own, so that nobody fishes real work out of it."""

    FLAGS = "flags"
    APPROVAL = "approval"
    SPAM = "spam"


class Outcome(StrEnum):
    """What somebody made of it."""

    KEPT = "kept"
    REMOVED = "removed"
    SPAM = "spam"
    IGNORED = "ignored"


LANE_CHOICES = [
    (Lane.FLAGS.value, _("Flagged")),
    (Lane.APPROVAL.value, _("Waiting for approval")),
    (Lane.SPAM.value, _("Spam")),
]


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    """Items, filtered by who looks and by what is left to do."""

    def reviewable_by(self, actor: Actor, spaces: Collection[UUID] = ()) -> "ReviewItemQuerySet":
        """Staff review everything, moderators what stands in no space or in one of theirs, others the latter alone."""
        if actor.is_staff or actor.role is Role.SYSTEM:
            return self
        if actor.role is Role.MODERATOR:
            return self.filter(Q(space_id=None) | Q(space_id__in=spaces))
        return self.filter(space_id__in=spaces)

    def open(self) -> "ReviewItemQuerySet":
        """Those that nobody decided yet."""
        return self.filter(decided_at__isnull=True)

    def overdue(self, at: datetime) -> "ReviewItemQuerySet":
        """Open ones whose time has passed."""
        return self.open().filter(due_at__lte=at)


class ReviewItem(TenantModel):
    """A thing in the queue. `concealed_at` is when it was hidden without a person, by flags or by a rule.

    Title and text are what was there when it came in, so that a later edit cannot change what is being judged.
    `hidden_before` is how the thing was hidden when somebody decided, so that the decision can be undone; `warned_at` is when
    reviewers were told that its time runs out.
    """

    lane = models.CharField(max_length=8, choices=LANE_CHOICES)
    thing_kind = models.CharField(max_length=16)
    thing_id = models.UUIDField()
    topic_id = models.UUIDField(null=True)
    space = models.ForeignKey("community.Space", null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=15, blank=True)
    path = models.CharField(max_length=300, blank=True)
    reasons = models.JSONField(default=list)
    score = models.FloatField(default=0)
    flag_count = models.PositiveIntegerField(default=0)
    is_illegal_notice = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    concealed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    hidden_before = models.CharField(max_length=10, blank=True)
    warned_at = models.DateTimeField(null=True)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "thing_kind", "thing_id"], condition=Q(decided_at__isnull=True), name="one_open_item_per_thing"
            ),
            models.CheckConstraint(condition=Q(lane__in=[lane.value for lane in Lane]), name="known_review_lane"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | Q(outcome__in=[o.value for o in Outcome], decided_at__isnull=False),
                name="outcome_and_time_go_together",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="claim_and_time_go_together",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "lane", "due_at", "id"], condition=Q(decided_at__isnull=True), name="review_by_due"),
            models.Index(
                fields=["tenant", "lane", "-score", "-id"], condition=Q(decided_at__isnull=True), name="review_by_score"
            ),
            models.Index(fields=["tenant", "-decided_at", "-id"], condition=Q(decided_at__isnull=False), name="review_decided"),
            models.Index(fields=["tenant", "author", "-created_at"], name="review_by_author"),
            models.Index(
                fields=["tenant", "due_at", "id"],
                condition=Q(decided_at__isnull=True, warned_at__isnull=True),
                name="review_to_warn_of",
            ),
            models.Index(fields=["tenant", "thing_kind", "thing_id"], name="review_by_thing"),
            models.Index(fields=["tenant", "topic_id"], condition=Q(decided_at__isnull=True), name="review_open_by_topic"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.thing_kind} {self.thing_id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def is_claimed_by_another(self, person_id: UUID | None) -> bool:
        """Whether somebody else works on it."""
        return self.claimed_by_id is not None and self.claimed_by_id != person_id

    def is_overdue(self, at: datetime) -> bool:
        """Whether its time has passed without a decision."""
        return self.is_open and self.due_at <= at
