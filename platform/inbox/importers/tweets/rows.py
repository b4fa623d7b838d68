"""From bytes of a CSV to tweets, one at a time; what is broken is told with its line and passed over."""

import csv
import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

REQUIRED = ("tweet_id", "author_id", "inbound", "created_at", "text", "response_tweet_id", "in_response_to_tweet_id")
_MONTHS = {
    name: number
    for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}
_FLAGS = {"True": True, "False": False}
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Tweet:
    """One row. `inbound` is from a customer; `parent` is what it answers, `answers` what answers it."""

    id: int
    author: str
    inbound: bool
    at: datetime
    text: str
    parent: int | None
    answers: tuple[int, ...]
    language: str = ""


class NotACsvError(ValueError):
    """The file is not one of these: its first line names other columns."""


class BrokenRowError(ValueError):
    """This row cannot be a tweet."""


Report = Callable[[int, str], None]
"""Called with the line (where the row ends) and what is wrong with it."""


def read_tweets(file: BinaryIO, report: Report, advance: Callable[[int], None]) -> Iterator[Tweet]:
    """Every sound row of the file in its order; `advance` hears how many bytes were read."""
    reader = csv.reader(_lines(file, advance), strict=True)
    header = next(reader, [])
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise NotACsvError(f"The first line lacks {', '.join(missing)}.")
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report(reader.line_num, str(error))
            continue
        if not cells:
            continue
        try:
            if len(cells) != len(header):
                raise BrokenRowError(f"{len(cells)} columns instead of {len(header)}")
            tweet = parse_row(dict(zip(header, cells, strict=True)))
        except BrokenRowError as error:
            report(reader.line_num, str(error))
            continue
        yield tweet


def parse_row(cells: dict[str, str]) -> Tweet:
    """One tweet; raises BrokenRowError with the reason."""
    text = html.unescape(cells["text"]).replace("\x00", "").strip()
    author = cells["author_id"].strip()
    if "\ufffd" in author or "\ufffd" in text:
        raise BrokenRowError("text that is not UTF-8")
    if not text:
        raise BrokenRowError("no text")
    if not author or len(author) > 200:
        raise BrokenRowError("no author")
    if cells["inbound"] not in _FLAGS:
        raise BrokenRowError(f"inbound is {cells['inbound'][:20]!r}, neither True nor False")
    parent = cells["in_response_to_tweet_id"].strip()
    return Tweet(
        id=_number(cells["tweet_id"]),
        author=author,
        inbound=_FLAGS[cells["inbound"]],
        at=parse_time(cells["created_at"]),
        text=text[:_LONGEST],
        parent=_number(parent) if parent else None,
        answers=tuple(_number(part) for part in cells["response_tweet_id"].split(",") if part.strip()),
        language=(cells.get("language") or cells.get("lang") or "").strip()[:15].replace("unknown", ""),
    )


def parse_time(text: str) -> datetime:
    """ "Tue Oct 31 22:10:47 +0000 2017", whatever the machine's language (`strptime` would ask it)."""
    try:
        _weekday, month, day, clock, offset, year = text.split()
        hour, minute, second = clock.split(":")
        if offset not in ("+0000", "-0000"):
            raise BrokenRowError(f"created_at is not in UTC: {text[:40]!r}")
        return datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except (ValueError, KeyError, OverflowError) as error:
        raise BrokenRowError(f"created_at is no time: {text[:40]!r}") from error


def _number(text: str) -> int:
    text = text.strip().removesuffix(".0")
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise BrokenRowError(f"{text[:30]!r} is no tweet id")
    return int(text)


def _lines(file: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    for raw in file:
        advance(len(raw))
        yield raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8", errors="replace").replace("\x00", "")
