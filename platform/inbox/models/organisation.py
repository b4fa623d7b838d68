"""Departments, inboxes, and who may work in which: the wall inside a tenant stands here and nowhere else.

The rule is one sentence. Supervisors see every inbox; an agent sees an inbox when a grant says so or when one of their
teams is attached to it; what is in an inbox is visible exactly to those who see the inbox. A conversation that is handed
to a team outside its inbox therefore moves into an inbox of that team in the same action.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from inbox.contracts import INBOX_KINDS
from kernel.actor import Actor
from tenants.models import TenantModel

HUE = Q(hue__gte=0, hue__lt=360)


class Team(TenantModel):
    """A department: marketing, support. Who holds a grant on it is in it."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, db_index=False)
    hue = models.PositiveSmallIntegerField(default=210)

    class Meta:
        default_permissions = ()
        permissions: ClassVar[list[Any]] = [("member_team", "Works in the team"), ("lead_team", "Leads the team")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_team_per_slug"),
            models.CheckConstraint(condition=HUE, name="team_hue"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamGrant(TenantModel, UserObjectPermissionBase):
    """A person's place in a team (django-guardian, direct foreign key). Written by `access.grants` alone."""

    content_object = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        unique_together: ClassVar[list[Any]] = []
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "permission", "content_object"], name="one_grant_per_team"),
        ]


class InboxQuerySet(models.QuerySet["Inbox"]):
    """Which inboxes an actor knows, and in which they work."""

    def visible_to(self, actor: Actor) -> "InboxQuerySet":
        """Inboxes the actor may look into. Lists, details, search, counters, sockets and events all ask this."""
        return self._of(actor, ("work_inbox", "view_inbox"))

    def workable_by(self, actor: Actor) -> "InboxQuerySet":
        """Inboxes in which the actor may answer and change things; a subset of the visible ones."""
        return self._of(actor, ("work_inbox",))

    def _of(self, actor: Actor, permissions: tuple[str, ...]) -> "InboxQuerySet":
        if actor.is_supervisor:
            return self.all()
        if not actor.is_staff:
            return self.none()
        teams = actor.granted("team", "member_team") | actor.granted("team", "lead_team")
        granted = frozenset[Any]().union(*(actor.granted("inbox", permission) for permission in permissions))
        attached = InboxTeam.objects.filter(team_id__in=teams).values("inbox_id")
        return self.filter(Q(pk__in=granted) | Q(pk__in=attached))


class Inbox(TenantModel):
    """Where conversations of one origin arrive: a community, an API, an import of a brand's tweets."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    hue = models.PositiveSmallIntegerField(default=210)
    default_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    """The team that new conversations begin with."""
    created_at = models.DateTimeField()
    objects = InboxQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions: ClassVar[list[Any]] = [("work_inbox", "Works in the inbox"), ("view_inbox", "Reads the inbox")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_inbox_per_name"),
            models.CheckConstraint(condition=Q(kind__in=INBOX_KINDS), name="known_inbox_kind"),
            models.CheckConstraint(condition=HUE, name="inbox_hue"),
        ]

    def __str__(self) -> str:
        return self.name


class InboxTeam(TenantModel):
    """A team that works in an inbox."""

    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="team_links")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="inbox_links")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "inbox", "team"], name="team_once_per_inbox"),
        ]


class InboxGrant(TenantModel, UserObjectPermissionBase):
    """A person's permission on one inbox, beside their teams. Written by `access.grants` alone."""

    content_object = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        unique_together: ClassVar[list[Any]] = []
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "permission", "content_object"], name="one_grant_per_inbox"),
        ]
