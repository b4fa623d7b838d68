"""One process at a time, by a lock that the kernel lets go of however the process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from launch.errors import LaunchError


def hold(path: Path, what: str) -> IO[str]:
    """Lock the file until the answer is closed; one sentence when another process holds it."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise LaunchError(f"Another Chorus (process {holder}) is using {what}: stop that one first.") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
