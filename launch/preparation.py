"""What must be true before the site starts: tables, demo, static files. Skipped when nothing has changed since."""

from __future__ import annotations

import sys

from psycopg import sql

from config.environment import Environment
from launch.children import run_once
from launch.console import report, step
from launch.embedded.folders import write_private
from launch.paths import FRONTEND, ROOT, DataFolder
from launch.provision import DatabaseUrls, connect
from launch.stamps import Stamps, digest

MANAGE = [sys.executable, str(ROOT / "manage.py")]


def fill_database(environment: Environment, databases: DatabaseUrls, data: DataFolder, env: dict[str, str]) -> None:
    """Migrate and load the demo, unless this very code has done both in this very database."""
    current = digest(ROOT / "platform", ROOT / "tenants", ROOT / "requirements.lock", also=[environment.mode])
    if _read_mark(databases) == current:
        return
    with step("migrating"):
        run_once("migrate", [*MANAGE, "migrate", "--noinput"], data, env)
    if not environment.is_production:
        with step("loading the demo"):
            run_once("load_demo", [*MANAGE, "load_demo"], data, env, progress=report)
    _leave_mark(databases, current)


def read_sign_ins(environment: Environment, data: DataFolder, env: dict[str, str]) -> str:
    """Who can sign in to the demo, ready to print; nothing in production."""
    if environment.is_production:
        return ""
    # Asking takes as long as starting Django: remember the answer of this code on this port.
    current = digest(
        ROOT / "platform" / "demo", also=[f"{environment.public_scheme} {environment.port} {environment.public_port}"]
    )
    stamps, kept = Stamps(data.stamps), data.run / "sign-ins"
    if not (stamps.fresh("sign-ins", current) and kept.is_file()):
        write_private(kept, run_once("show_demo", [*MANAGE, "load_demo", "--show"], data, env))
        stamps.mark("sign-ins", current)
    return kept.read_text()


def collect_static(data: DataFolder, env: dict[str, str]) -> None:
    """Gather the static files when the front end or a package has changed."""
    sources = [ROOT / "requirements.lock", FRONTEND / "dist", *sorted(ROOT.glob("platform/*/static"))]
    stamps, current = Stamps(data.stamps), digest(*sources)
    if stamps.fresh("static", current) and (data.path / "static").is_dir():
        return
    with step("collecting static files"):
        run_once("collectstatic", [*MANAGE, "collectstatic", "--noinput", "--clear"], data, env)
    stamps.mark("static", current)


# The mark is a comment inside the database, so that it is lost with the database and travels with its dump.
def _read_mark(databases: DatabaseUrls) -> str | None:
    with connect(databases.owner) as connection:
        row = connection.execute("select obj_description('public'::regnamespace)").fetchone()
    return str(row[0]) if row and row[0] else None


def _leave_mark(databases: DatabaseUrls, mark: str) -> None:
    with connect(databases.owner) as connection:
        connection.execute(sql.SQL("comment on schema public is {}").format(sql.Literal(mark)))
