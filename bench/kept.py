"""The large community, made once and kept in a folder: each run measures a copy of it. Made anew when tables or generator changed."""

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql

from launch.provision import DatabaseUrls, provision

ROOT = Path(__file__).resolve().parent.parent
NAME = "forum_kept"


@dataclass(frozen=True)
class BigForum:
    """What was made, and where to look."""

    tenants: list[UUID]
    topics: int
    posts: int
    giant_path: str
    giant_pages: int
    owner_ids: list[UUID]
    seconds: float


def keep(admin: str, folder: Path, environment: dict[str, str], *, scale: float) -> BigForum:
    """The community that stands in the folder, or a new one."""
    note, key = folder / "forum.json", _key(scale)
    if note.exists():
        kept = json.loads(note.read_text(encoding="utf-8"))
        if kept.pop("key") == key:
            return _read(kept)
        note.unlink()
    print(f"making the large community in {folder}", flush=True)
    _drop(admin, NAME)
    database = provision(admin, database=NAME, secrets_file=folder / "roles.json")
    given = {**environment, **addresses(database)}
    migrate(given)
    fresh = folder / "forum.new.json"
    command = [sys.executable, "-m", "bench.forum_world", "--scale", str(scale), "--note", str(fresh)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, check=True)
    with psycopg.connect(admin, dbname=NAME, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    made = json.loads(fresh.read_text(encoding="utf-8"))
    fresh.unlink()
    note.write_text(json.dumps({"key": key, **made}), encoding="utf-8")
    return _read(made)


def copied(admin: str, name: str) -> None:
    """A database of this name with what is kept, in place of one that an earlier run left."""
    _drop(admin, name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(name), sql.Identifier(NAME))
        )


def write(made: BigForum, note: Path) -> None:
    """For `keep` in another process."""
    note.write_text(json.dumps(dataclasses.asdict(made), default=str), encoding="utf-8")


def addresses(database: DatabaseUrls) -> dict[str, str]:
    """The database as the product's settings name it."""
    return {
        "CHORUS_DATABASE_URL": database.owner,
        "CHORUS_DATABASE_APP_URL": database.app,
        "CHORUS_DATABASE_SYSTEM_URL": database.system,
    }


def migrate(environment: dict[str, str]) -> None:
    """Make the tables, in a process of its own."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)


def _read(note: dict[str, object]) -> BigForum:
    made = BigForum(**note)  # type: ignore[arg-type]  # as `write` wrote it
    return dataclasses.replace(
        made, tenants=[UUID(str(one)) for one in made.tenants], owner_ids=[UUID(str(one)) for one in made.owner_ids]
    )


def _drop(admin: str, name: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _key(scale: float) -> str:
    """Says what the community was made of: every migration, the generator, the size."""
    digest = hashlib.sha256(str(scale).encode())
    folders = (ROOT / "platform", ROOT / "tenants")
    migrations = [path for folder in folders for path in folder.rglob("migrations/*.py")]
    for path in [*sorted(migrations), *(Path(__file__).with_name(name) for name in ("forum_world.py", "forum_texts.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
