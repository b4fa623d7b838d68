"""A question, discussion or announcement, and what lists need to know of it without reading its posts."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.space import Space
from tenants.models import TenantModel


class Kind(StrEnum):
    """What a topic is for; only questions can be solved."""

    QUESTION = "question"
    DISCUSSION = "discussion"
    ANNOUNCEMENT = "announcement"


KIND_CHOICES = [
    (Kind.QUESTION.value, _("Question")),
    (Kind.DISCUSSION.value, _("Discussion")),
    (Kind.ANNOUNCEMENT.value, _("Announcement")),
]


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics, filtered as lists and feeds need them."""

    def in_spaces(self, space_ids: Iterable[UUID]) -> "TopicQuerySet":
        """Those of these spaces, which the caller has checked, that are not hidden."""
        return self.filter(space_id__in=list(space_ids), hidden_at__isnull=True)

    def with_status(self, status: str) -> "TopicQuerySet":
        """ "solved", "unsolved", "unanswered", or all of them."""
        if status == "solved":
            return self.filter(solved_at__isnull=False)
        if status == "unsolved":
            return self.filter(kind=Kind.QUESTION, solved_at__isnull=True)
        if status == "unanswered":
            return self.filter(kind=Kind.QUESTION, helpful_at__isnull=True, solved_at__isnull=True)
        return self

    def with_tag(self, name: str) -> "TopicQuerySet":
        """Those that carry this tag."""
        return self.filter(topic_tags__tag__name=name)


class Topic(TenantModel):
    """`helpful_at` is when somebody other than the author first replied, `escalated_at` when the desk took it up.

    `last_position` only grows: it numbers posts.
    """

    number = models.BigIntegerField()
    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KIND_CHOICES, default=Kind.QUESTION.value)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=15, default="en")
    created_at = models.DateTimeField()
    last_posted_at = models.DateTimeField()
    last_position = models.PositiveIntegerField(default=1)
    reply_count = models.PositiveIntegerField(default=0)
    score = models.IntegerField(default=0)
    view_count = models.PositiveIntegerField(default=0)
    helpful_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    solution = models.ForeignKey("community.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    solved_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    imported_key = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_topic_per_number"),
            models.UniqueConstraint(fields=["tenant", "imported_key"], condition=~Q(imported_key=""), name="topic_imported_once"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="known_topic_kind"),
            models.CheckConstraint(
                condition=Q(solution__isnull=True, solved_at__isnull=True) | Q(solution__isnull=False, solved_at__isnull=False),
                name="solution_and_time_go_together",
            ),
            models.CheckConstraint(condition=Q(reply_count__lt=F("last_position")), name="replies_are_numbered"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "space", "-last_posted_at", "-id"], name="topic_by_space"),
            models.Index(fields=["tenant", "-last_posted_at", "-id"], name="topic_by_last_post"),
            models.Index(fields=["tenant", "author", "-created_at"], name="topic_by_author"),
            models.Index(
                fields=["tenant", "created_at", "id"],
                condition=Q(
                    helpful_at__isnull=True,
                    solved_at__isnull=True,
                    hidden_at__isnull=True,
                    escalated_at__isnull=True,
                    imported_key="",
                ),
                name="topic_waiting_for_help",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_solved(self) -> bool:
        return self.solved_at is not None

    @property
    def is_question(self) -> bool:
        return self.kind == Kind.QUESTION
