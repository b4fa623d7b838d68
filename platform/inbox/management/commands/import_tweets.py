"""`manage.py import_tweets FILE --tenant acme`: old customer-care tweets as conversations."""

import json
import sys
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from inbox.importers.tweets.rows import NotACsvError
from inbox.importers.tweets.run import Choice, Progress, import_file
from kernel.actor import system_actor
from kernel.errors import DomainError
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo


class Command(TenantCommand):
    """See docs/how-to/import-tweets.md."""

    help = "Import customer-care tweets (CSV) as conversations; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--inbox", default="", metavar="NAME", help="put everything into one inbox instead of one a brand")
        parser.add_argument(
            "--brand", nargs="+", action="extend", default=[], metavar="HANDLE", help="only threads of these brands"
        )
        parser.add_argument("--team", action="append", default=[], metavar="SLUG", help="a team that shall see the inboxes")
        parser.add_argument("--language", default="", metavar="CODE", help="language of tweets that do not say theirs")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        choice = Choice(
            inbox=options["inbox"].strip(),
            brands=frozenset(brand.removeprefix("@").casefold() for brand in options["brand"]),
            team_slugs=tuple(options["team"]),
            language=options["language"],
        )
        try:
            summary = import_file(
                actor=system_actor(tenant.id),
                path=path,
                choice=choice,
                report=self._report,
                bar=partial(_bar, options["verbosity"]),
            )
        except (NotACsvError, DomainError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(summary.as_dict()))
            return
        new = summary.created
        self.stdout.write(
            f"{summary.conversations} conversations, {summary.messages} messages ({summary.inbound} from {summary.customers} "
            f"customers, {summary.outbound} from {summary.brands} brands); new: {new['conversations']} conversations, "
            f"{new['messages']} messages; {summary.orphans} answer a tweet that the file lacks; {summary.skipped} rows skipped."
        )

    def _report(self, line: int, reason: str) -> None:
        where = f"line {line}: " if line else ""
        tqdm.write(f"{where}{reason}; skipped", file=sys.stderr)


def _bar(verbosity: int, total: int, name: str) -> AbstractContextManager[Progress]:
    bar: AbstractContextManager[Progress] = tqdm(
        total=total, desc=name, unit="", unit_scale=True, file=sys.stderr, disable=verbosity == 0, mininterval=0.2
    )
    return bar
