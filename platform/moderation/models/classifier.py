"""What the brand's own decisions taught: exact counts, one row a word."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class WordCount(TenantModel):
    """In how many learnt texts of each kind a word stands."""

    word = models.CharField(max_length=40)
    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "word"], name="one_count_per_word"),
        ]


class TextTotals(TenantModel):
    """How many texts of each kind were learnt; one row a brand."""

    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["tenant"], name="one_total_per_brand")]


class LearntText(TenantModel):
    """Which words of which thing were counted as what, so that a reversed decision is unlearnt exactly."""

    thing_kind = models.CharField(max_length=16)
    thing_id = models.UUIDField()
    is_spam = models.BooleanField()
    words = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "thing_kind", "thing_id"], name="each_thing_learnt_once"),
        ]
