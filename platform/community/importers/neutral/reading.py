"""Reading the neutral format from any line on; a line that cannot be used is reported and spoils no other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from pydantic import ValidationError

from community.importers.neutral.records import LINE, Line

LONGEST = 4_000_000
BOM = b"\xef\xbb\xbf"
Report = Callable[[str, str], None]
"""Called with a place ("line 17") and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and where it stood; `end` is the byte after its line."""

    line: int
    end: int
    record: Line | None

    @property
    def place(self) -> str:
        """As reports name it."""
        return f"line {self.line}"


def read_lines(file: IO[bytes], *, report: Report, line: int = 0, offset: int = 0) -> Iterator[Placed]:
    """Every line after `line`, which ended at `offset`; None stands for one that was empty or reported."""
    file.seek(offset)
    while raw := file.readline(LONGEST):
        line += 1
        offset += len(raw)
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                offset += len(rest)
            offset += len(rest)
            report(f"line {line}", f"longer than {LONGEST} bytes")
            yield Placed(line, offset, None)
            continue
        text = raw.removeprefix(BOM) if line == 1 else raw
        yield Placed(line, offset, _read(text, line, report) if text.strip() else None)


def _read(text: bytes, line: int, report: Report) -> Line | None:
    try:
        return LINE.validate_json(text)
    except ValidationError as error:
        report(f"line {line}", "; ".join(_say(part) for part in error.errors(include_url=False, include_input=False)[:3]))
    return None


def _say(part: object) -> str:
    assert isinstance(part, dict)
    # the first step is the kind of record, which the line shows itself
    place = ".".join(str(step) for step in part["loc"][1:])
    return f"{place}: {part['msg']}" if place else str(part["msg"])
