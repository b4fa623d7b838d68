"""Open a suspended brand again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operators.actions.tenants import resume_tenant
from operators.auditing import command_actor
from operators.commands import tenant_id_of


class Command(BaseCommand):
    """Audited like the console's button."""

    help = "Open a suspended brand again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        resume_tenant(actor=command_actor(), tenant_id=tenant_id_of(options["slug"]))
        self.stdout.write("Done.")
