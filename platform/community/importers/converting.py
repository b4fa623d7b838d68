"""Which formats there are, how a file shows which it is, and who reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from community.importers.discourse import converting as discourse
from community.importers.neutral.reading import Report
from community.importers.neutral.records import Record
from community.importers.opening import open_text
from community.importers.phpbb import converting as phpbb
from community.importers.stackexchange import converting as stackexchange
from community.importers.tables import csv, json
from community.importers.unreadable import UnreadableFileError

Converter = Callable[..., Iterator[Record]]
CONVERTERS: dict[str, Converter] = {
    "phpbb": phpbb.convert,
    "discourse": discourse.convert,
    "discourse-archive": discourse.convert_archive,
    "stackexchange": stackexchange.convert,
    "csv": csv.convert,
    "json": json.convert,
}
FORMATS = ("neutral", *CONVERTERS)
SAMPLE = 256 * 1024


def convert(path: Path, format: str, *, source: str, report: Report) -> Iterator[Record]:  # noqa: A002 - as everywhere
    """The file as records of the neutral format; raises UnreadableFileError."""
    if format not in CONVERTERS:
        raise UnreadableFileError(f"There is no format {format}.")
    yield from CONVERTERS[format](path, source=source, report=report)


def detect_format(path: Path) -> str:
    """What the file looks like; raises UnreadableFileError when it looks like nothing known."""
    if path.is_dir() or path.suffix == ".zip":
        return "stackexchange" if stackexchange.looks_like(path) else _refuse()
    sample = read_sample(path)
    header = sample.partition("\n")[0].lower()
    looks = {
        "neutral": sample.lstrip().startswith("{") and '"type"' in header,
        "json": sample.lstrip().startswith(("[", "{")),
        "phpbb": phpbb.looks_like(sample),
        "discourse": discourse.looks_like(sample),
        "discourse-archive": "topic_title" in header and "post_raw" in header,
        "csv": csv.looks_like(header),
    }
    return next((name for name, is_so in looks.items() if is_so), "") or _refuse()


def read_sample(path: Path) -> str:
    """The beginning of a file, packed with gzip or not."""

    with open_text(path) as file:
        return file.read(SAMPLE)


def _refuse() -> str:
    raise UnreadableFileError("This file looks like none of the formats. Choose one.")
