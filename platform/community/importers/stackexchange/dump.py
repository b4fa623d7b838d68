"""Reading a dump line by line: a file of any size takes the memory of one row, and a broken row spoils no other."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

_FRAME = re.compile(rb"^\s*(<\?xml\b.*\?>|</?[a-z]+\s*/?>)?\s*$")
_OWNER = re.compile(rb'\sOwnerUserId="(-?\d+)"')


class RowError(ValueError):
    """This row cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, as text attributes."""

    place: str
    attributes: dict[str, str]

    def text(self, name: str) -> str:
        """An attribute; raises RowError when it is missing or empty."""
        value = self.attributes.get(name, "")
        if not value:
            raise RowError(f"{name} is missing")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number; raises RowError when it is none, or missing without a default."""
        value = self.attributes.get(name, "")
        if not value and default is not None:
            return default
        value = self.text(name)
        try:
            return int(value)
        except ValueError as error:
            raise RowError(f"{name} is no number") from error

    def instant(self, name: str) -> datetime:
        """A time in UTC; raises RowError when it is none."""
        value = self.text(name)
        try:
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        except ValueError as error:
            raise RowError(f"{name} is no time") from error


Report = Callable[[str, str], None]
"""Called with a place ("Posts.xml:17") and what is wrong there."""
Advance = Callable[[int], object]
"""Called with the number of bytes just read."""


def read_rows(path: Path, *, report: Report, advance: Advance) -> Iterator[Row]:
    """The rows of one file in order; lines that are no well-formed row are reported and left out."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            advance(len(line))
            raw = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if _FRAME.match(raw):
                continue
            place = f"{path.name}:{number}"
            try:
                element = fromstring(raw.strip())
            except (ParseError, DefusedXmlException, ValueError) as error:
                report(place, f"broken row ({error})")
                continue
            if element.tag != "row":
                report(place, f"broken row (<{element.tag[:40]}> is no row)")
                continue
            yield Row(place, dict(element.attrib))


def count_rows(path: Path) -> int:
    """How many lines look like rows; for files that are not imported."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.lstrip().startswith(b"<row "))


def list_owners(path: Path) -> set[int]:
    """Ids of everybody who owns a post, so that of a large Users.xml only their names are kept."""
    with path.open("rb") as file:
        return {int(found[1]) for line in file if (found := _OWNER.search(line)) is not None}
