"""The servers of one installation: embedded ones, or those that the environment names; and the database made ready."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg.conninfo import conninfo_to_dict

from config.environment import Environment
from launch import services
from launch.console import step
from launch.embedded.folders import write_private
from launch.paths import DataFolder
from launch.provision import DatabaseUrls, prepare_given, provision
from launch.services import Services


@dataclass(frozen=True)
class Installation:
    """What the children are told through their environment."""

    databases: DatabaseUrls
    redis_url: str
    broker_url: str
    services: Services

    def variables(self) -> dict[str, str]:
        return {
            "CHORUS_DATABASE_URL": self.databases.owner,
            "CHORUS_DATABASE_APP_URL": self.databases.app,
            "CHORUS_DATABASE_SYSTEM_URL": self.databases.system,
            "CHORUS_REDIS_URL": self.redis_url,
            "CHORUS_BROKER_URL": self.broker_url,
        }


@contextmanager
def installation(environment: Environment, data: DataFolder) -> Iterator[Installation]:
    """Everything the application connects to, up and ready until the block is left."""
    own_database = not environment.database_url
    # A default address does not count as given: `make up` brings its own Redis unless one was named.
    own_redis = not ("redis_url" in environment.model_fields_set and environment.redis_url)
    named = [name for name, own in (("PostgreSQL", own_database), ("Redis", own_redis)) if own]
    with step(f"starting {' and '.join(named)}" if named else "using the servers you named"):
        running = services.start(data.servers, durable=True, logs=data.logs, postgres=own_database, redis=own_redis)
    with running:
        with step("preparing the database"):
            databases = _prepare(environment, data, running)
        redis_url = running.urls.redis or environment.redis_url
        broker_url = environment.broker_url or running.urls.broker or environment.broker
        yield Installation(databases=databases, redis_url=redis_url, broker_url=broker_url, services=running)


@contextmanager
def published(variables: dict[str, str], data: DataFolder) -> Iterator[None]:
    """Leave the addresses where `manage.py` on another terminal finds them, as long as the servers are up."""
    file = data.run / "services.env"
    write_private(file, "".join(f"{name}='{value}'\n" for name, value in variables.items()))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def secret_key_file(data: DataFolder) -> str:
    """The file with the signing key, made once."""
    file = data.secrets / "secret_key"
    if not file.exists():
        write_private(file, secrets.token_urlsafe(64) + "\n")
    return str(file)


def _prepare(environment: Environment, data: DataFolder, running: Services) -> DatabaseUrls:
    secrets_file = data.secrets / "database.json"
    if running.urls.admin_database:
        return provision(running.urls.admin_database, database="chorus", secrets_file=secrets_file)
    if environment.database_app_url and environment.database_system_url:
        return prepare_given(environment.database_url, app=environment.database_app_url, system=environment.database_system_url)
    database = str(conninfo_to_dict(environment.database_url).get("dbname") or "chorus")
    return provision(environment.database_url, database=database, secrets_file=secrets_file)
