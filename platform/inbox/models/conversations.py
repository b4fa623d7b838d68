"""Conversations: one row carries all that a list shows, so that a list reads no messages."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from inbox.contracts import DIRECTIONS, PRIORITIES, SOURCE_KINDS, STATUSES
from inbox.models.organisation import Inbox, Team
from kernel.actor import Actor
from tenants.models import TenantModel

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
CLOSED = ("resolved", "spam")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Filters of lists; `visible_to` comes first in every read."""

    def visible_to(self, actor: Actor) -> "ConversationQuerySet":
        """What the actor may know of: the conversations of the inboxes they may look into.

        Asks for the inboxes first (one small query) and names them, because PostgreSQL can walk an index from a list of
        ids but not from a sub-select.
        """
        if actor.is_supervisor:
            return self.all()
        return self.filter(inbox_id__in=list(Inbox.objects.visible_to(actor).values_list("pk", flat=True)))


class Conversation(TenantModel):
    """An exchange with one customer. `seq` numbers its public messages, `position` everything on its timeline.

    `version` grows with every change that others can see. `waiting_since` is the arrival of the oldest message that
    nobody has answered yet.
    """

    number = models.BigIntegerField()
    subject = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default="open")
    priority = models.CharField(max_length=10, default="normal")
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="+", db_index=False)
    origin_inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="+", db_index=False)
    """Where it began, whatever became of it since: the namespace of its messages' external ids."""
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    assignee = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    customer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=15, blank=True)
    source_kind = models.CharField(max_length=20)
    source_key = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    source_label = models.CharField(max_length=200, blank=True)
    search_text = models.TextField()
    created_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    last_message_preview = models.CharField(max_length=200, blank=True)
    last_message_direction = models.CharField(max_length=3, default="in")
    waiting_since = models.DateTimeField(null=True)
    waits_from = models.GeneratedField(
        expression=Coalesce(F("waiting_since"), models.Value(NEVER)), output_field=models.DateTimeField(), db_persist=True
    )
    """`waiting_since`, or the end of time: never null, so that a page can be cut by it."""
    snoozed_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_count = models.PositiveIntegerField(default=0)
    seq = models.PositiveIntegerField(default=0)
    last_in_seq = models.PositiveIntegerField(default=0)
    """The last message from outside that arrived live; imported history is nobody's unread mail."""
    position = models.PositiveIntegerField(default=0)
    message_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_conversation_per_number"),
            models.UniqueConstraint(
                fields=["tenant", "source_kind", "source_key"], condition=~Q(source_key=""), name="one_conversation_per_source"
            ),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="known_conversation_status"),
            models.CheckConstraint(condition=Q(priority__in=PRIORITIES), name="known_priority"),
            models.CheckConstraint(condition=Q(source_kind__in=SOURCE_KINDS), name="known_source_kind"),
            models.CheckConstraint(condition=Q(last_message_direction__in=DIRECTIONS), name="known_last_direction"),
            models.CheckConstraint(
                condition=Q(status="snoozed", snoozed_until__isnull=False)
                | (~Q(status="snoozed") & Q(snoozed_until__isnull=True)),
                name="snoozed_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(status__in=CLOSED, closed_at__isnull=False) | (~Q(status__in=CLOSED) & Q(closed_at__isnull=True)),
                name="closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=CLOSED) | Q(waiting_since__isnull=True), name="nobody_waits_when_closed"
            ),
            models.CheckConstraint(condition=Q(last_in_seq__lte=F("seq")), name="unread_is_a_message"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "status", "-last_message_at", "-id"], name="conv_by_status"),
            models.Index(fields=["tenant", "inbox", "status", "-last_message_at", "-id"], name="conv_by_inbox"),
            models.Index(fields=["tenant", "team", "status", "-last_message_at", "-id"], name="conv_by_team"),
            models.Index(fields=["tenant", "assignee", "status", "-last_message_at", "-id"], name="conv_by_assignee"),
            models.Index(fields=["tenant", "-last_message_at", "-id"], name="conv_by_time"),
            models.Index(fields=["tenant", "status", "waits_from", "id"], name="conv_by_waiting"),
            models.Index(fields=["tenant", "snoozed_until"], condition=Q(status="snoozed"), name="conv_to_wake"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"
