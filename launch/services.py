"""The servers Chorus needs, running: `with services.start(folder, durable=True) as running: running.urls.redis`."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from launch.embedded.folders import private_folder, socket_folder
from launch.embedded.postgres import Postgres
from launch.embedded.redis import Redis
from launch.locks import hold


@dataclass(frozen=True)
class ServiceUrls:
    """Where the servers are (empty: not started here); the first as PostgreSQL's superuser, for `launch.provision` only."""

    admin_database: str
    redis: str
    broker: str


class Services:
    """The embedded servers that are running; stop them with `stop()` or by leaving the `with` block."""

    def __init__(self, postgres: Postgres | None, redis: Redis | None, *, sockets: Path, lock: IO[str]) -> None:
        self._servers: list[Postgres | Redis] = [server for server in (redis, postgres) if server is not None]
        self._sockets = sockets
        self._lock = lock
        self.urls = ServiceUrls(
            admin_database=postgres.url if postgres else "",
            redis=redis.url if redis else "",
            broker=redis.broker_url if redis else "",
        )

    def revive(self) -> list[str]:
        """Start again what has died, or was never started; the names of what was started."""
        idle = [server for server in self._servers if not server.running()]
        for server in idle:
            server.start()
        return [type(server).__name__ for server in idle]

    def stop(self) -> None:
        for server in self._servers:
            server.stop()
        shutil.rmtree(self._sockets, ignore_errors=True)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def start(root: Path, *, durable: bool, logs: Path | None = None, postgres: bool = True, redis: bool = True) -> Services:
    """Start the servers with their data under `root`; with `durable=False` a crash of the machine may lose data."""
    root = private_folder(root).resolve()
    logs = logs or root
    lock = hold(root / "lock", f"the data in {root}")
    sockets = socket_folder(root)
    services = Services(
        Postgres(root, sockets=sockets, log=logs / "postgres.log", durable=durable) if postgres else None,
        Redis(root, sockets=sockets, log=logs / "redis.log", durable=durable) if redis else None,
        sockets=sockets,
        lock=lock,
    )
    try:
        services.revive()
    except BaseException:
        services.stop()
        raise
    return services
