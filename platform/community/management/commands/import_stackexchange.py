"""manage.py import_stackexchange DIR --tenant acme --space beer"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from community.actions.spaces import create_space
from community.importers.stackexchange.importing import StackExchangeImport
from community.models.space import Space
from kernel.actor import Actor, system_actor
from tenants.commands import TenantCommand
from tenants.contracts import TenantInfo

READ = ("Users.xml", "Posts.xml", "Votes.xml")


class Command(TenantCommand):
    """Streams the dump into a space; may be stopped and repeated at will."""

    help = "Import the Stack Exchange data dump in DIR into a space, which is made when it is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "folder", metavar="DIR", type=Path, help="folder with Posts.xml and, when there, Users.xml and Votes.xml"
        )
        parser.add_argument("--space", required=True, metavar="SLUG", help="address of the space")
        parser.add_argument(
            "--space-name", default="", metavar="NAME", help="its name when it is made; default: the address as words"
        )
        parser.add_argument("--site", default="", metavar="HOST", help="host of the site; default: from the folder's name")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON on the last line")

    def handle_tenant(self, tenant: TenantInfo, **options: Any) -> None:
        folder: Path = options["folder"]
        if not (folder / "Posts.xml").is_file():
            raise CommandError(f"There is no Posts.xml in {folder}.")
        site = options["site"] or site_of(folder.resolve().name)
        if len(site) > 60 or any(c.isspace() for c in site):
            raise CommandError("--site is a host name such as beer.stackexchange.com.")
        actor = system_actor(tenant.id)
        space = self._space(actor, options["space"], options["space_name"], site)
        total = sum((folder / name).stat().st_size for name in READ if (folder / name).is_file())
        with tqdm(total=total, unit="B", unit_scale=True, desc=site, file=sys.stderr, mininterval=0.5) as bar:
            run = StackExchangeImport(
                actor=actor,
                folder=folder,
                space=space,
                site=site,
                report=lambda place, problem: tqdm.write(f"{place}: {problem}", file=sys.stderr),
                advance=bar.update,
            )
            counts = run.run()
        self.stdout.write(
            f"{site} into {space.slug}: {counts.topics} topics ({counts.new_topics} new), {counts.answers} answers "
            f"({counts.new_answers} new), {counts.accepted} accepted, {counts.votes} votes, {counts.authors} authors, "
            f"{counts.skipped} rows skipped."
        )
        if options["json"]:
            self.stdout.write(json.dumps({"site": site, "space": space.slug, **counts.as_dict()}))

    def _space(self, actor: Actor, slug: str, name: str, site: str) -> Space:
        known = Space.objects.filter(slug=slug).first()
        if known is not None:
            return known
        return create_space(
            actor=actor,
            slug=slug,
            name=name or slug.replace("-", " ").capitalize(),
            attribution=f"Questions and answers imported from {site}, written by its members.",
            license_name="CC BY-SA",
            license_url="https://creativecommons.org/licenses/by-sa/4.0/",
        )


def site_of(name: str) -> str:
    """The host of the site whose dump has this name: "beer" and "conlang-meta" as the archives are called."""
    name = name.lower().removesuffix(".7z").replace("_", "-")
    if "." in name:
        return name
    base, is_meta = name.removesuffix("-meta"), name.endswith("-meta")
    return f"{base}.meta.stackexchange.com" if is_meta else f"{base}.stackexchange.com"
