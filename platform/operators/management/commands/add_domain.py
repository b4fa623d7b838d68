"""Lets a brand answer under one more host."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.errors import DomainError
from operators.actions.tenants import add_domain
from operators.auditing import command_actor
from operators.commands import tenant_id_of


class Command(BaseCommand):
    """Audited like the console's button."""

    help = "Let a brand answer under one more host: manage.py add_domain acme community.acme.example"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("host")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            add_domain(actor=command_actor(), tenant_id=tenant_id_of(options["slug"]), host=options["host"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done.")
