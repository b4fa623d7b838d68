"""CSV: one post a row. The columns are those of docs/how-to/import-neutral-format.md; their order does not matter."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from community.importers.neutral.reading import Report
from community.importers.neutral.records import Member, Meta, Post, Record, Space, Topic
from community.importers.opening import open_text
from community.importers.unreadable import UnreadableFileError
from community.texts import slug_of

NEEDED = {"topic_id", "post_id", "created"}
FLAGS = {"1", "true", "yes", "t", "y"}


def looks_like(header: str) -> bool:
    """Whether the first line names our columns."""
    return {"topic_id", "post_id"} <= {name.strip(' "\r') for name in header.replace(";", ",").split(",")}


def convert(path: Path, *, source: str, report: Report) -> Iterator[Record]:
    """A topic with its first row, a reply with each further row of the same topic."""
    csv.field_size_limit(4_000_000)
    with open_text(path) as file:
        header = file.readline()
        file.seek(0)
        rows = csv.DictReader(file, delimiter=";" if header.count(";") > header.count(",") else ",")
        names = {name.strip().lower() for name in rows.fieldnames or [] if name}
        if missing := NEEDED - names:
            raise UnreadableFileError(f"The columns {', '.join(sorted(missing))} are missing.")
        yield Meta(source=source or "csv")
        spaces: set[str] = set()
        members: set[str] = set()
        topics: set[str] = set()
        try:
            for raw in rows:
                row = {(name or "").strip().lower(): value or "" for name, value in raw.items() if isinstance(value, str)}
                try:
                    yield from _records(row, spaces, members, topics)
                except (ValidationError, ValueError) as error:
                    report(f"row {rows.line_num}", _say(error))
        except csv.Error as error:
            report(f"row {rows.line_num}", str(error))


def _records(row: dict[str, str], spaces: set[str], members: set[str], topics: set[str]) -> Iterator[Record]:
    created = _instant(row["created"])
    author = row.get("author_id") or None
    space = row.get("space") or "General"
    space_key = slug_of(space).encode("ascii", "ignore").decode()[:38] or f"s{len(spaces)}"
    found: list[Record] = []
    if space_key not in spaces:
        found.append(Space(id=space_key, name=space, visibility=_visibility(row.get("space_visibility", ""))))
    if author is not None and author not in members:
        name = row.get("author_name") or f"imported member {author}"
        found.append(Member(id=author, name=name, email=row.get("author_email") or None, joined=None))
    if row["topic_id"] not in topics:
        found.append(
            Topic(
                id=row["topic_id"],
                space=space_key,
                title=row.get("title", ""),
                kind=row.get("kind") or "discussion",
                author=author,
                author_name=row.get("author_name", "") if author is None else "",
                created=created,
                tags=[tag for tag in row.get("tags", "").replace(",", "|").split("|") if tag.strip()],
                closed=_flag(row, "closed"),
                views=int(row.get("views") or 0),
                old_addresses=[row["topic_address"]] if row.get("topic_address") else [],
            )
        )
    html = row.get("html") or None
    found.append(
        Post(
            id=row["post_id"],
            topic=row["topic_id"],
            author=author,
            author_name=row.get("author_name", "") if author is None else "",
            created=created,
            html=html,
            markdown=None if html else row.get("markdown", ""),
            reply_to=row.get("reply_to") or None,
            score=int(row.get("score") or 0),
            accepted=_flag(row, "accepted"),
            old_addresses=[row["post_address"]] if row.get("post_address") else [],
        )
    )
    # Only now, when every record of the row was good, do the later rows count on them.
    spaces.add(space_key)
    topics.add(row["topic_id"])
    if author is not None:
        members.add(author)
    yield from found


def _visibility(value: str) -> str:
    value = value.strip().lower() or "public"
    return value if value in ("public", "members") else "private"


def _flag(row: dict[str, str], name: str) -> bool:
    return row.get(name, "").strip().lower() in FLAGS


def _instant(value: str) -> datetime:
    value = value.strip()
    if value.isdigit():
        return datetime.fromtimestamp(int(value), UTC)
    found = datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _say(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}"
    return str(error)
