"""Durable servers, a migrated database and tenants for benchmarks; thrown away at the end, but for a large community that is kept."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from bench.kept import BigForum, addresses, copied, keep, migrate
from launch import services
from launch.provision import DatabaseUrls, provision


@dataclass(frozen=True)
class BenchWorld:
    """Addresses, and the tenants `bench-0` … `bench-19` at bench-N.localhost."""

    admin: str
    database: DatabaseUrls
    environment: dict[str, str]
    tenants: list[UUID]
    scale: float = 1.0
    """Of the large community."""
    forum: BigForum | None = None
    """The large community, when it stands already."""


@contextmanager
def bench_world(*, scale: float = 1.0, data: Path | None = None) -> Iterator[BenchWorld]:
    """PostgreSQL and Redis as `make up` runs them (durable), 20 tenants, Django set up against them.

    With `data` the servers and the large community stay in that folder; what is measured works on a copy of it.
    """
    with ExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chorus-bench-")))
        urls = stack.enter_context(services.start(folder, durable=True)).urls
        secrets = folder / "roles.json"
        common = {
            "CHORUS_MODE": "test",
            "CHORUS_REDIS_URL": urls.redis,
            "CHORUS_BROKER_URL": urls.broker,
            "CHORUS_SECRET_KEY": "a key for benchmarks alone, long enough to please every check 0123456789",
            "CHORUS_DATA_DIR": str(folder),
            "CHORUS_LOG_LEVEL": "ERROR",
        }
        made: BigForum | None = None
        if data is not None:
            made = keep(urls.admin_database, folder, common, scale=scale)
            copied(urls.admin_database, "bench")
        database = provision(urls.admin_database, database="bench", secrets_file=secrets)
        environment = {**common, **addresses(database)}
        os.environ.update(environment)
        if made is None:
            migrate(environment)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        yield BenchWorld(urls.admin_database, database, environment, made.tenants if made else make_tenants(), scale, made)
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
