"""The processes under the supervisor: started, watched, started again, stopped in order."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.console import LogLines, LogWindow, say
from launch.errors import LaunchError, last_words
from launch.paths import ROOT, DataFolder
from launch.processes import PidFile, kill_group, spawn, stop

_PATIENCE = 10.0
_STOP = ((signal.SIGTERM, _PATIENCE), (signal.SIGKILL, 5.0))
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_STEADY_SECONDS = 60.0
_PROGRESS_EVERY = 0.3
_LOG_LIMIT = 20_000_000


@dataclass(frozen=True)
class Program:
    """A long-running command and the name it has in logs."""

    name: str
    command: list[str]


class Child:
    """One program that is kept running."""

    def __init__(self, program: Program, data: DataFolder, env: Mapping[str, str]) -> None:
        self.name = program.name
        self.log = data.logs / f"{program.name}.log"
        self._program = program
        self._env = env
        self._pid_file = PidFile(data.run / f"{program.name}.pid")
        self._process: subprocess.Popen[bytes] | None = None
        self._window = LogWindow(program.name, self.log)
        self._pause = _SHORTEST_PAUSE
        self._started_at = 0.0
        self._restart_at: float | None = None
        self._asked_to_stop = False

    def start(self) -> None:
        self._pid_file.end_leftover(*_STOP)
        roll(self.log)
        self._window.skip_to_end()
        self._process = spawn(self._program.command, log=self.log, env=self._env, cwd=ROOT)
        self._pid_file.write(self._process.pid)
        self._started_at = time.monotonic()
        self._restart_at = None

    def exit_code(self) -> int | None:
        """How it ended, or None while it runs."""
        return self._process.poll() if self._process is not None else None

    def tend(self) -> None:
        """Show its warnings; start it again when it has died, ever more slowly if it keeps dying."""
        self._window.show_new_warnings()
        code = self.exit_code()
        now = time.monotonic()
        if self._process is None or code is None:
            return
        if self._restart_at is None:
            kill_group(self._process.pid)
            steady = now - self._started_at > _STEADY_SECONDS
            self._pause = _SHORTEST_PAUSE if steady else min(self._pause * 2, _LONGEST_PAUSE)
            self._restart_at = now + self._pause
            say(f"{self.name} stopped with code {code} and starts again in {self._pause:.0f} s (log: {self.log})")
        elif now >= self._restart_at:
            self.start()

    def ask_to_stop(self) -> None:
        """Begin to end it, without waiting, so that several can end at the same time."""
        if self._process is not None and self._process.poll() is None and not self._asked_to_stop:
            self._asked_to_stop = True
            self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """End it, by force when asking was not enough."""
        self.ask_to_stop()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            kill_group(self._process.pid)
            self._process.wait()
            self._process = None
        self._pid_file.forget()


def run_once(
    name: str, command: list[str], data: DataFolder, env: Mapping[str, str], *, progress: Callable[[str], None] | None = None
) -> str:
    """Run a command to its end and give back what it printed; a failure is one sentence that names the log."""
    log = data.logs / f"{name}.log"
    log.unlink(missing_ok=True)
    process = spawn(command, log=log, env=env, cwd=ROOT)
    lines = LogLines(log)
    try:
        while (code := _wait(process, _PROGRESS_EVERY if progress else None)) is None:
            for line in lines.new():
                (progress or say)(line)
    except BaseException:
        stop(process, *_STOP)
        raise
    if code != 0:
        raise LaunchError(f"`{name}` failed; it said: {last_words(log)} (all of it: {log})")
    return log.read_text(errors="replace")


def _wait(process: subprocess.Popen[bytes], seconds: float | None) -> int | None:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def roll(log: Path) -> None:
    """Begin a new log file when the old one has grown large; one old one is kept."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
