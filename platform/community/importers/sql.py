"""Rows of a database dump, read as a stream: INSERT statements of MySQL and PostgreSQL, and COPY blocks.

No database is needed, and nothing of the dump is ever run. Only the tables that are asked for are looked into.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from community.importers.neutral.reading import Report
from community.importers.opening import open_text

Row = dict[str, str | None]
LONGEST = 256 * 1024 * 1024
_NAME = r"(?:[`\"]?\w+[`\"]?\.)?[`\"]?(\w+)[`\"]?"
_INSERT = re.compile(rf"INSERT\s+(?:IGNORE\s+)?INTO\s+{_NAME}\s*(?:\(([^)]*)\))?\s*VALUES\s*", re.IGNORECASE)
_COPY = re.compile(rf"COPY\s+{_NAME}\s*\(([^)]*)\)\s+FROM\s+stdin", re.IGNORECASE)
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.IGNORECASE)
_COLUMN = re.compile(r"\s*[`\"]?(\w+)[`\"]?\s+\w")
_NO_COLUMNS = {"PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK", "EXCLUDE"}
_MYSQL = re.compile(
    r"\s*(?:(?:_binary\s*)?'((?:[^'\\]|\\.|'')*)'|(NULL)|0x([0-9A-Fa-f]*)|([^\s,()';]+))", re.DOTALL | re.IGNORECASE
)
_POSTGRES = re.compile(
    r"\s*(?:'((?:[^']|'')*)'(?:::\w+)?|(NULL)(?:::\w+)?|\\x([0-9A-Fa-f]*)|([^\s,()';]+))", re.DOTALL | re.IGNORECASE
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "", "b": "", "Z": "", "v": "\v", "f": "\f"}
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_PAIR = re.compile(r"\\.", re.DOTALL)


def read_tables(path: Path, tables: Collection[str], *, report: Report) -> Iterator[tuple[str, Row]]:
    """(table, row) for each row of these tables, in the order of the file; a row that cannot be read is reported."""
    columns: dict[str, list[str]] = {}
    with open_text(path) as file:
        is_mysql, number = _is_mysql(file), 0
        lines = enumerate(file, start=1)
        for number, line in lines:
            head = line[:7].upper()
            if head.startswith("CREATE "):
                _note_columns(line, lines, columns)
            elif head.startswith("COPY ") and (found := _COPY.match(line)):
                names = _names(found[2])
                wanted = found[1] in tables
                yield from ((found[1], row) for row in _copied(lines, names, wanted=wanted, report=report))
            elif head.startswith("INSERT") and (found := _INSERT.match(line)):
                statement = _statement(line, lines, is_mysql=is_mysql, wanted=found[1] in tables)
                if found[1] not in tables:
                    continue
                names = _names(found[2]) if found[2] else columns.get(found[1], [])
                yield from _inserted(
                    found[1], statement, found.end(), names, is_mysql=is_mysql, report=partial(report, f"line {number}")
                )


def table_names(path: Path) -> list[str]:
    """Every table that the dump holds rows of."""
    found: dict[str, None] = {}
    with open_text(path) as file:
        for line in file:
            head = line[:7].upper()
            if head.startswith(("INSERT", "COPY ")) and (match := _INSERT.match(line) or _COPY.match(line)):
                found[match[1]] = None
    return list(found)


def _is_mysql(file: IO[str]) -> bool:
    sample = file.read(64 * 1024)
    file.seek(0)
    return (
        "PostgreSQL" not in sample
        and "standard_conforming_strings" not in sample
        and not re.search(r"^COPY ", sample, re.MULTILINE)
    )


def _names(text: str) -> list[str]:
    return [name.strip().strip('`"') for name in text.split(",")]


def _note_columns(line: str, lines: Iterator[tuple[int, str]], columns: dict[str, list[str]]) -> None:
    found = _CREATE.match(line)
    if found is None:
        return
    names: list[str] = []
    if line.rstrip().endswith(";"):
        return
    for _, part in lines:
        if part.lstrip().startswith(")") or part.rstrip().endswith(";"):
            break
        column = _COLUMN.match(part)
        if column and column[1].upper() not in _NO_COLUMNS:
            names.append(column[1])
    columns[found[1]] = names


def _statement(line: str, lines: Iterator[tuple[int, str]], *, is_mysql: bool, wanted: bool) -> str:
    """The whole statement, which may go on over lines inside and between its strings."""
    parts, size, is_open = [line], len(line), False
    while True:
        quotes = (_PAIR.sub("", line) if is_mysql else line).count("'")
        is_open ^= quotes % 2 == 1
        if not is_open and line.rstrip().endswith(";"):
            break
        following = next(lines, None)
        if following is None:
            break
        line = following[1]
        size += len(line)
        if wanted and size <= LONGEST:
            parts.append(line)
    return "".join(parts) if wanted else ""


def _inserted(
    table: str, statement: str, start: int, names: list[str], *, is_mysql: bool, report: Callable[[str], None]
) -> Iterator[tuple[str, Row]]:
    value = _MYSQL if is_mysql else _POSTGRES
    at, size = start, len(statement)
    while at < size:
        at = statement.find("(", at)
        if at < 0:
            return
        at += 1
        values: list[str | None] = []
        while True:
            found = value.match(statement, at)
            if found is None:
                report(f"a row of {table} cannot be read")
                return
            values.append(_value(found, is_mysql=is_mysql))
            at = found.end()
            while at < size and statement[at].isspace():
                at += 1
            sign = statement[at : at + 1]
            at += 1
            if sign == ")":
                break
            if sign != ",":
                report(f"a row of {table} cannot be read")
                return
        if len(values) == len(names):
            yield table, dict(zip(names, values, strict=True))
        else:
            report(f"a row of {table} has {len(values)} values for {len(names)} columns")


def _value(found: re.Match[str], *, is_mysql: bool) -> str | None:
    text, null, digits, plain = found.groups()
    if text is not None:
        return _ESCAPE.sub(_unescaped, text) if is_mysql else text.replace("''", "'")
    if null is not None:
        return None
    if digits is not None:
        return bytes.fromhex(digits).decode("utf-8", errors="replace") if len(digits) % 2 == 0 else None
    return str(plain)


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    return "'" if sign is None else _ESCAPES.get(sign, sign)


_COPY_ESCAPE = re.compile(r"\\(.)")


def _copied(lines: Iterator[tuple[int, str]], names: list[str], *, wanted: bool, report: Report) -> Iterator[Row]:
    for number, line in lines:
        if line.startswith("\\."):
            return
        if not wanted:
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != len(names):
            report(f"line {number}", f"{len(cells)} values for {len(names)} columns")
            continue
        yield {name: None if cell == "\\N" else _plain(cell) for name, cell in zip(names, cells, strict=True)}


def _plain(cell: str) -> str:
    return _COPY_ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), cell) if "\\" in cell else cell
