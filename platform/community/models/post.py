"""What somebody wrote in a topic, as source and as safe HTML."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.hiding import hidden_for_a_reason
from community.models.topic import Topic
from tenants.models import TenantModel


class Origin(StrEnum):
    """Where a post was written."""

    COMMUNITY = "community"
    DESK = "desk"
    IMPORT = "import"


class Post(TenantModel):
    """Position 1 is the topic's own text, the others are replies. Positions never change; the search column is in SQL alone."""

    # Both keys without an index of their own: `one_post_per_position` and `post_by_author` begin with them.
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts", db_index=False)
    position = models.PositiveIntegerField()
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=15, default="en")
    language_source = models.CharField(max_length=8, default="space")
    """Who said so: "space", "writer" at writing, "detected", or a "person" who corrected it."""
    written_in = models.CharField(max_length=8, default="markdown", db_default="markdown")
    """What `body` is: the "markdown" that `html` was made from, or the words of imported "html"."""
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    reply_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    score = models.IntegerField(default=0)
    vote_count = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=9, default=Origin.COMMUNITY.value)
    hidden_at = models.DateTimeField(null=True)
    hidden_as = models.CharField(max_length=9, blank=True)
    wiki_at = models.DateTimeField(null=True)
    imported_key = models.CharField(max_length=80, blank=True)
    license = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=hidden_for_a_reason(), name="post_hidden_for_a_reason"),
            models.UniqueConstraint(fields=["tenant", "topic", "position"], name="one_post_per_position"),
            models.UniqueConstraint(fields=["tenant", "imported_key"], condition=~Q(imported_key=""), name="post_imported_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="positions_begin_at_one"),
            models.CheckConstraint(condition=Q(origin__in=[o.value for o in Origin]), name="known_post_origin"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "-created_at", "-id"], name="post_by_creation"),
            models.Index(fields=["tenant", "author", "-created_at", "-id"], name="post_by_author"),
        ]

    def __str__(self) -> str:
        return f"#{self.position}"

    @property
    def is_reply(self) -> bool:
        return self.position > 1


class PostRevision(TenantModel):
    """What a post said before an edit. `hidden_at`: a moderator took this version out of sight."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    edited_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post", "version"], name="one_revision_per_version"),
        ]
