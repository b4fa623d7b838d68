"""Sets up a brand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from kernel.errors import DomainError
from operators.actions.tenants import create_tenant
from operators.auditing import command_actor


class Command(BaseCommand):
    """Prints the first owner's link, once."""

    help = "Set up a brand: manage.py create_tenant acme --name Acme --host acme.localhost --owner-email me@example.com"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name: lower-case letters, digits, hyphens")
        parser.add_argument("--name", required=True)
        parser.add_argument("--language", default="en")
        parser.add_argument("--time-zone", default="UTC")
        parser.add_argument(
            "--host", action="append", default=[], dest="hosts", help="may be given several times; the first is used in links"
        )
        parser.add_argument("--owner-email", default="", help="print a link that makes the first owner")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("slug", "name", "language", "time_zone", "hosts", "owner_email")
        try:
            if options["owner_email"]:
                validate_email(options["owner_email"])
            made = create_tenant(actor=command_actor(), **{name: options[name] for name in names})
        except (DomainError, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.slug} {made.id}")
        if made.owner_link:
            self.stdout.write(made.owner_link)
