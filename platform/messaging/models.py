"""Private messages: who talks with whom, and what was said. Nobody but the participants reads them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel

MAX_TITLE, MAX_BODY = 120, 20_000
KINDS = ("text", "added", "left", "removed", "titled")


class Exchange(TenantModel):
    """Messages between some accounts. `pair` names the two of a talk between two, so that two people have one and not many."""

    title = models.CharField(max_length=MAX_TITLE, blank=True)
    pair = models.CharField(max_length=80, null=True)  # noqa: DJ001 - groups have none, and many of them are not one
    started_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    last_position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "pair"], name="two_people_talk_in_one_place"),
        ]

    @property
    def is_group(self) -> bool:
        return self.pair is None


class Participant(TenantModel):
    """An account that takes part. It sees what was said from `sees_from` on: being added does not open what was said before.

    `active_at` is the time of the last message, kept here so that a list of one account is read from one index.
    """

    exchange = models.ForeignKey(Exchange, db_index=False, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey("accounts.User", db_index=False, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    muted_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField()
    sees_from = models.PositiveIntegerField(default=1)
    read_to = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "exchange", "user"], name="one_part_per_account"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["tenant", "user", "-active_at", "-id"], condition=Q(left_at__isnull=True), name="exchanges_of_account"
            ),
            models.Index(fields=["tenant", "user"], condition=Q(unread__gt=0, left_at__isnull=True), name="unread_exchanges"),
        ]


class Message(TenantModel):
    """Something said, or a note of who came and went (`about`). What was sent is never edited: a report shows what was said."""

    exchange = models.ForeignKey(Exchange, db_index=False, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, default="text")
    author = models.ForeignKey("people.Person", db_index=False, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    created_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    hidden_as = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "exchange", "position"], name="messages_stand_in_a_row"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="known_kind_of_message"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_as="") | (Q(hidden_at__isnull=False) & ~Q(hidden_as="")),
                name="hidden_message_says_why",
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "author", "-created_at", "-id"], name="message_by_author")]
