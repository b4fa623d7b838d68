"""JSON: an array of records of the neutral format, for programs that write no JSON Lines."""

from collections.abc import Iterator
from pathlib import Path

import orjson
from pydantic import ValidationError

from community.importers.neutral.reading import Report
from community.importers.neutral.records import LINE, Meta, Record
from community.importers.opening import open_text
from community.importers.unreadable import UnreadableFileError


def convert(path: Path, *, source: str, report: Report) -> Iterator[Record]:
    """The records of the array; those that cannot be used are reported by their place in it."""
    with open_text(path) as file:
        try:
            rows = orjson.loads(file.read())
        except orjson.JSONDecodeError as error:
            raise UnreadableFileError(f"This is no JSON: {error}") from error
    rows = rows.get("records", []) if isinstance(rows, dict) else rows
    if not isinstance(rows, list):
        raise UnreadableFileError('JSON is an array of records, or an object whose "records" is one.')
    if not (rows and isinstance(rows[0], dict) and rows[0].get("type") == "meta"):
        yield Meta(source=source or "json")
    for number, row in enumerate(rows, start=1):
        try:
            record = LINE.validate_json(orjson.dumps(row))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            report(f"record {number}", f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}")
            continue
        yield record
