"""Colleagues, teams, inboxes and labels, as the staff application lists them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.queries import list_staff
from inbox.contracts import UserRef
from inbox.models.labels import Label
from inbox.models.organisation import Inbox, InboxTeam, Team, TeamGrant
from inbox.queries.counters import get_counters
from inbox.queries.listing import LabelRef
from inbox.queries.refs import user_ref
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class StaffItem:
    """A colleague with their teams."""

    user: UserRef
    teams: list[UUID]


@dataclass(frozen=True, slots=True)
class TeamItem:
    """A team with its members."""

    id: UUID
    name: str
    slug: str
    hue: int
    member_ids: list[UUID]


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An inbox with its teams and how much is open in it."""

    id: UUID
    name: str
    kind: str
    hue: int
    team_ids: list[UUID]
    open_count: int


def list_colleagues(*, actor: Actor) -> list[StaffItem]:
    """Everybody in the staff application, by name."""
    teams: dict[UUID, list[UUID]] = defaultdict(list)
    for team_id, members in _members().items():
        for user_id in members:
            teams[user_id].append(team_id)
    return [StaffItem(user_ref(info), teams.get(info.id, [])) for info in list_staff()]


def list_teams(*, actor: Actor) -> list[TeamItem]:
    """All teams by name; every colleague may know them, to hand conversations to them."""
    members = _members()
    return [TeamItem(t.pk, t.name, t.slug, t.hue, members.get(t.pk, [])) for t in Team.objects.order_by("name", "pk")]


def list_inboxes(*, actor: Actor) -> list[InboxItem]:
    """The inboxes that the actor may look into, by name."""
    counts = get_counters(actor=actor).by_inbox
    inboxes = list(Inbox.objects.visible_to(actor).order_by("name", "pk"))
    teams: dict[UUID, list[UUID]] = defaultdict(list)
    links = InboxTeam.objects.filter(inbox__in=inboxes).order_by("team__name", "pk")
    for inbox_id, team_id in links.values_list("inbox_id", "team_id"):
        teams[inbox_id].append(team_id)
    return [InboxItem(i.pk, i.name, i.kind, i.hue, teams.get(i.pk, []), counts.get(i.pk, 0)) for i in inboxes]


def list_labels(*, actor: Actor) -> list[LabelRef]:
    """All labels by name."""
    return [LabelRef(label.pk, label.name, label.hue) for label in Label.objects.order_by("key", "pk")]


def _members() -> Mapping[UUID, list[UUID]]:
    members: dict[UUID, list[UUID]] = defaultdict(list)
    rows = TeamGrant.objects.order_by("content_object_id", "user_id").values_list("content_object_id", "user_id").distinct()
    for team_id, user_id in rows:
        members[team_id].append(user_id)
    return members
