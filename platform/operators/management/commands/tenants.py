"""Lists brands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.directory import list_tenants


class Command(BaseCommand):
    """One line each: short name, state, language, hosts, name."""

    help = "List the brands of this installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", default="", help="part of a name, short name or host")

    def handle(self, *args: Any, **options: Any) -> None:
        cursor: str | None = None
        while True:
            page = list_tenants(text=options["text"], cursor=cursor, size=100)
            for entry in page.items:
                state = "suspended" if entry.tenant.suspended_at else "open"
                columns = (entry.tenant.slug, state, entry.tenant.language, ",".join(entry.hosts) or "-", entry.tenant.name)
                self.stdout.write("\t".join(columns))
            cursor = page.next_cursor
            if cursor is None:
                return
