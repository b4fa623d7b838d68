"""Polls: a question inside a post that members answer by choosing."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.post import Post
from tenants.models import TenantModel


class PollKind(StrEnum):
    """How one chooses."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    RANKED = "ranked"


class Results(StrEnum):
    """When the counts are shown to members; staff and moderators see them always."""

    ALWAYS = "always"
    VOTED = "voted"
    CLOSED = "closed"
    STAFF = "staff"


POLL_KINDS = [
    (PollKind.SINGLE.value, _("One choice")),
    (PollKind.MULTIPLE.value, _("Several choices")),
    (PollKind.NUMBER.value, _("A number")),
    (PollKind.RANKED.value, _("Choices in order of preference")),
]
RESULTS = [
    (Results.ALWAYS.value, _("At once")),
    (Results.VOTED.value, _("After voting")),
    (Results.CLOSED.value, _("When the poll is closed")),
    (Results.STAFF.value, _("Only for the team")),
]


class Poll(TenantModel):
    """At most one per post. `voters_public` shows who chose what; `closes_at` is announced, `closed_at` is by hand."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=POLL_KINDS, default=PollKind.SINGLE.value)
    results = models.CharField(max_length=8, choices=RESULTS, default=Results.ALWAYS.value)
    voters_public = models.BooleanField(default=False)
    min_choices = models.PositiveSmallIntegerField(default=1)
    max_choices = models.PositiveSmallIntegerField(default=1)
    voter_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post"], name="one_poll_per_post"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in PollKind]), name="known_poll_kind"),
            models.CheckConstraint(condition=Q(results__in=[r.value for r in Results]), name="known_poll_results"),
            models.CheckConstraint(
                condition=Q(min_choices__gte=1, max_choices__gte=F("min_choices")), name="poll_choices_are_a_range"
            ),
        ]


class PollOption(TenantModel):
    """One thing to choose. `count` is kept by the action that counts a ballot: first preferences in a ranked poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "poll", "position"], name="one_option_per_position"),
        ]

    def __str__(self) -> str:
        return self.text


class Ballot(TenantModel):
    """What one person chose: positions of options, in order of preference in a ranked poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    choice = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "poll", "person"], name="one_ballot_per_person"),
        ]
