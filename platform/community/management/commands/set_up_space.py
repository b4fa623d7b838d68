"""manage.py set_up_space help --tenant acme --name "Help" --help-after 60"""

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser

from community.actions.spaces import create_space, update_space
from community.models.space import Space, Visibility
from kernel.actor import system_actor
from kernel.errors import DomainError
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo

FIELDS = ("name", "description", "language", "visibility", "hue", "position")


class Command(TenantCommand):
    """Says how a space shall be; what is not said stays as it is."""

    help = "Make a space of a brand's community, or change one that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", help="its address: /s/SLUG/")
        parser.add_argument("--name", help="needed for a new one")
        parser.add_argument("--description")
        parser.add_argument("--language", metavar="CODE", help="default of a new one: the brand's")
        parser.add_argument("--visibility", choices=[visibility.value for visibility in Visibility])
        parser.add_argument("--hue", type=int, help="colour, 0 to 359")
        parser.add_argument("--position", type=int, help="place on the front page, the smallest first")
        parser.add_argument(
            "--help-after",
            type=int,
            metavar="MINUTES",
            help="how long a question may stay without help before it reaches the inbox; 0: it never does",
        )

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        actor, given = system_actor(tenant.id), {name: options[name] for name in FIELDS if options[name] is not None}
        if options["help_after"] is not None:
            given["help_after"] = timedelta(minutes=options["help_after"]) or None
        known = Space.objects.filter(slug=options["slug"]).first()
        try:
            if known is not None:
                update_space(actor=actor, space_id=known.pk, **given)
            elif "name" not in given:
                raise CommandError("A new space needs a --name.")
            else:
                create_space(actor=actor, slug=options["slug"], **{"language": tenant.language, **given})
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['slug']}: {'changed' if known is not None else 'made'}")
