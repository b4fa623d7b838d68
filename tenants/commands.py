"""Base of management commands that work for one tenant."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.context import tenant_context
from tenants.contracts import TenantInfo
from tenants.queries import get_tenant_by_slug


class TenantCommand(BaseCommand):
    """Adds `--tenant SLUG` and runs `handle_tenant` in that tenant's context."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG", help="short name of the brand, such as acme")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options.pop("tenant")
        tenant = get_tenant_by_slug(slug)
        if tenant is None:
            raise CommandError(f"There is no tenant {slug!r}. `manage.py tenants` lists them.")
        with tenant_context(tenant.id):
            self.handle_tenant(tenant, **options)

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        """The command's work, inside the tenant."""
        raise CommandError(f"{type(self).__module__} does not say what to do")
