"""manage.py export_community FILE.zip --tenant acme"""

import shutil
import sys
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from community.actions.exporting import fetch_export, start_export
from community.exporters.working import work_on_export
from community.models.exporting import ExportRun, ExportState
from kernel.actor import system_actor
from kernel.ids import uuid7
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo

A_DAY = 86_400.0


class Command(TenantCommand):
    """Writes everything into one archive; one that was stopped goes on."""

    help = "Export a brand's community into FILE.zip: the neutral format, members, decisions and settings."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path, help="the archive to write; must not exist yet")

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        target: Path = options["file"]
        if target.exists():
            raise CommandError(f"{target} is there already.")
        actor = system_actor(tenant.id)
        run = start_export(actor=actor, id=uuid7())
        with tqdm(unit=" rows", desc=tenant.slug, file=sys.stderr, mininterval=0.5) as bar:

            def advance(run: ExportRun) -> None:
                bar.update(sum(run.counts.values()) - bar.n)

            done = work_on_export(actor, run.pk, seconds=A_DAY, progress=advance)
        if done is None:
            raise CommandError("Another worker is at this export. Try again when it is done.")
        if done.state != ExportState.DONE:
            raise CommandError(done.failure or "The export was taken over by another worker.")
        fetch_export(actor=actor, export_id=done.pk)
        with default_storage.open(done.stored, "rb") as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out)
        counts = ", ".join(f"{number} {name}" for name, number in done.counts.items())
        self.stdout.write(f"{target}: {counts}.")
