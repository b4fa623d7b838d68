"""Waiting until the site answers."""

from __future__ import annotations

import http.client
import time

_PATIENCE = 120.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- compared with, not bound to


def reachable(bind: str) -> str:
    """The address to call a server that listens on `bind`."""
    return _EVERYWHERE.get(bind, bind)


def is_ready(bind: str, port: int) -> bool:
    """Whether /readyz answers 200: the databases, Redis and the roles are as they must be."""
    connection = http.client.HTTPConnection(reachable(bind), port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Deadline:
    """Counts down the patience with a start."""

    def __init__(self) -> None:
        self._ends_at = time.monotonic() + _PATIENCE

    def passed(self) -> bool:
        return time.monotonic() > self._ends_at
