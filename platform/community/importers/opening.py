"""Opening what an export of another forum comes as."""

import gzip
from pathlib import Path
from typing import IO

GZIP = b"\x1f\x8b"


def open_text(path: Path) -> IO[str]:
    """The text of a file, unpacked when it is gzip; bytes that are no UTF-8 become the sign for that."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")
