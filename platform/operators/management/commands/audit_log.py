"""Prints the audit log."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operators.commands import tenant_id_of
from operators.queries import list_audit


class Command(BaseCommand):
    """One JSON object a line, the newest first."""

    help = "Print what operators and commands did."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG")
        parser.add_argument("--limit", type=int, default=50)

    def handle(self, *args: Any, **options: Any) -> None:
        tenant_id = tenant_id_of(options["tenant"]) if options["tenant"] else None
        cursor, left = None, options["limit"]
        while left > 0:
            page = list_audit(tenant_id=tenant_id, cursor=cursor, size=min(left, 100))
            for entry in page.items:
                line = {
                    "at": entry.at.isoformat(),
                    "by": entry.by,
                    "action": entry.action,
                    "subject": entry.subject,
                    "tenant": str(entry.target_tenant_id) if entry.target_tenant_id else None,
                    "detail": entry.detail,
                }
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            cursor, left = page.next_cursor, left - len(page.items)
            if cursor is None:
                return
