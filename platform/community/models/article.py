"""Articles of the knowledge base: versions on their way to readers, and what readers thought of them."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from community.models.topic import Topic
from tenants.models import TenantModel


class VersionState(StrEnum):
    """Where a version of an article stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    REPLACED = "replaced"


VERSION_STATES = {
    VersionState.DRAFT: pgettext_lazy("version of an article", "Draft"),
    VersionState.IN_REVIEW: pgettext_lazy("version of an article", "In review"),
    VersionState.PUBLISHED: pgettext_lazy("version of an article", "Published"),
    VersionState.REPLACED: pgettext_lazy("version of an article", "Replaced"),
}


class Article(TenantModel):
    """What a topic needs to be an article. Its published text is the topic's first post.

    The row stays when the topic becomes something else. `review_due_at` is when somebody should look again.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    review_due_at = models.DateTimeField(null=True)
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic"], name="one_article_per_topic"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "review_due_at", "id"], name="article_by_review"),
        ]


class ArticleVersion(TenantModel):
    """One state of an article's text. Nobody reviews what they wrote; at most one version is on its way at a time."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=9, default=VersionState.DRAFT.value)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "article", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["tenant", "article"], condition=Q(state__in=["draft", "in_review"]), name="one_version_on_its_way"
            ),
            models.UniqueConstraint(fields=["tenant", "article"], condition=Q(state="published"), name="one_published_version"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in VersionState]), name="known_version_state"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("written_by")),
                name="nobody_reviews_their_own_version",
            ),
        ]

    @property
    def state_label(self) -> str:
        return str(VERSION_STATES[VersionState(self.state)])


class ArticleContributor(TenantModel):
    """Somebody wrote a part of this version, and so may not be the one who approves it."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "version", "person"], name="a_contributor_once_per_version"),
        ]


class ArticleRating(TenantModel):
    """Whether the article helped one person; asked again, the last answer counts."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    is_helpful = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "article", "person"], name="one_rating_per_person"),
        ]
