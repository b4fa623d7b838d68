"""Votes on ideas, and what became of an idea."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.topic import IdeaStatus, Topic
from tenants.models import TenantModel


class IdeaVote(TenantModel):
    """One person wants this idea. `waiting_at` is set while the person has no free vote left for it: it does not count yet.

    A vote on an idea that is finished or closed binds nobody any more: which votes are in use is always asked of the
    topics, never stored.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    waiting_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic", "person"], name="one_idea_vote_per_person"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "person", "at", "id"], name="idea_votes_of_person"),
        ]


class IdeaDecision(TenantModel):
    """One step of an idea, with the reason that its readers get."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    reason = models.TextField()
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(after__in=[s.value for s in IdeaStatus]), name="known_idea_status_after"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_idea_is_decided_with_a_reason"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "topic", "at", "id"], name="idea_decisions_in_order"),
        ]
