"""What machine this is, as far as a reader of figures needs to know."""

import os
import platform
from pathlib import Path


def describe() -> str:
    """One line: processors, memory, Python, load."""
    memory = "unknown memory"
    meminfo = Path("/proc/meminfo")
    if meminfo.exists():
        kilobytes = int(meminfo.read_text(encoding="ascii").split()[1])
        memory = f"{kilobytes / 2**20:.0f} GiB"
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory}, CPython {platform.python_version()}, load {load:.1f} at the start"
