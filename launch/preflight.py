"""What would stop Chorus later, found before anything slow begins."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

from launch.embedded.folders import private_folder
from launch.errors import LaunchError
from launch.paths import DataFolder

_NEEDED = 500 * 1000 * 1000


def make_folders(data: DataFolder) -> None:
    """The data folder with what `up` needs in it; secrets and run files are the owner's alone."""
    for folder in (data.path, data.logs, data.stamps):
        folder.mkdir(parents=True, exist_ok=True)
    for folder in (data.run, data.secrets):
        private_folder(folder)


def refuse_full_disk(path: Path) -> None:
    """One sentence when the disk has no room for a start."""
    free = shutil.disk_usage(path).free
    if free < _NEEDED:
        raise LaunchError(
            f"The disk that holds {path} has {free // 1_000_000} MB free and Chorus needs 500 MB: free some space first."
        )


def refuse_taken_port(bind: str, port: int) -> None:
    """One sentence when something listens there already, or when the address is not ours to listen on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except socket.gaierror:
        raise LaunchError(f"CHORUS_BIND={bind} is not an address of this machine.") from None
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            # On some systems binding succeeds beside a listener; listening does not.
            probe.listen(1)
        except PermissionError:
            raise LaunchError(f"Port {port} is below 1024 and needs root: set CHORUS_PORT=8000 or higher.") from None
        except OSError as error:
            raise LaunchError(
                f"Port {port} on {bind} is taken by another program: stop it, or choose another port with"
                f" CHORUS_PORT={port + 1 if port < 65535 else 8000} ({error.strerror})."
            ) from None
