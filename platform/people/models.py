"""The customer, or colleague, behind every post, message and mention."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower, NullIf

from tenants.models import TenantModel

IDENTITY_KINDS = ["account", "email", "phone", "handle", "import"]
CONSENT_KINDS = ["newsletter", "research", "testimonial", "profiling"]


class Person(TenantModel):
    """One human being as this brand knows them.

    `merged_into` is set while a merge stands and always names the person who was absorbed by nobody, however long the
    chain. `name_key` is compared byte by byte, so that a prefix is a range of the index below (LIKE never uses one
    under row-level security).
    """

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=15, blank=True)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    is_imported = models.BooleanField(default=False)
    name_key = models.GeneratedField(
        expression=Lower("name"), output_field=models.CharField(max_length=120, db_collation="C"), db_persist=True
    )

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "name_key", "id"], name="person_by_name")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself")
        ]

    def __str__(self) -> str:
        return self.name


class Belonging(TenantModel):
    """Something known about a person that follows them through merges.

    `person` is who it belongs to today; `home` remembers who it belonged to before the first merge moved it, and is
    empty while it never moved. An undone merge sends it back by that.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    home = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Identity(Belonging):
    """One way in which a person is known: (kind, scope, value) names exactly one person.

    Scope keeps apart what looks alike: the network of a handle ("mastodon:chaos.social"), the site of an import, the
    channel of a phone number, which is never a key by itself because numbers are handed on.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=12)
    scope = models.CharField(max_length=80)
    value = models.CharField(max_length=254)
    display = models.CharField(max_length=254, blank=True)
    verified_at = models.DateTimeField(null=True)
    search_key = models.GeneratedField(
        expression=Lower(Coalesce(NullIf(F("display"), models.Value("")), F("value"))),
        output_field=models.CharField(max_length=254, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "search_key", "id"], name="identity_by_display")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "kind", "scope", "value"], name="one_person_per_identity"),
            models.CheckConstraint(condition=Q(kind__in=IDENTITY_KINDS), name="known_identity_kind"),
            models.CheckConstraint(condition=~Q(kind="phone", scope=""), name="phone_needs_scope"),
        ]


class PersonNote(Belonging):
    """What a colleague wrote about a person, for staff alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes", db_index=False)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "person", "created_at", "id"], name="note_of_person")]
        constraints: ClassVar[list[Any]] = [models.CheckConstraint(condition=~Q(body=""), name="person_note_has_text")]


class ConsentChange(Belonging):
    """A consent given or taken back: never changed afterwards, so that the history answers who, when and what."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consent_changes", db_index=False)
    kind = models.CharField(max_length=20)
    granted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "person", "kind", "id"], name="consent_of_person")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=CONSENT_KINDS), name="known_consent_kind"),
            models.CheckConstraint(
                condition=Q(granted_at__isnull=False, withdrawn_at=None) | Q(granted_at=None, withdrawn_at__isnull=False),
                name="consent_granted_or_withdrawn",
            ),
        ]


class Merge(TenantModel):
    """`kept` absorbed `merged`. The standing merges form a forest; its roots are the people that lists show."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absorbed")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absorptions")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "merged"], condition=Q(undone_at=None), name="one_standing_merge"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two_people"),
            models.CheckConstraint(condition=Q(undone_by=None) | Q(undone_at__isnull=False), name="undone_by_with_time"),
        ]
