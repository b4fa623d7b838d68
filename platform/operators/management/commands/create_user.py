"""Makes an account inside a brand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.contracts import ROLES
from kernel.errors import DomainError
from operators.actions.tenants import create_user
from operators.auditing import command_actor
from operators.commands import ask_password, tenant_id_of


class Command(BaseCommand):
    """The address counts as proven; the password is asked for, or read from the environment."""

    help = "Make an account inside a brand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", default="member", choices=[role.value for role in ROLES])
        parser.add_argument("--password-env", default="CHORUS_USER_PASSWORD", help="environment variable that holds the password")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant_id = tenant_id_of(options["tenant"])
        password = ask_password(options["password_env"])
        given = {name: options[name] for name in ("email", "name", "role")}
        try:
            user_id = create_user(actor=command_actor(), tenant_id=tenant_id, password=password, **given)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(user_id))
