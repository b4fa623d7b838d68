"""Private folders: for data, and short ones for sockets."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from launch.embedded.privileges import NOBODY

# The kernel's limit is 107 bytes on Linux and 103 on macOS; the longest name we put inside is `.s.PGSQL.5432.lock`.
_LONGEST_SOCKET_FOLDER = 103 - 20


def private_folder(path: Path) -> Path:
    """Make the folder, readable by nobody else."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def socket_folder(data: Path) -> Path:
    """A short private folder for the sockets of the servers whose data is here; the same one each time if possible."""
    name = f"chorus-{os.geteuid()}-{hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:10]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    for base in (runtime, tempfile.gettempdir(), "/tmp"):  # noqa: S108 -- the folder made inside is checked to be ours
        folder = Path(base) / name
        if base and len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER and _claim(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix="chorus-", dir="/tmp"))


def kept_password(path: Path) -> str:
    """The password in this file, made up the first time; only the owner can read the file."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        password = secrets.token_urlsafe(32)
        write_private(path, password + "\n")
        return password


def write_private(path: Path, text: str) -> None:
    """Write a file that only the owner can read, whole or not at all."""
    # mkstemp creates it with mode 0600, and the rename is atomic: a crash never leaves half a secret.
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    Path(temporary).replace(path)


def _claim(folder: Path) -> bool:
    """Make the folder or take it over; False when it is not ours alone (the temporary folder is open to everyone)."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        # Root may have given it to the user nobody in an earlier run (privileges.py).
        owners = {0, NOBODY} if os.geteuid() == 0 else {os.geteuid()}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
            return False
        if found.st_uid != os.geteuid():
            os.chown(folder, os.geteuid(), os.getegid())
        folder.chmod(0o700)
    except OSError:
        return False
    return True
