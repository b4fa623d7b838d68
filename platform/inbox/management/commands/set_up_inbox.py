"""manage.py set_up_inbox "Community" --tenant acme --kind community --team support"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.recording import recording
from inbox.actions.organising import attach_team, create_inbox
from inbox.contracts import INBOX_KINDS
from inbox.queries.organisation import list_inboxes, list_teams
from kernel.actor import system_actor
from kernel.errors import DomainError
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo


class Command(TenantCommand):
    """Made when it is missing; teams are only ever added. New conversations begin with the first team."""

    help = "Make an inbox of a brand, or let more teams work in one that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name")
        parser.add_argument(
            "--kind", choices=INBOX_KINDS, default="api", help="questions of the community go to the oldest such one"
        )
        parser.add_argument(
            "--team", action="append", default=[], metavar="SLUG", help="a team that works in it; may be repeated"
        )

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        actor, name = system_actor(tenant.id), options["name"]
        teams = {team.slug: team.id for team in list_teams(actor=actor)}
        unknown = [slug for slug in options["team"] if slug not in teams]
        if unknown:
            raise CommandError(f"There is no team {', '.join(unknown)}; there are: {', '.join(teams) or 'none'}.")
        wanted = [teams[slug] for slug in options["team"]]
        known = next((inbox for inbox in list_inboxes(actor=actor) if inbox.name == name), None)
        try:
            if known is None:
                first = wanted[0] if wanted else None
                create_inbox(actor=actor, name=name, kind=options["kind"], team_ids=wanted, default_team_id=first)
            else:
                with recording():  # all of it or nothing
                    for team_id in wanted:
                        attach_team(actor=actor, inbox_id=known.id, team_id=team_id)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{name}: {'changed' if known is not None else 'made'}")
