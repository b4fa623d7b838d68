"""Statements of reasons: what was decided about whom, why, and how to object (Digital Services Act, Article 17)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.item import ReviewItem
from tenants.models import TenantModel


class Measure(StrEnum):
    """What was done."""

    REMOVED = "removed"
    REJECTED = "rejected"
    HIDDEN = "hidden"
    SPAM = "spam"
    SILENCED = "silenced"
    SUSPENDED = "suspended"
    PURGED = "purged"


class Ground(StrEnum):
    """Whether the law or the brand's own terms ask for it."""

    ILLEGAL = "illegal"
    TERMS = "terms"


class Origin(StrEnum):
    """What led to it."""

    NOTICE = "notice"
    OWN = "own"
    AUTOMATED = "automated"


class Category(StrEnum):
    """The Commission's high-level categories of the transparency database."""

    ANIMAL_WELFARE = "animal_welfare"
    CYBER_VIOLENCE = "cyber_violence"
    DATA_PROTECTION = "data_protection_and_privacy"
    HATE = "illegal_or_harmful_speech"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    CIVIC = "negative_effects_on_civic_discourse"
    CONSUMER = "consumer_information"
    PROTECTION_OF_MINORS = "protection_of_minors"
    PUBLIC_SECURITY = "public_security"
    SCAMS = "scams_and_fraud"
    SELF_HARM = "self_harm"
    SCOPE = "scope_of_platform_service"
    UNSAFE_PRODUCTS = "unsafe_products"
    VIOLENCE = "violence"
    OTHER = "other_violation"


MEASURE_CHOICES = [
    (Measure.REMOVED.value, _("Removed")),
    (Measure.REJECTED.value, _("Not published")),
    (Measure.HIDDEN.value, _("Hidden until somebody looks at it")),
    (Measure.SPAM.value, _("Removed as spam")),
    (Measure.SILENCED.value, _("Account silenced")),
    (Measure.SUSPENDED.value, _("Account suspended")),
    (Measure.PURGED.value, _("All contributions removed")),
]
GROUND_CHOICES = [(Ground.TERMS.value, _("Against the rules of the community")), (Ground.ILLEGAL.value, _("Against the law"))]
ORIGIN_CHOICES = [
    (Origin.NOTICE.value, _("Members flagged it")),
    (Origin.OWN.value, _("The moderators found it themselves")),
    (Origin.AUTOMATED.value, _("An automatic check found it")),
]
CATEGORY_CHOICES = [
    (Category.SCOPE.value, _("Off topic or spam")),
    (Category.SCAMS.value, _("Scams and fraud")),
    (Category.HATE.value, _("Illegal or harmful speech")),
    (Category.CYBER_VIOLENCE.value, _("Harassment online")),
    (Category.DATA_PROTECTION.value, _("Data protection and privacy")),
    (Category.INTELLECTUAL_PROPERTY.value, _("Intellectual property")),
    (Category.PROTECTION_OF_MINORS.value, _("Protection of minors")),
    (Category.VIOLENCE.value, _("Violence")),
    (Category.SELF_HARM.value, _("Self-harm")),
    (Category.PUBLIC_SECURITY.value, _("Public security")),
    (Category.CIVIC.value, _("Civic discourse and elections")),
    (Category.CONSUMER.value, _("Consumer information")),
    (Category.UNSAFE_PRODUCTS.value, _("Unsafe or prohibited products")),
    (Category.ANIMAL_WELFARE.value, _("Animal welfare")),
    (Category.OTHER.value, _("Another violation")),
]


class Decision(TenantModel):
    """One measure against one person's content or account. `decided_by` is nobody when it was automatic."""

    number = models.BigIntegerField()
    item = models.ForeignKey(ReviewItem, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey("community.Space", null=True, on_delete=models.SET_NULL, related_name="+")
    thing_kind = models.CharField(max_length=16)
    thing_id = models.UUIDField()
    thing_title = models.CharField(max_length=200, blank=True)
    thing_text = models.TextField(blank=True)
    content_at = models.DateTimeField(null=True)
    """When what was restricted was written."""
    content_language = models.CharField(max_length=15, blank=True)
    measure = models.CharField(max_length=10, choices=MEASURE_CHOICES)
    ground = models.CharField(max_length=8, choices=GROUND_CHOICES, default=Ground.TERMS.value)
    ground_text = models.CharField(max_length=400)
    category = models.CharField(max_length=40, choices=CATEGORY_CHOICES, default=Category.SCOPE.value)
    facts = models.TextField()
    origin = models.CharField(max_length=10, choices=ORIGIN_CHOICES)
    is_automated_detection = models.BooleanField(default=False)
    is_automated_decision = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    flagged_at = models.DateTimeField(null=True)
    appealable_until = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_decision_per_number"),
            models.CheckConstraint(condition=Q(measure__in=[m.value for m in Measure]), name="known_measure"),
            models.CheckConstraint(condition=Q(ground__in=[g.value for g in Ground]), name="known_ground"),
            models.CheckConstraint(condition=Q(origin__in=[o.value for o in Origin]), name="known_decision_origin"),
            models.CheckConstraint(condition=Q(category__in=[c.value for c in Category]), name="known_decision_category"),
            models.CheckConstraint(
                condition=Q(is_automated_decision=True) | Q(decided_by__isnull=False), name="people_sign_their_decisions"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "person", "-at", "-id"], name="decision_by_person"),
            models.Index(fields=["tenant", "-at", "-id"], name="decision_by_time"),
            models.Index(fields=["tenant", "thing_kind", "thing_id"], name="decision_by_thing"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def may_be_appealed(self, at: datetime) -> bool:
        """Whether there is still time, and something left to reverse."""
        return self.reversed_at is None and at < self.appealable_until
