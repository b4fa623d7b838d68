"""What the person at the terminal sees."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# structlog's console and JSON forms, and the plain words of Celery, Twisted and PostgreSQL.
_WARNING = re.compile(
    r'\[(warning|error|critical)\b|"level": ?"(warning|error|critical)"|\b(WARNING|ERROR|CRITICAL|FATAL|PANIC)\b'
)
_MOST_AT_ONCE = 200_000


def say(text: str) -> None:
    """One line, at once, even into a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step and say how long it took."""
    sys.stdout.write(f"  {what} ... ")
    sys.stdout.flush()
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"{time.monotonic() - began:.1f} s")


class LogWindow:
    """Shows the warnings of one log file as they come, with the whole of a stack trace."""

    def __init__(self, name: str, log: Path) -> None:
        self._name = name
        self._log = log
        self._offset = 0
        self._in_trace = False

    def skip_to_end(self) -> None:
        self._offset = self._log.stat().st_size if self._log.exists() else 0

    def show_new_warnings(self) -> None:
        try:
            with self._log.open("rb") as file:
                file.seek(self._offset)
                new = file.read(_MOST_AT_ONCE)
        except OSError:
            return
        whole, newline, _ = new.rpartition(b"\n")
        self._offset += len(whole) + len(newline)
        for line in whole.decode(errors="replace").splitlines():
            if self._worth_showing(line):
                say(f"{self._name} | {line}")

    def _worth_showing(self, line: str) -> bool:
        if line.startswith("Traceback "):
            self._in_trace = True
            return True
        if self._in_trace:
            # The trace ends with the first line that is not indented: the exception itself.
            self._in_trace = line.startswith((" ", "\t"))
            return True
        return _WARNING.search(line) is not None
