"""Durable servers, a migrated database and tenants for benchmarks; all of it thrown away at the end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from launch import services
from launch.provision import DatabaseUrls, provision

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class BenchWorld:
    """Addresses, and the tenants `bench-0` … `bench-19` at bench-N.localhost."""

    admin: str
    database: DatabaseUrls
    environment: dict[str, str]
    tenants: list[UUID]
    scale: float = 1.0
    """Of the large community."""


@contextmanager
def bench_world(*, scale: float = 1.0) -> Iterator[BenchWorld]:
    """PostgreSQL and Redis as `make up` runs them (durable), 20 tenants, Django set up against them."""
    with tempfile.TemporaryDirectory(prefix="chorus-bench-") as folder, services.start(Path(folder), durable=True) as running:
        urls = running.urls
        database = provision(urls.admin_database, database="bench", secrets_file=Path(folder) / "roles.json")
        environment = {
            "CHORUS_MODE": "test",
            "CHORUS_DATABASE_URL": database.owner,
            "CHORUS_DATABASE_APP_URL": database.app,
            "CHORUS_DATABASE_SYSTEM_URL": database.system,
            "CHORUS_REDIS_URL": urls.redis,
            "CHORUS_BROKER_URL": urls.broker,
            "CHORUS_SECRET_KEY": "a key for benchmarks alone, long enough to please every check 0123456789",
            "CHORUS_DATA_DIR": folder,
            "CHORUS_LOG_LEVEL": "ERROR",
        }
        os.environ.update(environment)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, check=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        yield BenchWorld(urls.admin_database, database, environment, make_tenants(), scale)
        from django.db import connections

        connections.close_all()


def make_tenants() -> list[UUID]:
    """The tenants, at bench-N.localhost."""
    from kernel.ids import uuid7

    tenants = [uuid7() for _ in range(20)]
    with psycopg.connect(os.environ["CHORUS_DATABASE_SYSTEM_URL"], autocommit=True) as connection:
        for index, tenant_id in enumerate(tenants):
            connection.execute(
                "INSERT INTO tenants_tenant (id, slug, name, language, time_zone, accent, tagline, created_at) VALUES (%s, %s, %s, 'en', 'UTC', '#3b5bdb', '', now())",
                [tenant_id, f"bench-{index}", f"Bench {index}"],
            )
            connection.execute(
                "INSERT INTO tenants_domain (id, tenant_id, host, is_primary) VALUES (%s, %s, %s, true)",
                [uuid7(), tenant_id, f"bench-{index}.localhost"],
            )
    return tenants
