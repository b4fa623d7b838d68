"""Starting processes that cannot outlive us, and recognising our own from an earlier life."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec must not load libraries.
_libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    prepare: Callable[[], None] | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own that gets `death_signal` when this one dies (Linux).

    Call it from the main thread: Linux watches the thread that forked, not the process.
    """
    parent = os.getpid()

    def before_exec() -> None:
        if prepare is not None:
            prepare()
        # After `prepare`, because a change of user clears the setting.
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            preexec_fn=before_exec,  # noqa: PLW1509 -- only this can set the death signal; we start from one thread
            # Ctrl-C goes to the foreground group; ours are stopped in order by the supervisor instead.
            start_new_session=True,
        )


def start_mark(pid: int) -> str | None:
    """When the process began, as an opaque text; None when there is no such process. Tells a reused pid apart."""
    if sys.platform == "linux":
        try:
            # The name in brackets may hold spaces, so count from the last bracket: field 22 is the start time.
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else f"{_boot_id()}:{fields[19]}"
    answer = _ask_ps(pid, "stat=", "lstart=")
    return None if answer is None or answer.startswith("Z") else " ".join(answer.split()[1:])


def command_line(pid: int) -> str:
    """The command a process was started with; empty when unknown."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    return _ask_ps(pid, "command=") or ""


def end(pid: int, mark: str, *signals: tuple[signal.Signals, float]) -> bool:
    """Send each signal and wait its seconds until that very process is gone; True when it is."""
    for number, patience in signals:
        with contextlib.suppress(ProcessLookupError):
            if start_mark(pid) == mark:
                os.kill(pid, number)
        deadline = time.monotonic() + patience
        while start_mark(pid) == mark:
            if time.monotonic() > deadline:
                break
            time.sleep(0.03)
        else:
            return True
    return False


def stop(process: subprocess.Popen[bytes], *signals: tuple[signal.Signals, float]) -> None:
    """Send each signal to our child and wait its seconds, until it has ended; the last resort ends its children too."""
    for number, patience in signals:
        if process.poll() is not None:
            return
        if number == signal.SIGKILL:
            kill_group(process.pid)
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)


def kill_group(pid: int) -> None:
    """End what is left of the session that a child of `spawn` led: the children of a Celery worker, say."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


class PidFile:
    """Remembers one process across runs of ours, with its start time so that a reused pid is never mistaken for it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, pid: int) -> None:
        self._path.write_text(f"{pid} {start_mark(pid) or ''}\n")

    def read(self) -> tuple[int, str] | None:
        """The remembered process when it is still running."""
        try:
            number, _, mark = self._path.read_text().strip().partition(" ")
            pid = int(number)
        except (OSError, ValueError):
            return None
        return (pid, mark) if mark and start_mark(pid) == mark else None

    def end_leftover(self, *signals: tuple[signal.Signals, float]) -> None:
        """End the remembered process when it outlived the run that started it."""
        if (leftover := self.read()) is not None:
            end(*leftover, *signals)
            kill_group(leftover[0])
        self.forget()

    def forget(self) -> None:
        self._path.unlink(missing_ok=True)


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "boot"


def _ask_ps(pid: int, *columns: str) -> str | None:
    # One option for each column: to a BSD `ps` everything after the first "=" is a heading.
    wanted = [word for column in columns for word in ("-o", column)]
    answer = subprocess.run(
        ["ps", *wanted, "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout.strip()
    return answer or None
