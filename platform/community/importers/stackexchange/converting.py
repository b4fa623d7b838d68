"""The same dump as records of the neutral format, so that it can come in through the page of imports like any other."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from community.importers.neutral import records as neutral
from community.importers.neutral.reading import Report
from community.importers.neutral.rendering import raise_headings
from community.importers.stackexchange.dump import Row, RowError, list_owners, read_rows
from community.importers.stackexchange.records import ANSWER, QUESTION, Record, kind_of, read_record
from community.importers.unreadable import UnreadableFileError

FILES = ("Posts.xml", "Users.xml")
MOST = 200_000_000_000


def looks_like(path: Path) -> bool:
    """Whether this folder, or zip archive, holds a Posts.xml."""
    if path.is_dir():
        return (path / "Posts.xml").is_file()
    return zipfile.is_zipfile(path) and any(Path(name).name == "Posts.xml" for name in zipfile.ZipFile(path).namelist())


def convert(path: Path, *, source: str, report: Report) -> Iterator[neutral.Record]:
    """Questions before answers, as many readings of the file as that takes."""
    if path.is_dir():
        yield from _convert(path, source or path.name.lower(), report)
        return
    if not looks_like(path):
        raise UnreadableFileError("There is no Posts.xml in it.")
    with tempfile.TemporaryDirectory() as folder:
        _unpack(path, Path(folder))
        yield from _convert(Path(folder), source or "stackexchange", report)


def _unpack(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            name = Path(entry.filename).name
            if name not in FILES or entry.file_size > MOST:
                continue
            with archive.open(entry) as packed, (folder / name).open("wb") as out:
                while piece := packed.read(1 << 20):
                    out.write(piece)


def _convert(folder: Path, source: str, report: Report) -> Iterator[neutral.Record]:
    posts, users = folder / "Posts.xml", folder / "Users.xml"
    if not posts.is_file():
        raise UnreadableFileError("There is no Posts.xml in it.")
    site = source if "." in source else f"{source}.stackexchange.com"
    yield neutral.Meta(source=source, site=f"https://{site}/")
    yield neutral.Space(
        id="questions", name=source, description=f"Questions and answers imported from {site}, written by its members."
    )
    names: dict[int, str] = {}
    if users.is_file():
        owners = list_owners(posts)
        for row in read_rows(users, report=report, advance=_unseen):
            try:
                ident = row.number("Id")
                if ident in owners:
                    names[ident] = " ".join(row.text("DisplayName").split())[:120]
                    yield neutral.Member(id=str(ident), name=names[ident])
            except RowError as error:
                report(row.place, str(error))
    accepted: set[int] = set()
    for record in _records(posts, QUESTION, names, site, report):
        accepted.add(record.accepted)
        yield neutral.Topic(
            id=str(record.id),
            space="questions",
            title=record.title,
            kind="question",
            created=record.created_at,
            tags=list(record.tags),
            views=record.views,
            old_addresses=[f"/questions/{record.id}"],
            **_author(record),
        )
        yield _post(record, record.id, accepted=False)
    for record in _records(posts, ANSWER, names, site, report):
        yield _post(record, record.parent, accepted=record.id in accepted)


def _records(posts: Path, wanted: str, names: dict[int, str], site: str, report: Report) -> Iterator[Record]:
    def once(place: str, problem: str) -> None:
        if wanted == QUESTION:
            report(place, problem)

    for row in read_rows(posts, report=once, advance=_unseen):
        try:
            if _is(row, wanted):
                yield read_record(row, names, site)
        except RowError as error:
            report(row.place, str(error))


def _is(row: Row, wanted: str) -> bool:
    return kind_of(row) == wanted


def _post(record: Record, topic: int, *, accepted: bool) -> neutral.Post:
    return neutral.Post(
        id=str(record.id),
        topic=str(topic),
        created=record.created_at,
        html=raise_headings(record.html),
        score=record.score,
        accepted=accepted,
        license=record.license[:40],
        **_author(record),
    )


def _author(record: Record) -> dict[str, str]:
    if record.author.key.lstrip("-").isdigit():
        return {"author": record.author.key}
    return {"author_name": record.author.name} if record.author.key.startswith("name:") else {}


def _unseen(_bytes: int) -> None:
    """Progress is counted while the converted form is read."""
