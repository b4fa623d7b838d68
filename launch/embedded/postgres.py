"""One embedded PostgreSQL: makes its data folder, starts, recovers from a crash of ours, stops."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from launch.embedded.binaries import find_postgres, postgres_major
from launch.embedded.folders import kept_password, private_folder
from launch.embedded.privileges import choose_runner
from launch.errors import LaunchError, last_words
from launch.processes import command_line, end, spawn, start_mark, stop

# "fast": ends sessions and writes a checkpoint; then "immediate": recovers at the next start; then the last resort.
_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
_BUILTIN_LOCALES_SINCE = 17
_START_SECONDS = 60.0
_FAST_AND_LOOSE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_locks_per_transaction=128",
)


class Postgres:
    """A PostgreSQL that listens on a Unix socket only and asks for a password."""

    def __init__(self, root: Path, *, sockets: Path, log: Path, durable: bool) -> None:
        self._root = root
        self._data = root / "postgres"
        self._sockets = sockets
        self._log = log
        self._durable = durable
        self._programs = find_postgres()
        self._runner = choose_runner(self._programs / "postgres")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the maintenance database, as its superuser."""
        password = quote(kept_password(self._root / "postgres.password"), safe="")
        return f"postgresql://postgres:{password}@/postgres?host={quote(str(self._sockets))}"

    def start(self) -> None:
        """Come back when the server accepts connections."""
        self._runner.own(self._sockets)
        if not self._data.exists():
            self._create()
        self._runner.own_tree(self._data)
        self._refuse_other_version()
        self._end_leftover()
        deadline = time.monotonic() + _START_SECONDS
        while not self._try_to_start(deadline):
            time.sleep(0.2)

    def stop(self) -> None:
        if self._process is not None:
            stop(self._process, *_STOP)
            self._process = None

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _create(self) -> None:
        """Make the data folder under another name first, so that a half-made one is never taken for a real one."""
        draft = private_folder(self._root / "postgres.new")
        shutil.rmtree(draft)
        private_folder(draft)
        self._runner.own(draft)
        command = [
            str(self._programs / "initdb"),
            "-D",
            str(draft),
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "-A",
            "scram-sha-256",
        ]
        if postgres_major(self._programs) >= _BUILTIN_LOCALES_SINCE:
            # The same order and case rules on every machine, whatever locales it has.
            command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            command += ["--locale=C.UTF-8"]
        if not self._durable:
            command.append("--no-sync")
        with tempfile.NamedTemporaryFile("w", dir=self._sockets) as secret:
            secret.write(kept_password(self._root / "postgres.password"))
            secret.flush()
            self._runner.own(Path(secret.name))
            command.append(f"--pwfile={secret.name}")
            result = subprocess.run(
                command,
                preexec_fn=self._runner.prepare,
                capture_output=True,
                text=True,
                check=False,
                env=self._environment(),
                start_new_session=True,
            )
        if result.returncode != 0:
            self._log.write_text(result.stdout + result.stderr)
            raise self._failure("could not create its data folder")
        draft.rename(self._data)

    def _refuse_other_version(self) -> None:
        written_by = (self._data / "PG_VERSION").read_text().strip()
        found = postgres_major(self._programs)
        if written_by != str(found):
            raise LaunchError(
                f"The data in {self._data} was written by PostgreSQL {written_by} and this is {found}:"
                " move that folder away to begin anew, or set CHORUS_DATABASE_URL to a server of the older version."
            )

    def _end_leftover(self) -> None:
        """Stop a server that outlived us on this data folder, and forget a pid file that names a stranger."""
        pid_file = self._data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().splitlines()[0])
        except (FileNotFoundError, ValueError, IndexError):
            pid_file.unlink(missing_ok=True)
            return
        mark = start_mark(pid)
        if mark is not None and str(self._data) in command_line(pid):
            end(pid, mark, *_STOP)
        # PostgreSQL would refuse to start while any process of ours has that number. Its shared memory still
        # protects the data: it will not start while a server process is attached to it.
        pid_file.unlink(missing_ok=True)

    def _try_to_start(self, deadline: float) -> bool:
        """True when ready; False when processes of a killed server have not all left yet."""
        self._log.write_bytes(b"")
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self._sockets}",
            "unix_socket_permissions=0700",
            "max_connections=200",
            *(() if self._durable else _FAST_AND_LOOSE),
        ]
        command = [str(self._programs / "postgres"), "-D", str(self._data)]
        command += [part for setting in settings for part in ("-c", setting)]
        self._process = spawn(
            command,
            log=self._log,
            env=self._environment(),
            cwd=self._data,
            prepare=self._runner.prepare,
            death_signal=signal.SIGINT,
        )
        while self._process.poll() is None:
            if self._says_ready(self._process.pid):
                return True
            if time.monotonic() > deadline:
                self.stop()
                raise self._failure(f"was not ready after {_START_SECONDS:.0f} seconds")
            time.sleep(0.02)
        if "pre-existing shared memory block" in self._log.read_text(errors="replace") and time.monotonic() < deadline:
            return False
        raise self._failure("did not start")

    def _says_ready(self, pid: int) -> bool:
        # Line 8 of the pid file is the server's own word on its state, the one that pg_ctl waits for.
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {**kept, "LC_ALL": "C"}

    def _failure(self, what: str) -> LaunchError:
        said = last_words(self._log)
        if "No space left on device" in said:
            return LaunchError("The disk is full: PostgreSQL cannot write its data; free at least 500 MB and try again.")
        return LaunchError(f"The embedded PostgreSQL {what}; it said: {said}")
