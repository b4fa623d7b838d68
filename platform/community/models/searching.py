"""What people looked for, without saying who."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class SearchLog(TenantModel):
    """One search: its words in lower case, how many topics it found, and which place of the list was opened first.

    No account, no address: the brand learns what is missing, not who missed it.
    """

    words = models.CharField(max_length=200)
    language = models.CharField(max_length=15)
    hit_count = models.PositiveIntegerField()
    clicked = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "at"], name="search_by_time")]
