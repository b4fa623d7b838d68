"""Running a tool of others to its end, with its output in a log and its failure in one sentence."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch.errors import LaunchError, quoted

# What the tools say, and what a person can do about it.
_REASONS = {
    r"No space left on device|ENOSPC": "The disk is full: setting up needs about 2 GB; free some space and try again.",
    (
        r"command '?(/\S+/)?(cc|gcc|g\+\+|clang|x86_64-linux-gnu-gcc)'? failed|(gcc|cc|clang): (command )?not found"
        r"|No such file or directory: '(cc|gcc)'|Python\.h: No such file"
    ): (
        "A package has no ready-made build for this machine and there is no C compiler: install one"
        " (Debian and Ubuntu: apt-get install build-essential python3-dev; macOS: xcode-select --install) and try again."
    ),
    (
        r"Temporary failure in name resolution|Could not resolve host|dns error|Name or service not known|ENOTFOUND"
        r"|Network is unreachable|Connection refused|ECONNREFUSED|EAI_AGAIN|error sending request|Read timed out"
    ): "The package server cannot be reached: check the network (or the mirror and proxy settings) and try again.",
    r"THESE PACKAGES DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY": (
        "A downloaded package differs from the one that was locked, so nothing of it was installed: try again, and if it"
        " repeats, distrust the mirror."
    ),
    r"Permission denied|EACCES": "No permission to write: make the checkout yours, or run this as its owner.",
}


def run(
    command: Sequence[str | Path],
    *,
    what: str,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run it, or raise one sentence that says what failed, why if we know, and where the whole output is."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        began = output.tell()
        try:
            code = subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                check=False,
            ).returncode
        except FileNotFoundError:
            raise LaunchError(f"{what} failed: the program {command[0]} is not installed.") from None
    if code != 0:
        raise LaunchError(_explain(what, log, began))


def _explain(what: str, log: Path, began: int) -> str:
    with log.open("rb") as file:
        file.seek(began)
        said = file.read().decode(errors="replace")
    for pattern, sentence in _REASONS.items():
        if re.search(pattern, said):
            return f"{what} failed. {sentence} (All of its output: {log})"
    return f"{what} failed; it said: {quoted(said)} (all of it: {log})"
