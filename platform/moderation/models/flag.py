"""What members point out, and how right they were before."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.item import ReviewItem
from tenants.models import TenantModel


class FlagReason(StrEnum):
    """Why somebody flags. Illegal content is a notice in the sense of the Digital Services Act, Article 16."""

    SPAM = "spam"
    OFF_TOPIC = "off_topic"
    INAPPROPRIATE = "inappropriate"
    ILLEGAL = "illegal"
    OTHER = "other"


REASON_CHOICES = [
    (FlagReason.SPAM.value, _("It is spam")),
    (FlagReason.OFF_TOPIC.value, _("It is off topic")),
    (FlagReason.INAPPROPRIATE.value, _("It is inappropriate")),
    (FlagReason.ILLEGAL.value, _("It is illegal")),
    (FlagReason.OTHER.value, _("Something else")),
]


class FlagOutcome(StrEnum):
    """Whether reviewers agreed."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    IGNORED = "ignored"


class Flag(TenantModel):
    """One person's flag on one thing. The notice's fields are filled for illegal content alone."""

    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="flags")
    flagger = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=REASON_CHOICES)
    note = models.CharField(max_length=2_000, blank=True)
    legal_ground = models.CharField(max_length=400, blank=True)
    notifier_name = models.CharField(max_length=120, blank=True)
    notifier_email = models.EmailField(blank=True)
    good_faith_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    weight = models.FloatField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "item", "flagger"], name="one_flag_per_person_and_item"),
            models.CheckConstraint(condition=Q(reason__in=[r.value for r in FlagReason]), name="known_flag_reason"),
            models.CheckConstraint(
                condition=~Q(reason=FlagReason.ILLEGAL.value)
                | (Q(good_faith_at__isnull=False) & ~Q(note="") & ~Q(legal_ground="")),
                name="notices_say_why",
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "flagger", "-at"], name="flag_by_flagger")]


class FlaggerRecord(TenantModel):
    """How often reviewers agreed with a person's flags; it weighs the next one."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    agreed = models.PositiveIntegerField(default=0)
    disagreed = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "person"], name="one_record_per_flagger"),
        ]
