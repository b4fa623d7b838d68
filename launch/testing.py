"""Servers for tests: those that are already up for everyone, else our own for as long as the tests run."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from launch import services
from launch.errors import LaunchError
from launch.provision import DatabaseUrls, provision
from launch.services import ServiceUrls


@contextmanager
def test_services() -> Iterator[ServiceUrls]:
    """The servers named by the file in CHORUS_TEST_SERVICES when it is set, else fresh ones that end with the block."""
    if state := os.environ.get("CHORUS_TEST_SERVICES"):
        yield read_state(Path(state))
        return
    with fresh_services() as running:
        yield running


@contextmanager
def fresh_services() -> Iterator[ServiceUrls]:
    """New, empty, fast and forgetful servers in a temporary folder."""
    with (
        tempfile.TemporaryDirectory(prefix="chorus-test-") as folder,
        services.start(Path(folder), durable=False) as running,
    ):
        yield running.urls


def provision_for_tests(urls: ServiceUrls, database: str) -> DatabaseUrls:
    """A database with the roles chorus_owner, chorus_app and chorus_system on the test services, made when missing.

    Roles belong to the whole server, so everyone who shares it shares their passwords: they lie beside its socket.
    """
    sockets = Path(str(conninfo_to_dict(urls.admin_database)["host"]))
    return provision(urls.admin_database, database=database, secrets_file=sockets / "roles.json")


def read_state(path: Path) -> ServiceUrls:
    """What `python -m launch test-services --state FILE` wrote."""
    try:
        state = json.loads(path.read_text())
    except FileNotFoundError:
        raise LaunchError(f"CHORUS_TEST_SERVICES names {path}, which does not exist: are the test services up?") from None
    return ServiceUrls(admin_database=state["admin_database"], redis=state["redis"], broker=state["broker"])


# pytest would otherwise take an imported `test_services` for a test.
test_services.__test__ = False  # type: ignore[attr-defined] # a plain function may carry attributes
