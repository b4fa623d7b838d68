"""What a conversation consists of: public messages, private notes, and the record of what was done to it.

All three take their `position` from the conversation's row while it is locked, so one timeline can be cut out of three
tables and nothing that comes later slips in before what was already read.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from inbox.contracts import DELIVERIES, DIRECTIONS, VIAS
from inbox.models.conversations import Conversation
from inbox.models.organisation import Inbox, Team
from tenants.models import TenantModel


class Message(TenantModel):
    """Something the customer can see. A reply's id was minted by the agent's browser."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages", db_index=False)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The conversation's origin: where `external_id` means something."""
    position = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    direction = models.CharField(max_length=3)
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    html = models.TextField()
    search_text = models.TextField()
    via = models.CharField(max_length=12)
    external_id = models.CharField(max_length=200, blank=True)
    delivery = models.CharField(max_length=8, blank=True)
    delivered_at = models.DateTimeField(null=True)
    delivery_error = models.CharField(max_length=500, blank=True)
    is_imported = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "conversation", "seq"], name="one_message_per_seq"),
            models.UniqueConstraint(fields=["tenant", "conversation", "position"], name="one_message_per_position"),
            models.UniqueConstraint(
                fields=["tenant", "inbox", "external_id"], condition=~Q(external_id=""), name="one_message_per_external_id"
            ),
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="known_direction"),
            models.CheckConstraint(condition=Q(via__in=VIAS), name="known_via"),
            models.CheckConstraint(condition=Q(delivery__in=["", *DELIVERIES]), name="known_delivery"),
            models.CheckConstraint(condition=Q(direction="out") | Q(delivery=""), name="only_replies_are_delivered"),
            models.CheckConstraint(condition=Q(delivery="sent") | Q(delivered_at__isnull=True), name="delivered_means_sent"),
        ]


class Note(TenantModel):
    """Something colleagues wrote for colleagues; it never leaves the inbox."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes", db_index=False)
    position = models.PositiveIntegerField()
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "conversation", "position"], name="one_note_per_position"),
        ]


class TimelineEvent(TenantModel):
    """Something that was done, as a code and values; each reader's application makes the sentence in their language."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="timeline", db_index=False)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    """Who did it; nobody when the platform did."""
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "conversation", "position"], name="one_event_per_position"),
        ]


class Handoff(TenantModel):
    """A conversation passed from one department to another, with what the next one must know. Its id is the client's."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="handoffs")
    entry = models.ForeignKey(TimelineEvent, on_delete=models.CASCADE, related_name="+")
    from_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    to_user = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.TextField()
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(summary=""), name="handoff_says_why"),
        ]
