"""A topic of some kind, and what lists need to know of it without reading its posts."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.models.hiding import hidden_for_a_reason
from community.models.space import Space
from tenants.models import TenantModel


class Kind(StrEnum):
    """What a topic is for; only questions can be solved."""

    QUESTION = "question"
    DISCUSSION = "discussion"
    ANNOUNCEMENT = "announcement"
    IDEA = "idea"
    ARTICLE = "article"


KIND_CHOICES = [
    (Kind.QUESTION.value, _("Question")),
    (Kind.DISCUSSION.value, _("Discussion")),
    (Kind.ANNOUNCEMENT.value, _("Announcement")),
    (Kind.IDEA.value, _("Idea")),
    (Kind.ARTICLE.value, _("Article")),
]


LASTING = frozenset({Kind.ARTICLE.value, Kind.IDEA.value})
"""Kinds whose worth does not end when nobody posts: an idea that is closed would also free its votes."""


class IdeaStatus(StrEnum):
    """What became of an idea. Done and declined ones give their votes back."""

    OPEN = "open"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DECLINED = "declined"


IDEA_STATUSES = {
    IdeaStatus.OPEN: pgettext_lazy("status of an idea", "Open"),
    IdeaStatus.PLANNED: pgettext_lazy("status of an idea", "Planned"),
    IdeaStatus.IN_PROGRESS: pgettext_lazy("status of an idea", "In progress"),
    IdeaStatus.DONE: pgettext_lazy("status of an idea", "Done"),
    IdeaStatus.DECLINED: pgettext_lazy("status of an idea", "Declined"),
}
FINISHED = frozenset({IdeaStatus.DONE.value, IdeaStatus.DECLINED.value})


class PinScope(StrEnum):
    """Where a pinned topic stands on top."""

    SPACE = "space"
    EVERYWHERE = "everywhere"


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

    def taking_idea_votes(self) -> "TopicQuerySet":
        """Ideas that are neither finished, closed, archived nor hidden: their votes are in use."""
        rows = self.filter(kind=Kind.IDEA, hidden_at__isnull=True, locked_at__isnull=True, archived_at__isnull=True)
        return rows.exclude(idea_status__in=FINISHED)

    def pinned_for(self, space_id: UUID, at: datetime) -> "TopicQuerySet":
        """Those pinned at this time everywhere, or in this one space."""
        lasting = Q(pinned_until__isnull=True) | Q(pinned_until__gt=at)
        here = Q(pin_scope=PinScope.EVERYWHERE) | Q(pin_scope=PinScope.SPACE, space_id=space_id)
        return self.filter(lasting, here, pinned_at__isnull=False)

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
    hidden_as = models.CharField(max_length=9, blank=True)
    slow_mode_seconds = models.PositiveIntegerField(default=0)
    pinned_at = models.DateTimeField(null=True)
    pinned_until = models.DateTimeField(null=True)
    pin_scope = models.CharField(max_length=10, blank=True)
    bumped_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    same_problem_count = models.PositiveIntegerField(default=0)
    idea_status = models.CharField(max_length=11, default=IdeaStatus.OPEN.value)
    idea_votes = models.PositiveIntegerField(default=0)
    banner_at = models.DateTimeField(null=True)
    banner_until = models.DateTimeField(null=True)
    imported_key = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=hidden_for_a_reason(), name="topic_hidden_for_a_reason"),
            models.UniqueConstraint(fields=["tenant", "number"], name="one_topic_per_number"),
            models.UniqueConstraint(fields=["tenant", "imported_key"], condition=~Q(imported_key=""), name="topic_imported_once"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="known_topic_kind"),
            models.CheckConstraint(
                condition=Q(solution__isnull=True, solved_at__isnull=True) | Q(solution__isnull=False, solved_at__isnull=False),
                name="solution_and_time_go_together",
            ),
            models.CheckConstraint(condition=Q(reply_count__lt=F("last_position")), name="replies_are_numbered"),
            models.CheckConstraint(condition=Q(idea_status__in=[s.value for s in IdeaStatus]), name="known_idea_status"),
            models.CheckConstraint(
                condition=Q(pinned_at__isnull=True, pin_scope="", pinned_until__isnull=True)
                | Q(pinned_at__isnull=False, pin_scope__in=[s.value for s in PinScope]),
                name="a_pin_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(banner_at__isnull=False) | Q(banner_until__isnull=True), name="a_banner_has_a_start"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "space", "-last_posted_at", "-id"], name="topic_by_space"),
            models.Index(fields=["tenant", "-last_posted_at", "-id"], name="topic_by_last_post"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="topic_by_creation"),
            models.Index(fields=["tenant", "author", "-created_at"], name="topic_by_author"),
            models.Index(
                fields=["tenant", "space", "-idea_votes", "-id"],
                condition=Q(kind="idea", hidden_at__isnull=True),
                name="idea_by_votes",
            ),
            models.Index(fields=["tenant", "-pinned_at"], condition=Q(pinned_at__isnull=False), name="topic_pinned"),
            models.Index(fields=["tenant", "-banner_at"], condition=Q(banner_at__isnull=False), name="topic_with_banner"),
            models.Index(fields=["tenant", "space", "title", "id"], condition=Q(kind="article"), name="article_by_title"),
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

    def is_pinned_at(self, at: datetime) -> bool:
        """Whether the pin still holds."""
        return self.pinned_at is not None and (self.pinned_until is None or self.pinned_until > at)

    @property
    def is_question(self) -> bool:
        return self.kind == Kind.QUESTION

    @property
    def takes_idea_votes(self) -> bool:
        """Whether votes on it are in use; `taking_idea_votes` says the same to the database."""
        return (
            self.kind == Kind.IDEA
            and self.idea_status not in FINISHED
            and self.hidden_at is None
            and self.locked_at is None
            and self.archived_at is None
        )
