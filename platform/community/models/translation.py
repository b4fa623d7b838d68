"""The same post in another language, by people first and by a machine where people have not come yet."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.post import Post
from tenants.models import TenantModel


class TranslationSource(StrEnum):
    """Who translated; people's words replace a machine's, never the other way round."""

    HUMAN = "human"
    MACHINE = "machine"


class TranslationState(StrEnum):
    """A wanted translation waits for the machine, which may fail for good."""

    WANTED = "wanted"
    READY = "ready"
    FAILED = "failed"


class PostTranslation(TenantModel):
    """One post in one language. `of_version` is the post's version that was translated: an older one shows as outdated.

    `title` and `slug` are there for first posts alone.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=15)
    state = models.CharField(max_length=6, default=TranslationState.READY.value)
    source = models.CharField(max_length=7)
    provider = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    slug = models.CharField(max_length=80, blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    author = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    of_version = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post", "language"], name="one_translation_per_language"),
            models.CheckConstraint(condition=Q(source__in=[s.value for s in TranslationSource]), name="known_translation_source"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TranslationState]), name="known_translation_state"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "at"], condition=Q(state="wanted"), name="translation_wanted"),
        ]
