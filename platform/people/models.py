"""The customer, or colleague, behind every post, message and mention."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class Person(TenantModel):
    """One human being as this brand knows them. `merged_into` is set while a merge stands."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=15, blank=True)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    is_imported = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


IDENTITY_KINDS = ["account", "email", "phone", "handle", "import"]


class Identity(TenantModel):
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

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "kind", "scope", "value"], name="one_person_per_identity"),
            models.CheckConstraint(condition=models.Q(kind__in=IDENTITY_KINDS), name="known_identity_kind"),
            models.CheckConstraint(condition=~models.Q(kind="phone", scope=""), name="phone_needs_scope"),
        ]
