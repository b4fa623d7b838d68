"""Where contents lie: below the tenant's own folder (or prefix) of the storage, under the name of what they are."""

from collections.abc import Iterable, Iterator
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from files.contracts import Source

CHUNK = 64 * 1024


def path_for(content_id: UUID, extension: str) -> str:
    """The place of a content: its own alone, so that removing one can never take another's bytes along."""
    return f"uploads/{content_id.hex[-2:]}/{content_id.hex}.{extension}"


def put(path: str, data: bytes | IO[bytes]) -> None:
    """Keep bytes under this path."""
    default_storage.save(path, ContentFile(data) if isinstance(data, bytes) else File(data))


def drop(paths: Iterable[str]) -> None:
    """Remove bytes; those that are gone already are no error."""
    for path in paths:
        default_storage.delete(path)


def read_part(path: str, start: int, length: int) -> Iterator[bytes]:
    """`length` bytes from `start`, in pieces."""
    with default_storage.open(path, "rb") as file:
        file.seek(start)
        left = length
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def open_file(path: str) -> IO[bytes]:
    """The bytes to read; the caller closes it."""
    return default_storage.open(path, "rb")


def size_of(path: str) -> int:
    """How many bytes lie there; raises FileNotFoundError."""
    return int(default_storage.size(path))


def pieces(source: Source) -> Iterator[bytes]:
    """Everything in a file, from its beginning."""
    source.seek(0)
    while piece := source.read(CHUNK):
        yield piece
