"""manage.py import_community FILE --tenant acme"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from community.actions.importing import start_import
from community.carrying_events import RunState
from community.importers.converting import FORMATS, detect_format
from community.importers.running import work_on
from community.importers.unreadable import UnreadableFileError
from community.models.importing import ImportRun
from kernel.actor import system_actor
from kernel.ids import uuid7
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo

A_DAY = 86_400.0


class Command(TenantCommand):
    """Brings another community in; may be stopped and repeated at will."""

    help = "Import FILE (neutral JSON Lines, phpBB, Discourse, Stack Exchange, CSV or JSON) into a brand's community."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path, help="the dump, export or table; .gz is unpacked")
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS], help="what the file is")
        parser.add_argument("--source", default="", metavar="NAME", help="where it comes from; makes its ids unique")
        parser.add_argument("--dry-run", action="store_true", help="count and report, write nothing")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON on the last line")

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        path: Path = options["file"].resolve()
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        try:
            kind = detect_format(path) if options["format"] == "auto" else options["format"]
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        actor = system_actor(tenant.id)
        run = start_import(
            actor=actor,
            id=uuid7(),
            format=kind,
            name=path.name,
            path=str(path),
            source=options["source"],
            is_trial=options["dry_run"],
        )
        with tqdm(unit="B", unit_scale=True, desc=kind, file=sys.stderr, mininterval=0.5) as bar:
            done = work_on(actor, run.pk, seconds=A_DAY, progress=lambda run: _show(bar, run))
        assert done is not None
        self._tell(done, as_json=options["json"])

    def _tell(self, run: ImportRun, *, as_json: bool) -> None:
        for place, problem in run.problems:
            self.stderr.write(f"{place}: {problem}")
        if run.state == RunState.FAILED:
            raise CommandError(run.failure)
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(run.counts.items()))
        self.stdout.write(f"{run.name} ({run.format}): {run.state}; {counts or 'nothing'}; {run.problem_count} problems.")
        if as_json:
            self.stdout.write(json.dumps({"run": str(run.pk), "state": run.state, "problems": run.problem_count, **run.counts}))


def _show(bar: "tqdm[Any]", run: ImportRun) -> None:
    bar.total = run.size
    bar.update(run.offset - bar.n)
