"""Closes an operator's account."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.errors import NotFoundError
from operators.actions.access import disable_operator
from operators.auditing import command_actor


class Command(BaseCommand):
    """Ends the operator's sessions too."""

    help = "Close an operator's account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            disable_operator(actor=command_actor(), email=options["email"])
        except NotFoundError as error:
            raise CommandError(f"There is no operator {options['email']}.") from error
        self.stdout.write("Done.")
