"""Makes an operator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.errors import DomainError
from operators.actions.access import create_operator
from operators.auditing import command_actor
from operators.commands import ask_password


class Command(BaseCommand):
    """The password is asked for, or read from the environment."""

    help = "Make an operator, who signs in at the operators' host."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--password-env", default="CHORUS_OPERATOR_PASSWORD", help="environment variable that holds the password"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = ask_password(options["password_env"])
        try:
            create_operator(actor=command_actor(), email=options["email"], password=password)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done.")
