"""Invitations and posts may name teams: `accounts` and `community` ask, `inbox` knows."""

from collections.abc import Collection, Sequence
from uuid import UUID

from community.contracts import TeamRef
from inbox.actions.organising import add_to_team
from inbox.queries.organisation import list_teams
from kernel.actor import Actor, system_actor
from tenants.context import require_tenant_id


class InboxTeams:
    """Implements accounts.contracts.TeamEnroller."""

    def all_known(self, team_ids: Collection[UUID]) -> bool:
        """Whether each of these is a team of the tenant in context."""
        known = {team.id for team in list_teams(actor=system_actor(require_tenant_id()))}
        return set(team_ids) <= known

    def enrol(self, *, actor: Actor, user_id: UUID, team_ids: Collection[UUID]) -> None:
        """Make the person a member; who invited them was allowed to, so the platform acts here."""
        for team_id in team_ids:
            add_to_team(actor=system_actor(actor.tenant_id), team_id=team_id, user_id=user_id)


def teams_to_name() -> Sequence[TeamRef]:
    """Teams as colleagues name them in posts: implements community.contracts.TeamDirectory."""
    return [TeamRef(team.id, team.slug, team.name) for team in list_teams(actor=system_actor(require_tenant_id()))]
