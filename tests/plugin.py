"""Servers, databases and isolation of tests.

The controlling process starts (or finds) PostgreSQL and Redis once, migrates one template database, keyed by the
content of all migrations, and each worker copies it. Settings read their addresses from the environment, so all of
this happens before Django is set up: the plugin is named in pyproject's addopts, not in a conftest.
"""

import hashlib
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent
_stack = ExitStack()
_databases: list[str] = []
_PATIENCE_MILLISECONDS = 300  # below deadlock_timeout, after which the server would choose a victim
TENANTS = {"acme": UUID("01900000-0000-7000-8000-00000000ac3e"), "globex": UUID("01900000-0000-7000-8000-000000091083")}


def _prepare() -> None:
    from launch.testing import provision_for_tests, test_services

    if "CHORUS_TEST_ADMIN" in os.environ:
        return
    urls = _stack.enter_context(test_services())
    os.environ.update(
        CHORUS_MODE="test",
        CHORUS_TEST_ADMIN=urls.admin_database,
        CHORUS_REDIS_URL=urls.redis,
        CHORUS_BROKER_URL=urls.broker,
        CHORUS_SECRET_KEY="a key for tests alone, long enough to please every check 0123456789",
        CHORUS_DATA_DIR=_stack.enter_context(tempfile.TemporaryDirectory(prefix="chorus-data-")),
        CHORUS_LOG_LEVEL="ERROR",
        CHORUS_HOSTS='[".localhost", "127.0.0.1", "testserver"]',
    )
    (Path(os.environ["CHORUS_DATA_DIR"]) / "static").mkdir()  # WhiteNoise warns of a missing one
    template = f"template_{_fingerprint()}"
    with _admin() as admin:
        # Whoever runs tests against the same servers at the same time waits here until the template is whole.
        admin.execute("SELECT pg_advisory_lock(4712)")
        fresh = not _exists(template)
        owner = provision_for_tests(urls, template)
        os.environ.update(
            CHORUS_DATABASE_URL=owner.owner, CHORUS_DATABASE_APP_URL=owner.app, CHORUS_DATABASE_SYSTEM_URL=owner.system
        )
        if fresh:
            _migrate(template)
    os.environ["CHORUS_TEST_TEMPLATE"] = template


def _fingerprint() -> str:
    digest = hashlib.sha256()
    paths = [
        *ROOT.glob("platform/*/migrations/*.py"),
        *ROOT.glob("tenants/migrations/*.py"),
        *ROOT.glob("tenants/postgresql/*.py"),
    ]
    for path in sorted([*paths, ROOT / "platform/kernel/row_security.py", ROOT / "requirements.lock"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _admin() -> psycopg.Connection[Any]:
    return psycopg.connect(os.environ["CHORUS_TEST_ADMIN"], autocommit=True)


def _exists(database: str) -> bool:
    with _admin() as admin:
        return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def _migrate(template: str) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        with _admin() as admin:
            admin.execute(f'DROP DATABASE "{template}" WITH (FORCE)')
        pytest.exit(f"migrations failed:\n{done.stderr[-4000:]}", returncode=3)


def pytest_configure(config: pytest.Config) -> None:
    """Each process takes a database of its own, copied from the template, with two brands in it."""
    from django.conf import settings
    from django.test import TransactionTestCase

    name = f"test_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    template = os.environ["CHORUS_TEST_TEMPLATE"]
    with _admin() as admin:
        # Concurrent copies of one template exclude each other: wait in line.
        admin.execute("SELECT pg_advisory_lock(4711)")
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        for database in settings.DATABASES.values():
            database["NAME"] = name
    _databases.append(name)
    settings.CACHES["default"]["KEY_PREFIX"] = name
    TransactionTestCase._fixture_teardown = lambda case: truncate()  # type: ignore[method-assign] # only the owner may truncate
    with _own_database() as connection:
        for slug, tenant_id in TENANTS.items():
            connection.execute(
                "INSERT INTO tenants_tenant (id, slug, name, language, time_zone, accent, tagline, created_at) VALUES (%s, %s, %s, %s, 'UTC', '#3b5bdb', '', now())",
                [tenant_id, slug, slug.capitalize(), "ar" if slug == "globex" else "en"],
            )
            connection.execute(
                "INSERT INTO tenants_domain (id, tenant_id, host, is_primary) VALUES (gen_random_uuid(), %s, %s, true)",
                [tenant_id, f"{slug}.localhost"],
            )


def database_urls() -> dict[str, str]:
    """Environment variables that lead a subprocess (server, worker, command) to this process's database."""
    template, name = os.environ["CHORUS_TEST_TEMPLATE"], _databases[0]
    variables = ("CHORUS_DATABASE_URL", "CHORUS_DATABASE_APP_URL", "CHORUS_DATABASE_SYSTEM_URL")
    return {variable: os.environ[variable].replace(f"/{template}?", f"/{name}?") for variable in variables}


def _own_database() -> psycopg.Connection[Any]:
    return psycopg.connect(os.environ["CHORUS_TEST_ADMIN"], dbname=_databases[0], autocommit=True)


def truncate() -> None:
    """Empty every table but those that the template and `pytest_configure` filled.

    Servers of this process may be in the middle of something, and the last of a server that was killed may not have ended
    yet: who waits for them with half of the tables locked is in their way, and a deadlock ends one of the two.
    """
    with _own_database() as connection:
        tables = connection.execute(
            """SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (%s)""",
            [["django_migrations", "django_content_type", "auth_permission", "tenants_tenant", "tenants_domain"]],
        ).fetchall()
        connection.execute(f"SET lock_timeout = '{_PATIENCE_MILLISECONDS}ms'")
        deadline = time.monotonic() + 60
        while True:
            try:
                connection.execute(f"TRUNCATE {', '.join(row[0] for row in tables)} CASCADE")
            except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop what this process made; the template stays for the next run."""
    from django.db import connections

    connections.close_all()
    for name in _databases:
        with _admin() as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _stack.close()


_prepare()
