"""Waiting until the site answers."""

from __future__ import annotations

import http.client
import json
import time

_PATIENCE = 120.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- compared with, not bound to


def reachable(bind: str) -> str:
    """The address to call a server that listens on `bind`."""
    return _EVERYWHERE.get(bind, bind)


def what_is_missing(bind: str, port: int) -> str | None:
    """What keeps /readyz from answering 200, in its own words; None when it does."""
    connection = http.client.HTTPConnection(reachable(bind), port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        answer = connection.getresponse()
        said = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return "it does not answer yet"
    finally:
        connection.close()
    return None if answer.status == http.HTTPStatus.OK else _problems(said) or f"it answers {answer.status}"


def _problems(said: str) -> str:
    try:
        return " ".join(json.loads(said)["problems"])
    except (ValueError, KeyError, TypeError):
        return ""


class Deadline:
    """Counts down the patience with a start."""

    def __init__(self) -> None:
        self._ends_at = time.monotonic() + _PATIENCE

    def passed(self) -> bool:
        return time.monotonic() > self._ends_at
