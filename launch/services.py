"""The servers Chorus needs, running: `with services.start(folder, durable=True) as running: running.urls.redis`."""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from launch.embedded.folders import private_folder, socket_folder
from launch.embedded.postgres import Postgres
from launch.embedded.redis import Redis
from launch.errors import LaunchError


@dataclass(frozen=True)
class ServiceUrls:
    """Where the servers are; the first as PostgreSQL's superuser, for `launch.provision` only."""

    admin_database: str
    redis: str
    broker: str


class Services:
    """An embedded PostgreSQL and Redis that are running; stop them with `stop()` or by leaving the `with` block."""

    def __init__(self, postgres: Postgres, redis: Redis, *, sockets: Path, lock: IO[str]) -> None:
        self._postgres = postgres
        self._redis = redis
        self._sockets = sockets
        self._lock = lock
        self.urls = ServiceUrls(admin_database=postgres.url, redis=redis.url, broker=redis.broker_url)

    def revive(self) -> list[str]:
        """Start again what has died; the names of what was started."""
        dead = [server for server in (self._postgres, self._redis) if not server.running()]
        for server in dead:
            server.start()
        return [type(server).__name__ for server in dead]

    def stop(self) -> None:
        self._redis.stop()
        self._postgres.stop()
        shutil.rmtree(self._sockets, ignore_errors=True)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(root: Path, *, durable: bool, logs: Path | None = None) -> Services:
    """Start both servers with their data under `root`; with `durable=False` a crash of the machine may lose data."""
    root = private_folder(root).resolve()
    logs = logs or root
    logs.mkdir(parents=True, exist_ok=True)
    lock = _take_lock(root)
    sockets = socket_folder(root)
    postgres = Postgres(root, sockets=sockets, log=logs / "postgres.log", durable=durable)
    redis = Redis(root, sockets=sockets, log=logs / "redis.log", durable=durable)
    try:
        redis.start()
        postgres.start()
    except BaseException:
        redis.stop()
        postgres.stop()
        lock.close()
        raise
    return Services(postgres, redis, sockets=sockets, lock=lock)


def _take_lock(root: Path) -> IO[str]:
    """Hold the data folder for this process alone; the kernel lets go of it however the process ends."""
    file = (root / "lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise LaunchError(
            f"Another Chorus (process {holder}) is using the data in {root}: stop that one first."
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
