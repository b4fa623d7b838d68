"""Failures that a person can do something about: each is one sentence, shown without a stack trace."""

from __future__ import annotations

import errno
from pathlib import Path


class LaunchError(Exception):
    """An expected failure; its text is the sentence the person reads."""


def explain_os_error(error: OSError) -> LaunchError | None:
    """The sentence for a failure of the machine itself, or None when the error says nothing to a person."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return LaunchError(f"The disk is full{where}: free at least 500 MB and try again.")
    if error.errno == errno.EROFS:
        return LaunchError(f"The disk is read-only{where}: Chorus keeps its data under var/ and must be able to write.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return LaunchError(f"No permission to write{where}: make the folder yours, or run Chorus as its owner.")
    return None


def last_words(log: Path) -> str:
    """The end of a log file on one line, to be quoted in an error."""
    try:
        return quoted(log.read_text(errors="replace"))
    except OSError:
        return f"(no log at {log})"


def quoted(said: str, lines: int = 3) -> str:
    """The end of what a program said, on one line."""
    return " / ".join(line.strip() for line in said.strip().splitlines()[-lines:]) or "(nothing)"
