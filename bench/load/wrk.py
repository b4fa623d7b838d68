"""Requests per second and latencies by `wrk`; where it is not installed, by our own, slower reader."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True)
class Load:
    """What came out: requests per second, and milliseconds."""

    rate: float
    p50: float
    p99: float
    failed: int


def load(port: int, host: str, path: str, *, connections: int, seconds: int, headers: tuple[str, ...] = ()) -> Load:
    """Ask for one path over connections that stay open."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return _by_ourselves(port, host, path, connections, seconds)
    given = [part for header in (f"Host: {host}:{port}", *headers) for part in ("-H", header)]
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *given, f"http://127.0.0.1:{port}{path}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert rate is not None, text
    return Load(float(rate.group(1)), _latency(text, 50), _latency(text, 99), int(failed.group(1)) if failed else 0)


def _latency(text: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s) *$", text, re.MULTILINE)
    assert found is not None, text
    return float(found.group(1)) * _UNITS[found.group(2)]


def _by_ourselves(port: int, host: str, path: str, connections: int, seconds: int) -> Load:
    command = [sys.executable, "-m", "bench.load.fetch", str(port), host, str(connections), str(seconds), path]
    times = sorted(json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout))
    return Load(len(times) / seconds, times[len(times) // 2] * 1e3, times[int(len(times) * 0.99)] * 1e3, 0)
