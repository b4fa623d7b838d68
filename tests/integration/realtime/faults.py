"""What goes wrong in the chaos test: hints that are dropped, doubled and reordered, a Redis that dies."""

import asyncio
import contextlib
import os
import random
import signal
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from launch.embedded.redis import Redis as EmbeddedRedis
from realtime.announcing import HINT


class MortalRedis:
    """A Redis of our own on a fixed address, to be killed and started again."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chorus-r-")
        path = Path(self._folder.name)
        self._server = EmbeddedRedis(path / "data", sockets=path, log=path / "log", durable=False)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.stop()
        self._folder.cleanup()

    @property
    def url(self) -> str:
        return self._server.url

    def kill(self) -> None:
        """As a crash would."""
        assert self._server._process is not None
        os.kill(self._server._process.pid, signal.SIGKILL)
        self._server._process.wait(10)

    def restart(self) -> None:
        self._server.start()


class Courier:
    """Carries hints from the writers' Redis to the server's, badly."""

    def __init__(self, source: str, target: str, dice: random.Random) -> None:
        self._source = redis.asyncio.Redis.from_url(source, socket_timeout=None)
        self._target = redis.asyncio.Redis.from_url(target, socket_timeout=1, retry=Retry(NoBackoff(), 0))
        self._dice = dice
        self._late: set[asyncio.Task[None]] = set()
        self.counts = {"carried": 0, "dropped": 0, "doubled": 0, "late": 0}

    async def run(self) -> None:
        """Until cancelled."""
        async with self._source.pubsub() as pubsub:
            await pubsub.psubscribe(f"{HINT}*")
            async for message in pubsub.listen():
                if message["type"] == "pmessage":
                    await self._carry(message["channel"], message["data"])

    async def _carry(self, channel: bytes, data: bytes) -> None:
        roll = self._dice.random()
        if roll < 0.3:
            self.counts["dropped"] += 1
            return
        if roll < 0.5:
            self.counts["late"] += 1
            task = asyncio.ensure_future(self._later(channel, data))
            self._late.add(task)
            task.add_done_callback(self._late.discard)
            return
        self.counts["carried"] += 1
        await self._send(channel, data)
        if roll < 0.7:
            self.counts["doubled"] += 1
            await self._send(channel, data)

    async def _later(self, channel: bytes, data: bytes) -> None:
        await asyncio.sleep(self._dice.random() / 2)
        await self._send(channel, data)

    async def _send(self, channel: bytes, data: bytes) -> None:
        with contextlib.suppress(redis.RedisError, OSError):
            await self._target.publish(channel, data)

    async def close(self) -> None:
        for client in (self._source, self._target):
            await client.aclose()


async def cancel(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel and wait."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
