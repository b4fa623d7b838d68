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
# Django warns of each address that a visitor mistyped; that is for the log.
_A_VISITORS_MISTAKE = re.compile(r"\[warning\b.*\[django\.request\]")
_MOST_AT_ONCE = 200_000
_WIDTH = 100
_ERASE_LINE = "\033[2K"


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
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{_ERASE_LINE}  {what} ... ")
    say(f"{time.monotonic() - began:.1f} s")


def report(line: str) -> None:
    """What a running step has got to, in place of what it said before; only where there is a terminal to redraw."""
    if sys.stdout.isatty() and line.strip():
        # Without its carriage returns: the step draws its own progress bar with them.
        text = line.rpartition("\r")[2].strip()[:_WIDTH]
        sys.stdout.write(f"\r{_ERASE_LINE}    {text}")
        sys.stdout.flush()


class LogLines:
    """The lines of one log file as they come."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._offset = 0

    def skip_to_end(self) -> None:
        self._offset = self._log.stat().st_size if self._log.exists() else 0

    def new(self) -> list[str]:
        """The whole lines since the last call."""
        try:
            with self._log.open("rb") as file:
                file.seek(self._offset)
                new = file.read(_MOST_AT_ONCE)
        except OSError:
            return []
        whole, newline, _ = new.rpartition(b"\n")
        self._offset += len(whole) + len(newline)
        return whole.decode(errors="replace").split("\n") if newline else []


class LogWindow:
    """Shows the warnings of one log file as they come, with the whole of a stack trace."""

    def __init__(self, name: str, log: Path) -> None:
        self._name = name
        self._lines = LogLines(log)
        self._in_trace = False

    def skip_to_end(self) -> None:
        self._lines.skip_to_end()

    def show_new_warnings(self) -> None:
        for line in self._lines.new():
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
        return _WARNING.search(line) is not None and _A_VISITORS_MISTAKE.search(line) is None
