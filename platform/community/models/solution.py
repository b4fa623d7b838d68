"""Replies that solved a question, and who has the same problem."""

from typing import Any, ClassVar

from django.db import models

from community.models.post import Post
from community.models.topic import Topic
from tenants.models import TenantModel


class Solution(TenantModel):
    """One reply that solves its topic. `Topic.solution` is the first of them while the topic is a question.

    The rows stay when a question becomes something else, so that its answers are there again when it becomes one again.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    chosen_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post"], name="a_post_solves_once"),
        ]


class SameProblem(TenantModel):
    """One person says: I have this problem too. At most one per person and question."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic", "person"], name="one_same_problem_per_person"),
        ]
