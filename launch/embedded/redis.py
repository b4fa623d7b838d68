"""One embedded Valkey (or Redis): starts, recovers from a crash of ours, stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from launch.embedded.binaries import find_redis
from launch.embedded.folders import private_folder
from launch.errors import LaunchError, last_words
from launch.processes import PidFile, spawn, stop

_STOP = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
_START_SECONDS = 30.0


class Redis:
    """A Valkey that listens on a Unix socket only. Database 0 is the application's, 1 the task queue's."""

    def __init__(self, root: Path, *, sockets: Path, log: Path, durable: bool) -> None:
        self._data = root / "redis"
        self._socket = sockets / "redis.sock"
        self._log = log
        self._durable = durable
        self._program = find_redis()
        self._pid_file = PidFile(root / "redis.pid")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}?db=0"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self._socket}?virtual_host=1"

    def start(self) -> None:
        """Come back when the server answers."""
        private_folder(self._data)
        self._pid_file.end_leftover(*_STOP)
        self._socket.unlink(missing_ok=True)
        self._log.write_bytes(b"")
        self._process = spawn(
            [
                str(self._program),
                *("--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700"),
                *("--dir", str(self._data), "--save", "", "--appendonly", "yes" if self._durable else "no"),
                *("--daemonize", "no", "--logfile", "", "--loglevel", "notice"),
            ],
            log=self._log,
            env={**os.environ, "LC_ALL": "C"},
        )
        self._pid_file.write(self._process.pid)
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise self._failure()
            time.sleep(0.01)

    def stop(self) -> None:
        if self._process is not None:
            stop(self._process, *_STOP)
            self._process = None
            self._pid_file.forget()

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _answers(self) -> bool:
        """Whether it serves already: while it reads its log back it answers LOADING instead of PONG."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self._socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _failure(self) -> LaunchError:
        said = last_words(self._log)
        if "No space left on device" in said:
            return LaunchError("The disk is full: Redis cannot write its data; free at least 500 MB and try again.")
        return LaunchError(f"The embedded Redis did not start; it said: {said}")
