"""manage.py set_up_team "Support" --tenant acme --member tom@acme.example"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.queries import find_user_ids
from events.recording import recording
from inbox.actions.organising import add_to_team, create_team
from inbox.queries.organisation import list_teams
from kernel.actor import system_actor
from kernel.errors import DomainError
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo


class Command(TenantCommand):
    """Made when it is missing; members are only ever added."""

    help = "Make a team of a brand's staff, or add members to one that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name")
        parser.add_argument("--member", action="append", default=[], metavar="EMAIL", help="may be repeated")

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        actor, name = system_actor(tenant.id), options["name"]
        members = [(address, find_user_ids(address, most=1)) for address in options["member"]]
        unknown = [address for address, found in members if not found]
        if unknown:
            raise CommandError(f"There is no account of {', '.join(unknown)} here.")
        known = next((team for team in list_teams(actor=actor) if team.name == name), None)
        try:
            with recording():  # all of it or nothing
                team_id = known.id if known is not None else create_team(actor=actor, name=name).pk
                for _address, found in members:
                    add_to_team(actor=actor, team_id=team_id, user_id=found[0])
        except DomainError as error:
            raise CommandError(str(error)) from error
        slug = next(team.slug for team in list_teams(actor=actor) if team.id == team_id)
        self.stdout.write(f"{slug}: {'changed' if known is not None else 'made'}")
