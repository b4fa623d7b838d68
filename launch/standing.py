"""`python -m launch test-services`: servers for tests that stay up until they are told to stop."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import asdict
from pathlib import Path

from launch.embedded.folders import write_private
from launch.services import ServiceUrls
from launch.testing import fresh_services


def serve(state: Path) -> None:
    """Write the addresses to `state`, then run until SIGTERM or SIGINT."""
    # Set explicitly, because a shell starts its background jobs with SIGINT ignored.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)
    try:
        with fresh_services() as urls:
            leave_state(state, urls)
            while True:
                signal.pause()
    except KeyboardInterrupt:
        state.unlink(missing_ok=True)


def leave_state(state: Path, urls: ServiceUrls) -> None:
    """Write down where the servers are, for `CHORUS_TEST_SERVICES`."""
    write_private(state, json.dumps({**asdict(urls), "pid": os.getpid()}, indent=2) + "\n")
